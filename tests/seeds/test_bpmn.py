"""What is exported as BPMN 2.0 is valid by the schema of the OMG, whole in itself, and drawn."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from engine.definition import Process
from seeds.bpmn import bpmn
from seeds.definition_file import read_definition
from seeds.load import PROCESSES
from tests.engine.blocks import LISTED, branch, choice, each, one_signs, parallel, race, repeat, wait, when
from tests.engine.builders import BODIES, ballot, consult, publicity, raw_process, score, sign, visit

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DD = "{http://www.omg.org/spec/DD/20100524/DI}"
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "bpmn_schema" / "BPMN20.xsd"))
Xml = Any


def every_kind() -> Process:
    """Each kind of step and block, two of them within others."""
    other = {"key": "below", "title": "子事项", "kind": "sub_case", "process": "other"}
    thanks = {"key": "thanks", "title": "致谢", "kind": "record", "by": "clerk", "due": "3 working days"}
    paper = {"key": "paper", "title": "文书", "kind": "machine", "task": "render_document", "document": "d"}
    raw = raw_process(
        sign("city_look", "city", skip_if=when("unit.direct", value=True)),
        consult(), publicity(), ballot(), score(**{"pass": 80}), visit(), other,
        {**other, "key": "beside", "title": "另案", "waits": False},
        one_signs("gated", gate="review"), sign("some", "office", "n_of_m", needed=2, on_refusal="end"),
        sign("row", "office", "sequence", on_refusal="end"), paper,
        parallel(branch(one_signs("a")), branch(one_signs("b")), branch(one_signs("c")), join=2),
        parallel(branch(one_signs("d")), branch(race(branch(one_signs("e")), branch(wait()))), key="both"),
        choice(branch(one_signs("big"), when=when("due", 100, ">")), branch(each(one_signs("f")), otherwise=True)),
        choice(branch(one_signs("g"), when=when("cadre", value=True)), branch(when=when("due", 9, ">")),
               mode="many", key="many"),
        repeat(one_signs("h"), thanks, until=when("agree", 10, ">")),
        kind="campaign", gates=[{"key": "review", "title": "评审开始"}],
        form={"subject": "name", "identity": "id_no", "fields": LISTED},
    )  # fmt: skip
    raw["bodies"]["office"] = BODIES["office"]
    return Process.model_validate(raw)


def shipped() -> Iterator[Process]:
    for path in sorted(PROCESSES.glob("*.yaml")):
        yield read_definition(path)[0]


EXPORTED = [every_kind(), *shipped()]
exported = pytest.mark.parametrize("process", EXPORTED, ids=[one.key for one in EXPORTED])


def read(process: Process) -> Xml:
    return etree.fromstring(bpmn(process).encode())


@exported
def test_it_is_valid_by_the_schema_of_the_omg(process: Process) -> None:
    document = read(process)
    assert SCHEMA.validate(document), SCHEMA.error_log


@exported
def test_every_reference_leads_to_something_in_the_file(process: Process) -> None:
    document = read(process)
    ids = [one.get("id") for one in document.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    named = ["sourceRef", "targetRef", "default", "signalRef", "errorRef", "bpmnElement"]
    references = {one.get(name) for one in document.iter() for name in named if one.get(name)}
    references |= {
        one.text for word in ("incoming", "outgoing", "resourceRef") for one in document.iter(MODEL + word)
    }
    assert references - set(ids) == set()


@exported
def test_everything_is_drawn_once_and_flows_begin_and_end_at_their_shapes(process: Process) -> None:
    document = read(process)
    nodes = {one.getparent().get("id") for one in document.iter(f"{MODEL}incoming", f"{MODEL}outgoing")}
    shapes = {one.get("bpmnElement"): one.find(f"{DC}Bounds") for one in document.iter(f"{DI}BPMNShape")}
    assert set(shapes) == nodes
    flows = {one.get("id"): one for one in document.iter(f"{MODEL}sequenceFlow")}
    edges = {one.get("bpmnElement"): one.findall(f"{DD}waypoint") for one in document.iter(f"{DI}BPMNEdge")}
    assert set(edges) == set(flows)
    for key, points in edges.items():
        assert _touches(points[0], shapes[flows[key].get("sourceRef")]), key
        assert _touches(points[-1], shapes[flows[key].get("targetRef")]), key


def _touches(point: Xml, bounds: Xml) -> bool:
    x, y = float(point.get("x")), float(point.get("y"))
    left, top, width, height = (float(bounds.get(name)) for name in ("x", "y", "width", "height"))
    return left - 1 <= x <= left + width + 1 and top - 1 <= y <= top + height + 1


@exported
def test_no_flow_crosses_the_border_of_a_sub_process_and_everything_can_be_reached(process: Process) -> None:
    document = read(process)
    home = {
        one.get("id"): one.getparent().get("id") for one in document.iter() if one.getparent() is not None
    }
    flows = list(document.iter(f"{MODEL}sequenceFlow"))
    for one in flows:
        assert home[one.get("sourceRef")] == home[one.get("targetRef")] == home[one.get("id")]
    led_to = {one.get("targetRef") for one in flows}
    starts = {one.get("id") for one in document.iter(f"{MODEL}startEvent")}
    nodes = {one.getparent().get("id") for one in document.iter(f"{MODEL}incoming", f"{MODEL}outgoing")}
    assert nodes - led_to == starts


def tags(process: Process) -> dict[str, str]:
    """The tag of each step, and of each block and gateway."""
    named = read(process).iter()
    return {
        one.get("id"): etree.QName(one).localname for one in named if one.get("id") and "}BPMN" not in one.tag
    }


def test_each_kind_has_its_element() -> None:
    found = tags(every_kind())
    expected = {
        "step_nominate": "userTask", "step_ask": "userTask", "step_vote": "userTask", "step_thanks": "userTask",
        "step_showing": "intermediateCatchEvent", "step_pause": "intermediateCatchEvent",
        "wait_gated": "intermediateCatchEvent", "step_paper": "serviceTask", "step_below": "callActivity",
        "step_beside": "sendTask", "step_e": "receiveTask", "skip_city_look": "exclusiveGateway",
        "block_fork": "parallelGateway", "join_fork": "complexGateway", "block_both": "parallelGateway",
        "join_both": "parallelGateway", "block_race": "eventBasedGateway", "block_way": "exclusiveGateway",
        "block_many": "inclusiveGateway", "block_each": "subProcess", "block_again": "subProcess",
    }  # fmt: skip
    assert {key: found.get(key) for key in expected} == expected


def test_times_people_and_conditions_are_written_out() -> None:
    text = bpmn(every_kind())
    assert '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P5D</bpmn:timeDuration>' in text
    assert '<bpmn:resource id="body_grass" name="基层工会主席" />' in text
    assert "直属基层工会：是</bpmn:conditionExpression>" in text
    assert 'standardLoopCharacteristics testBefore="false" loopMaximum="3"' in text
    assert "2 人同意</bpmn:completionCondition>" in text
    assert "同时办理，2 路办完即可</bpmn:activationCondition>" in text


def test_a_no_ends_the_case_and_a_return_leads_back_to_the_form() -> None:
    process = next(one for one in shipped() if one.key == "award_national51")
    document = read(process)
    flows = {
        (one.get("sourceRef"), one.get("targetRef")): one.get("name")
        for one in document.iter(f"{MODEL}sequenceFlow")
    }
    assert flows["decided_party", "no_party"] == "不同意"
    assert flows["decided_party", "to_the_form"] == "退回"
    assert flows["to_the_form", "step_nominate"] is None
    assert flows["decided_prov_ballot", "no_prov_ballot"] == "不通过"
    assert ("step_national", "step_notice") in flows
