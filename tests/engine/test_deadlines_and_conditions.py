"""Working days, clock hours, and the closed grammar of conditions."""

from datetime import date, timedelta

import pytest
from pydantic import TypeAdapter, ValidationError

from engine.conditions import Condition, fields_of, holds
from engine.deadlines import Deadline, last_day, local_text, working_days_after, working_days_between
from engine.dues import due_at
from engine.working_time import OfficeHours, WorkingTime
from tests.engine.builders import Calendar2022, at

CALENDAR = Calendar2022()
TIME = WorkingTime(CALENDAR, OfficeHours())
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
FACTS = {"kind": "教师", "years": 3, "cadre": False, "honours": ""}


def test_a_step_is_due_at_the_end_of_its_last_working_day_and_an_emergency_by_the_hour() -> None:
    friday = at(4, 29, 16)
    assert due_at(friday, Deadline(amount=3, unit="working days"), TIME) == at(5, 8, 0)
    assert due_at(friday, Deadline(amount=1, unit="clock hours"), TIME) == friday + timedelta(hours=1)
    assert due_at(friday, None, TIME) is None


def test_counting_days_and_adding_them_agree() -> None:
    start = date(2022, 1, 20)
    for days in range(1, 60):
        assert working_days_between(start, working_days_after(start, days, CALENDAR), CALENDAR) == days
    assert working_days_between(start, start, CALENDAR) == 0


def test_midnight_belongs_to_the_day_before_it() -> None:
    assert last_day(at(3, 1, 0)) == date(2022, 2, 28)
    assert local_text(at(3, 1, 0)) == "2022年3月1日 00:00"


@pytest.mark.parametrize(
    ("written", "true"),
    [
        ({"field": "kind", "op": "==", "value": "教师"}, True),
        ({"field": "kind", "op": "!=", "value": "教师"}, False),
        ({"field": "kind", "op": "in", "value": ["医生", "教师"]}, True),
        ({"field": "years", "op": ">=", "value": 3}, True),
        ({"field": "years", "op": ">", "value": 3}, False),
        ({"field": "kind", "op": ">", "value": 3}, False),
        ({"field": "missing", "op": "<", "value": 3}, False),
        ({"field": "honours", "op": "filled"}, False),
        ({"field": "honours", "op": "filled", "value": False}, True),
        ({"not": {"field": "cadre", "op": "==", "value": True}}, True),
        ({"all": [{"field": "kind", "op": "filled"}, {"field": "cadre", "op": "==", "value": True}]}, False),
        ({"any": [{"field": "kind", "op": "filled"}, {"field": "cadre", "op": "==", "value": True}]}, True),
    ],
)
def test_conditions_read_facts(written: dict[str, object], *, true: bool) -> None:
    assert holds(CONDITION.validate_python(written), FACTS) is true


def test_a_condition_tells_what_it_looks_at_and_nothing_else_is_grammar() -> None:
    written = {"all": [{"field": "kind", "op": "filled"}, {"not": {"field": "years", "op": ">", "value": 1}}]}
    assert fields_of(CONDITION.validate_python(written)) == {"kind", "years"}
    wrongs: list[dict[str, object]] = [
        {"field": "kind", "op": "~"},
        {"all": []},
        {"eval": "1"},
        {"all": [], "field": "x"},
    ]
    for wrong in wrongs:
        with pytest.raises(ValidationError):
            CONDITION.validate_python(wrong)
