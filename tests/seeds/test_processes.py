"""Every definition we ship is checked, and walked in the engine alone: to its end, once back, and past objections."""

import re
from pathlib import Path

import pytest

from engine import commands as c
from engine.definition import ChoiceBlock, Home, Process, StepBase
from engine.events import CaseReturned, PublicityResumed, PublicitySuspended
from engine.refusals import FormIncomplete
from engine.state import Unit
from seeds.definition_file import read_definition
from seeds.load import ORGANISATION, PROCESSES
from seeds.organisation_file import read_organisation
from tests.seeds.walker import Walker, people_of, publicity_steps

FILES = sorted(PROCESSES.glob("*.yaml"))
UNITS = [
    pytest.param(Unit("u", "单位", direct, sector, "西安市"), id=f"{'direct' if direct else 'city'}-{sector}")
    for direct in (True, False)
    for sector in ("education", "health")
]

every_definition = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
every_unit = pytest.mark.parametrize("unit", UNITS)


def a_case(file: Path, unit: Unit) -> Walker:
    process, _ = read_definition(file)
    walker = Walker(process, unit)
    walker.open()
    return walker


@every_definition
def test_it_is_sound_and_every_body_of_it_has_people(file: Path) -> None:
    staffed = read_organisation(ORGANISATION).staffed()
    process, text = read_definition(file, staffed)
    assert re.sub(r"_\d{4}$", "", file.stem) == process.key, (
        "a file is called by its key, and by its year if it has one"
    )
    assert process.title in text


@every_definition
@every_unit
def test_it_walks_to_its_end(file: Path, unit: Unit) -> None:
    walker = a_case(file, unit)
    case = walker.walk()
    assert case.status == "determined"
    passed = {step.key for step in case.steps}
    assert passed <= {step.key for step in walker.process.steps}
    assert {one.entry.key for one in walker.process.layout if _is_on_every_way(one)} <= passed


@pytest.mark.parametrize(("direct", "skipped"), [(True, {"city_review"}), (False, set())])
def test_a_directly_affiliated_union_passes_the_city_by(*, direct: bool, skipped: set[str]) -> None:
    walker = a_case(PROCESSES / "award_national51.yaml", Unit("u", "单位", direct, "education", None))
    case = walker.walk()
    assert {step.key for step in case.steps if step.outcome == "skipped"} == skipped


@pytest.mark.parametrize(
    ("sector", "facts", "asked"),
    [
        ("education", {}, {"police", "unit_discipline", "education"}),
        ("health", {"is_cadre": True}, {"police", "unit_discipline", "health", "personnel", "discipline"}),
        (
            "culture",
            {"ownership": "非公企业"},
            {
                "police",
                "unit_discipline",
                "tax",
                "market",
                "environment",
                "emergency",
                "labour",
                "occupational",
                "united_front",
            },
        ),
        ("culture", {"profession": "文化体育"}, {"police", "unit_discipline"}),
    ],
)
def test_the_nominee_decides_whose_opinion_is_asked(
    sector: str, facts: dict[str, object], asked: set[str]
) -> None:
    walker = a_case(PROCESSES / "award_national51.yaml", Unit("u", "单位", True, sector, None))  # noqa: FBT003
    walker.form = {"profession": "文化体育", **facts}
    walker.walk(to="consult")
    assert {one.agency for one in walker.case.opinions} == asked


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ({"base_honour": "没有省部级表彰"}, "荣誉基础"),
        ({"has_national_award": True}, "不重复表彰"),
        ({"is_retired": True}, "已退休"),
        ({"unit_in_order": False}, "社会保险"),
        ({"has_veto_fact": True}, "一票否决"),
        ({"reported_elsewhere": True}, "一条渠道"),
        ({"congress_due": 150, "congress_present": 99, "congress_agree": 99}, "三分之二以上"),
        ({"congress_due": 150, "congress_present": 120, "congress_agree": 75}, "过半数"),
        ({"congress_due": 90, "congress_present": 91}, "不超过应到"),
        ({"congress_present": 80, "congress_agree": 81}, "不超过实到"),
    ],
)
def test_every_rule_of_the_nomination_can_refuse(typed: dict[str, object], rule: str) -> None:
    walker = a_case(PROCESSES / "award_national51.yaml", Unit("u", "单位", True, "education", None))  # noqa: FBT003
    walker.form = typed
    with pytest.raises(FormIncomplete) as refused:
        walker.walk()
    assert [one for one in refused.value.findings if rule in one.label and one.clause]


def test_two_thirds_present_and_one_more_than_half_are_enough() -> None:
    walker = a_case(PROCESSES / "award_national51.yaml", Unit("u", "单位", True, "education", None))  # noqa: FBT003
    walker.form = {"congress_due": 150, "congress_present": 100, "congress_agree": 76}
    assert walker.walk(to="party").open_step("party")


@every_definition
@every_unit
def test_whoever_may_return_it_can_return_it_and_it_comes_back(file: Path, unit: Unit) -> None:
    process, _ = read_definition(file)
    for step in process.steps:
        if "send_back" not in step.may or _is_skipped(process, step.key, unit):
            continue
        walker = a_case(file, unit)
        walker.walk(to=step.key)
        mine = walker.share(step.key)
        walker.do(c.SendBack(walker.actor(mine), mine.id, process.steps[0].key, "材料不全"))
        assert walker.case.status == "returned"
        assert walker.walk().status == "determined"
        assert any(isinstance(one, CaseReturned) for one in walker.events)
        assert walker.case.visits(process.steps[0].key) == 2


@every_definition
@every_unit
def test_an_unfounded_objection_stops_the_window_and_the_case_goes_on(file: Path, unit: Unit) -> None:
    process, _ = read_definition(file)
    for step in publicity_steps(process):
        walker = a_case(file, unit)
        _object(walker, step.key, upheld=False)
        assert any(isinstance(one, PublicitySuspended) for one in walker.events)
        assert any(isinstance(one, PublicityResumed) for one in walker.events)
        assert walker.walk().status == "determined"


@every_definition
def test_an_upheld_objection_ends_the_case(file: Path) -> None:
    process, _ = read_definition(file)
    for step in publicity_steps(process):
        walker = a_case(file, Unit("u", "单位", True, "education", None))  # noqa: FBT003 - a direct unit
        _object(walker, step.key, upheld=True)
        assert walker.case.status == "rejected"
        assert walker.case.closed_at


def _is_on_every_way(home: Home) -> bool:
    """A step that no choice lies around."""
    chosen = any(isinstance(block, ChoiceBlock) for block, _ in home.around)
    return isinstance(home.entry, StepBase) and not chosen


def _object(walker: Walker, step: str, *, upheld: bool) -> None:
    walker.walk(to=step)
    publicity = next(one for one in publicity_steps(walker.process) if one.key == step)
    body = publicity.objections_to
    walker.do(c.FileObjection("o1", step, people_of(walker.process.bodies[body], body)))
    mine = walker.share(step)
    walker.do(c.RecordFinding(walker.actor(mine), mine.id, "o1", upheld, "经核查"))


def _is_skipped(process: Process, step: str, unit: Unit) -> bool:
    return unit.direct and process.step(step).skip_if is not None


def test_no_two_processes_number_their_cases_alike() -> None:
    stems: dict[str, set[str]] = {}
    for file in FILES:
        process, _ = read_definition(file)
        stems.setdefault(process.short, set()).add(process.matter)
    assert {short: keys for short, keys in stems.items() if len(keys) > 1} == {}
