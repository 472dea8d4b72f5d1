"""Every definition we ship is checked, and walked in the engine alone: to its end, once back, and past objections."""

from pathlib import Path

import pytest

from engine import commands as c
from engine.definition import Process
from engine.events import CaseReturned, PublicityResumed, PublicitySuspended
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
    assert process.key == file.stem
    assert process.title in text


@every_definition
@every_unit
def test_it_walks_to_its_end(file: Path, unit: Unit) -> None:
    walker = a_case(file, unit)
    case = walker.walk()
    assert case.status == "determined"
    passed = {step.key for step in case.steps}
    assert passed == {step.key for step in walker.process.steps}


@every_definition
def test_city_unions_review_their_own_and_nobody_reviews_direct_ones_twice(file: Path) -> None:
    by_way = {}
    for direct in (True, False):
        case = a_case(file, Unit("u", "单位", direct, "education", None)).walk()
        by_way[direct] = {step.key for step in case.steps if step.outcome == "skipped"}
    assert by_way[False] < by_way[True]


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


def _object(walker: Walker, step: str, *, upheld: bool) -> None:
    walker.walk(to=step)
    publicity = next(one for one in publicity_steps(walker.process) if one.key == step)
    body = publicity.objections_to
    walker.do(c.FileObjection("o1", step, people_of(walker.process.bodies[body], body)))
    mine = walker.share(step)
    walker.do(c.RecordFinding(walker.actor(mine), mine.id, "o1", upheld, "经核查"))


def _is_skipped(process: Process, step: str, unit: Unit) -> bool:
    return unit.direct and process.step(step).skip_if is not None
