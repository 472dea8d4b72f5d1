"""The elements and flows of a BPMN 2.0 file, as far as a draft can be made of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from seeds.bpmn import MODEL

MOST_BYTES = 2_000_000
TASKS = {
    "task", "userTask", "manualTask", "serviceTask", "scriptTask", "sendTask", "receiveTask", "businessRuleTask",
}  # fmt: skip
GATEWAYS = {"exclusiveGateway", "inclusiveGateway", "parallelGateway"}
_EVENTS = {"startEvent", "endEvent"}
_BESIDE = {
    "documentation", "extensionElements", "laneSet", "sequenceFlow", "textAnnotation", "association", "dataObject",
    "dataObjectReference", "dataStoreReference", "ioSpecification", "group", "auditing", "monitoring", "property",
}  # fmt: skip


class NotReadable(Exception):
    """The file is no BPMN 2.0, or no draft can be made of it. ``findings`` say why, all at once."""

    def __init__(self, findings: list[str]) -> None:
        super().__init__("；".join(findings))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Element:
    """A task, event or gateway; ``lane`` is the title of the lane it lies in."""

    id: str
    tag: str
    name: str
    lane: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow; ``words`` are written at it."""

    id: str
    source: str
    target: str
    words: str


@dataclass
class Graph:
    """One process of the file."""

    title: str
    elements: dict[str, Element] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    defaults: set[str] = field(default_factory=set)

    def leaving(self, element: str) -> list[Flow]:
        """The arrows that leave an element, in the order of the file."""
        return [one for one in self.flows if one.source == element]

    def entering(self, element: str) -> list[Flow]:
        """The arrows that lead to an element."""
        return [one for one in self.flows if one.target == element]


def read(text: str) -> Graph:
    """The only process of the file. Raises NotReadable with everything that a draft cannot show."""
    whole = _parsed(text)
    processes = whole.findall(_tag("process"))
    if len(processes) != 1:
        raise NotReadable([f"文件中应当恰好有一个流程，现有 {len(processes)} 个"])
    graph = _graph(processes[0])
    if findings := list(_unknown(processes[0])) + list(_loose(graph)):
        raise NotReadable(findings)
    return graph


def _parsed(text: str) -> ET.Element:
    if len(text.encode()) > MOST_BYTES:
        raise NotReadable([f"文件超过 {MOST_BYTES // 1_000_000} MB"])
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise NotReadable(["文件里有 DOCTYPE 或实体定义，BPMN 不需要它们，不读入"])
    try:
        whole = ET.fromstring(text)  # noqa: S314 - no document type, no entities: see above
    except ET.ParseError as problem:
        raise NotReadable([f"不是格式正确的 XML：第 {problem.position[0]} 行"]) from None
    if whole.tag != _tag("definitions"):
        raise NotReadable(["不是 BPMN 2.0 文件（根元素不是 definitions）"])
    return whole


def _graph(process: ET.Element) -> Graph:
    lanes = {
        ref.text or "": lane.get("name", "")
        for lane in process.iter(_tag("lane"))
        for ref in lane.findall(_tag("flowNodeRef"))
    }
    graph = Graph(process.get("name", ""))
    for one in process:
        tag, key = _local(one), one.get("id", "")
        if tag == "sequenceFlow":
            graph.flows.append(
                Flow(key, one.get("sourceRef", ""), one.get("targetRef", ""), one.get("name", "").strip())
            )
        elif tag in TASKS | GATEWAYS | _EVENTS or _waits(one):
            graph.elements[key] = Element(key, tag, " ".join(one.get("name", "").split()), lanes.get(key, ""))
            graph.defaults |= {one.get("default", "")} - {""}
    return graph


def _unknown(process: ET.Element) -> Iterator[str]:
    for one in process:
        tag = _local(one)
        if tag not in TASKS | GATEWAYS | _EVENTS | _BESIDE and not _waits(one):
            name = one.get("name") or one.get("id", "")
            yield f"“{name}”（{tag}）读不成流程定义：只读任务、三种网关、定时等候、开始和结束"


def _loose(graph: Graph) -> Iterator[str]:
    starts = [one for one in graph.elements.values() if one.tag == "startEvent"]
    if len(starts) != 1:
        yield f"应当恰好有一个开始，现有 {len(starts)} 个"
    for one in graph.elements.values():
        if one.tag not in GATEWAYS and len(graph.leaving(one.id)) > 1:
            yield f"“{one.name or one.id}”后面有几条线，分岔请画成网关"
        if one.tag != "endEvent" and not graph.leaving(one.id):
            yield f"“{one.name or one.id}”后面没有线"
        if one.tag != "startEvent" and not graph.entering(one.id):
            yield f"“{one.name or one.id}”前面没有线，永远走不到"


def _waits(one: ET.Element) -> bool:
    """A timer on the way is a wait."""
    return _local(one) == "intermediateCatchEvent" and one.find(_tag("timerEventDefinition")) is not None


def _tag(name: str) -> str:
    return f"{{{MODEL}}}{name}"


def _local(one: ET.Element) -> str:
    return one.tag.rpartition("}")[2]
