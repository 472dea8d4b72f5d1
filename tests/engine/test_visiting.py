"""现场考察: two of the panel, one report, both confirm it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from engine import commands as c
from engine.refusals import FormIncomplete, ReportDiffers
from engine.state import Person
from tests.engine.builders import FIELDS, SEATS, STAFF, Office, a_process, at_step, visit

FORM = {
    "subject": "name",
    "identity": "id_no",
    "fields": [
        *FIELDS,
        {"key": "day", "label": "考察日期", "type": "date", "filled_at": "trip"},
        {"key": "photo", "label": "现场照片", "type": "file", "accept": ["jpg"], "filled_at": "trip"},
    ],
}
REPORT: Mapping[str, object] = {"day": "2022-02-20", "photo": {"digest": "d1", "name": "1.jpg"}}


def goes(office: Office, who: Person, report: Mapping[str, object]) -> Office:
    office.ask(c.Decide(who, office.mine(who).id, "approve", answers=report))
    return office.advances()


def test_one_reports_and_another_confirms() -> None:
    office = at_step(visit(), form=FORM)
    assert goes(office, SEATS[0], REPORT).open_steps == ["trip"]
    assert goes(office, SEATS[4], {}).open_steps == ["decision"]
    assert office.state.answers["day"] == "2022-02-20"
    done = [one.name for one in office.state.assignments if one.decision == "visited"]
    assert done == ["委员1", "委员5"]


def test_a_report_without_its_photo_is_not_one() -> None:
    office = at_step(visit(), form=FORM)
    with pytest.raises(FormIncomplete, match="现场照片"):
        goes(office, SEATS[0], {"day": "2022-02-20"})


def test_whoever_saw_something_else_cannot_confirm_and_the_first_takes_back() -> None:
    office = goes(at_step(visit(), form=FORM), SEATS[0], REPORT)
    other = {**REPORT, "day": "2022-02-21"}
    with pytest.raises(ReportDiffers, match="考察日期"):
        goes(office, SEATS[1], other)
    office.ask(c.TakeBack(SEATS[0], office.mine(SEATS[0]).id))
    assert goes(office, SEATS[1], other).open_steps == ["trip"]
    assert goes(office, SEATS[0], {}).open_steps == ["decision"]
    assert office.state.answers["day"] == "2022-02-21"


def test_one_person_cannot_confirm_twice() -> None:
    office = goes(at_step(visit(), form=FORM), SEATS[0], REPORT)
    with pytest.raises(Exception, match="已由 委员1"):
        goes(office, SEATS[0], {})


def test_colleagues_of_the_unit_do_not_go_and_with_one_left_the_case_is_held() -> None:
    seats = (SEATS[0], replace(SEATS[1], unit="xjtu"))
    office = Office(a_process(visit(), form=FORM), staff={**STAFF, "seats": seats}).opens().submits()
    assert office.state.held == "“现场考察”环节需要 2 人到场，只有 1 人（已回避：委员2（来自推荐单位））"
