"""A definition as BPMN 2.0 elements: which shape each step and block is, and in what order they stand.

Working days have no place in BPMN: lengths of time are ISO 8601 durations in days, and the words say working days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from engine.deadlines import Deadline
from engine.definition import (
    BallotStep,
    Block,
    ChoiceBlock,
    ForEachBlock,
    MachineStep,
    ParallelBlock,
    Process,
    PublicityStep,
    RaceBlock,
    RepeatBlock,
    ScoreStep,
    SignStep,
    Step,
    StepBase,
    SubCaseStep,
    VisitStep,
    WaitStep,
    body_of,
)
from engine.definition_words import (
    block_in_words,
    branch_in_words,
    in_words,
    length_in_words,
    time_of,
    way_of,
    who_does,
)
from engine.pictures.layout import Branch, Frame, Leaf, Part, Split

_TASK, _GATEWAY, _EVENT = (140.0, 80.0), (50.0, 50.0), (36.0, 36.0)
REJECTED = "rejected"
"""The error that ends a case from within a part of it."""
FORM = "to_the_form"
"""Where ways back to the form come in."""


Special = tuple[str, dict[str, str], dict[str, str]]
"""A child of its own kind: its tag, its attributes, and expressions by their tags."""


@dataclass(frozen=True, slots=True)
class Node:
    """One BPMN element; ``scope`` is the sub-process around it, ``says`` its documentation."""

    id: str
    tag: str
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    says: str = ""
    performer: str | None = None
    loop: Special | None = None
    definition: Special | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """When a flow is taken that leaves a gateway; ``default`` is the one taken otherwise."""

    words: str = ""
    default: bool = False


class Nodes:
    """All elements of a definition, and the parts they are laid out in."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.nodes: dict[str, Node] = {}
        self.conditions: dict[tuple[str, str], Condition] = {}
        self.backs: list[tuple[str, str]] = []
        self.parts = tuple(self._whole())

    def _whole(self) -> Iterator[Part]:
        yield self._leaf(Node("start", "startEvent", "发起"), _EVENT)
        if any(_goes_back(self.process, step) for step in self.process.steps):
            yield self._leaf(Node(FORM, "exclusiveGateway", ""), _GATEWAY)
        yield from self._entries(self.process.entries, "")
        yield self._leaf(Node("end", "endEvent", "办结"), _EVENT)

    def _leaf(self, node: Node, size: tuple[float, float], side: tuple[Leaf, ...] = ()) -> Leaf:
        self.nodes[node.id] = node
        return Leaf(node.id, *size, side)

    def _entries(self, entries: Sequence[Step | Block], scope: str, *, race: bool = False) -> Iterator[Part]:
        for n, one in enumerate(entries):
            if isinstance(one, StepBase):
                yield from self._step(one, scope, first_of_race=race and n == 0)
            else:
                yield self._block(one, scope)

    def _step(self, step: Step, scope: str, *, first_of_race: bool) -> Iterator[Part]:
        if step.gate is not None:
            signal: Special = ("signalEventDefinition", {"signalRef": f"gate_{step.gate}"}, {})
            titles = {one.key: one.title for one in self.process.gates}
            gate = Node(
                f"wait_{step.key}",
                "intermediateCatchEvent",
                f"等“{titles[step.gate]}”",
                definition=signal,
                scope=scope,
            )
            yield self._leaf(gate, _EVENT)
        inner = tuple(self._acted(step, scope, receives=first_of_race))
        if step.skip_if is None:
            yield from inner
            return
        head = Node(f"skip_{step.key}", "exclusiveGateway", f"经过“{step.title}”？", scope=scope)
        tail = Node(f"passed_{step.key}", "exclusiveGateway", "", scope=scope)
        words = in_words(self.process, step.skip_if)
        self.conditions[head.id, "经过"] = Condition(default=True)
        self.conditions[head.id, words] = Condition(words)
        branches = (Branch(inner, "经过"), Branch((), words, 24))
        yield Split(self._leaf(head, _GATEWAY), branches, self._leaf(tail, _GATEWAY), straight=True)

    def _acted(self, step: Step, scope: str, *, receives: bool) -> Iterator[Part]:
        """The step itself, and what a no at it leads to."""
        node = self._node(step, scope, receives=receives)
        yield self._leaf(node, _EVENT if node.tag.endswith("Event") else _TASK)
        counts = isinstance(step, BallotStep) or _ends_below(step)
        may_refuse = "reject" in step.may or counts
        if not may_refuse and "send_back" not in step.may:
            return
        asked = "通过" if counts else "同意"
        gateway = Node(f"decided_{step.key}", "exclusiveGateway", f"{step.title}：{asked}？", scope=scope)
        self.conditions[gateway.id, ""] = Condition(default=True)
        side: list[Leaf] = []
        if may_refuse:
            side.append(self._leaf(self._refused(step, scope), _EVENT))
            self.conditions[gateway.id, f"no_{step.key}"] = Condition(f"不{asked}")
        if "send_back" in step.may:
            side += self._returned(step, gateway.id, scope)
        yield self._leaf(gateway, _GATEWAY, tuple(side))

    def _refused(self, step: Step, scope: str) -> Node:
        ends: Special = ("terminateEventDefinition", {}, {})
        if scope:
            ends = ("errorEventDefinition", {"errorRef": REJECTED}, {})
        return Node(f"no_{step.key}", "endEvent", "未通过", definition=ends, scope=scope)

    def _returned(self, step: Step, gateway: str, scope: str) -> list[Leaf]:
        """A way back to the form; out of a block BPMN has no such way, and an end says it."""
        if _goes_back(self.process, step):
            self.backs.append((gateway, FORM))
            self.conditions[gateway, FORM] = Condition("退回")
            return []
        node = Node(f"back_{step.key}", "endEvent", "退回，整段重新办理", scope=scope)
        self.conditions[gateway, node.id] = Condition("退回")
        return [self._leaf(node, _EVENT)]

    def _node(self, step: Step, scope: str, *, receives: bool) -> Node:
        says = self._says(step)
        identity = f"step_{step.key}"
        match step:
            case PublicityStep() | WaitStep():
                timer: Special = ("timerEventDefinition", {}, {"timeDuration": duration(time_of(step))})
                return Node(
                    identity, "intermediateCatchEvent", step.title, says=says, definition=timer, scope=scope
                )
            case MachineStep():
                return Node(identity, "serviceTask", step.title, says=says, scope=scope)
            case SubCaseStep(waits=True):
                called = {"calledElement": f"process_{step.process}"}
                return Node(identity, "callActivity", step.title, called, says, scope=scope)
            case SubCaseStep():
                return Node(identity, "sendTask", step.title, says=says, scope=scope)
        tag = "receiveTask" if receives else "userTask"
        return Node(identity, tag, step.title, {}, says, body_of(step), _several(step), scope=scope)

    def _says(self, step: Step) -> str:
        time = time_of(step)
        parts = [
            who_does(self.process, step),
            way_of(step),
            *([f"时限 {length_in_words(time)}"] if time else []),
        ]
        return "；".join([*parts, *([step.source] if step.source else [])])

    def _block(self, block: Block, scope: str) -> Part:
        match block:
            case ForEachBlock() | RepeatBlock():
                return self._within(block, scope)
            case ParallelBlock(join="all"):
                return self._split(block, scope, "parallelGateway", "parallelGateway")
            case ParallelBlock():
                return self._split(block, scope, "parallelGateway", "complexGateway")
            case ChoiceBlock(mode="many"):
                return self._split(block, scope, "inclusiveGateway", "inclusiveGateway")
            case ChoiceBlock():
                return self._split(block, scope, "exclusiveGateway", "exclusiveGateway")
            case RaceBlock():
                return self._split(block, scope, "eventBasedGateway", "exclusiveGateway")

    def _split(
        self, block: ParallelBlock | ChoiceBlock | RaceBlock, scope: str, opens: str, joins: str
    ) -> Part:
        words = block_in_words(self.process, block)
        head = Node(f"block_{block.key}", opens, block.title, says=words, scope=scope)
        tail = Node(
            f"join_{block.key}", joins, "", says=words if joins == "complexGateway" else "", scope=scope
        )
        race = isinstance(block, RaceBlock)
        branches = []
        for one in block.branches:
            label = branch_in_words(self.process, one)
            if isinstance(block, ChoiceBlock):
                self.conditions[head.id, label] = Condition(label, default=one.otherwise)
            branches.append(Branch(tuple(self._entries(one.steps, scope, race=race)), label, 24))
        return Split(self._leaf(head, _GATEWAY), tuple(branches), self._leaf(tail, _GATEWAY))

    def _within(self, block: ForEachBlock | RepeatBlock, scope: str) -> Part:
        identity = f"block_{block.key}"
        words = block_in_words(self.process, block)
        self.nodes[identity] = Node(
            identity, "subProcess", f"{block.title}：{words}", loop=_again(self.process, block), scope=scope
        )
        inner = (
            self._leaf(Node(f"start_{block.key}", "startEvent", "开始", scope=identity), _EVENT),
            *self._entries(block.steps, identity),
            self._leaf(Node(f"end_{block.key}", "endEvent", "结束", scope=identity), _EVENT),
        )
        return Frame(identity, inner)


def _goes_back(process: Process, step: Step) -> bool:
    return "send_back" in step.may and not process.homes[step.key].around


def _ends_below(step: Step) -> bool:
    """Whether a score below the mark ends the case."""
    return isinstance(step, ScoreStep) and step.pass_ is not None and step.below == "reject"


def duration(length: Deadline | None) -> str:
    """An ISO 8601 duration: days for working days, hours for hours."""
    if length is None:
        return "P0D"
    return f"P{length.amount}D" if length.unit == "working days" else f"PT{length.amount}H"


def _several(step: Step) -> Special | None:
    """Several people act: all at once, or one after the other."""
    if isinstance(step, BallotStep | ScoreStep | VisitStep):
        return "multiInstanceLoopCharacteristics", {"isSequential": "false"}, {}
    if not isinstance(step, SignStep) or step.mode == "any":
        return None
    enough = {"completionCondition": way_of(step)} if step.mode == "n_of_m" else {}
    sequential = "true" if step.mode == "sequence" else "false"
    return "multiInstanceLoopCharacteristics", {"isSequential": sequential}, enough


def _again(process: Process, block: ForEachBlock | RepeatBlock) -> Special:
    if isinstance(block, ForEachBlock):
        return "multiInstanceLoopCharacteristics", {"isSequential": "false"}, {}
    until = in_words(process, block.until)
    most = {"testBefore": "false", "loopMaximum": str(block.limit)}
    return "standardLoopCharacteristics", most, {"loopCondition": f"不是（{until}）"}
