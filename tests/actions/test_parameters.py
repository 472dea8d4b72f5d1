"""Parameters that an administrator enters: they hold from their day on, the later word goes first, none is changed."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from actions.households import open_file
from actions.parameters import enter
from engine.deadlines import local_date
from engine.hardship.place_values import CHOICES, NUMBERS, choice_said, class_set, help_set, values_said
from engine.refusals import NoParameters, NotAdministrator, ParametersUnfit
from models import parameter_sets
from models.sealing import Seal
from seeds.household_rules import aid_table_for, last_known, parameters_for
from tests.factories import MONDAY, an_office, person
from tests.households import a_story

PLACES = ("西安市", "延安市", "省本级")
A_YEAR_ON = date(2023, 5, 4)


def said(session: Session, place: str = "延安市", **changes: str) -> Any:  # noqa: ANN401 - what is said
    """The parameters of 2023 as they are typed."""
    before = last_known(session, place)
    kept = {
        key: str(getattr(before, key))
        for key in (*NUMBERS, *CHOICES)
        if key not in ("assets_limit", "home_area")
    }
    where = {
        "place": place,
        "valid_from": "2023-01-01",
        "valid_to": "2023-12-31",
        "source": "演示文件〔2023〕1 号",
    }
    return values_said(
        {**kept, **where, "line": "700", "minimum_wage": "1850", **changes}, before, (), PLACES
    )


def entered(session: Session, place: str = "延安市", **changes: str) -> int:
    new = class_set(*said(session, place, **changes))
    return enter(session, new, actor=person(session, "admin"), now=MONDAY)


def test_no_place_lends_its_line_and_the_sentence_says_what_is_missing_where_and_who_enters_it(
    session: Session,
) -> None:
    an_office(session, now=MONDAY)
    with pytest.raises(NoParameters) as refused:
        parameters_for(session, "延安市", A_YEAR_ON)
    for word in ("延安市", "2023-05-04", "低保线", "系统管理员", "管理 → 参数", "出处"):
        assert word in refused.value.sentence
    entered(session)
    assert parameters_for(session, "延安市", A_YEAR_ON).content["line"] == "700"
    for place, day in (("延安市", date(2024, 1, 1)), ("西安市", A_YEAR_ON), (None, A_YEAR_ON)):
        with pytest.raises(NoParameters):
            parameters_for(session, place, day)


def test_the_later_word_holds_and_the_earlier_one_stays_to_be_read(session: Session) -> None:
    an_office(session, now=MONDAY)
    first, second = entered(session), entered(session, line="720")
    assert second > first
    assert parameters_for(session, "延安市", A_YEAR_ON).content["line"] == "720"
    known = parameter_sets.entries(session, "hardship.class")
    assert [(one.number, one.rules.content["line"]) for one in known] == [(first, "700"), (second, "720")]
    assert [one.rules.source for one in known] == ["演示文件〔2023〕1 号"] * 2


def test_an_entry_goes_before_what_was_published_for_the_same_days(session: Session) -> None:
    an_office(session, now=MONDAY)
    assert parameters_for(session, "西安市", date(2022, 5, 4)).content["line"] == 740
    entered(session, "西安市", valid_from="2022-01-01", valid_to="2022-12-31", line="690")
    assert parameters_for(session, "西安市", date(2022, 5, 4)).content["line"] == "690"


def test_what_was_reckoned_keeps_its_parameters(session: Session, seal: Seal) -> None:
    story = a_story(session, seal)
    story.opened()
    story.filled()
    story.submitted()
    before = open_file(session, story.case_id, seal)
    day = local_date(story.now)
    entered(session, "西安市", valid_from="2022-01-01", valid_to="2022-12-31", line="10")
    after = open_file(session, story.case_id, seal)
    assert before
    assert after
    assert after.answer == before.answer
    assert parameters_for(session, "西安市", day).content["line"] == "10"


@pytest.mark.parametrize(
    "statement", ["UPDATE parameter_sets SET source = 'x'", "DELETE FROM parameter_sets"]
)
def test_no_entry_is_ever_changed(session: Session, statement: str) -> None:
    an_office(session, now=MONDAY)
    entered(session)
    with pytest.raises(ProgrammingError, match="append-only"):
        session.execute(text(statement))


def test_only_an_administrator_enters(session: Session) -> None:
    an_office(session, now=MONDAY)
    with pytest.raises(NotAdministrator):
        enter(session, class_set(*said(session)), actor=person(session, "prov.officer"), now=MONDAY)


def test_every_finding_is_told_at_once(session: Session) -> None:
    an_office(session, now=MONDAY)
    wrong = {
        "place": "火星", "source": " ", "valid_from": "2023-13-01", "line": "七百", "minimum_wage": "-1",
        "relative_multiple": "3", "edge_multiple": "2", "deep_cmp": "eq",
    }  # fmt: skip
    with pytest.raises(ParametersUnfit) as refused:
        said(session, **wrong)
    found = {one.field for one in refused.value.findings}
    assert found == {"place", "source", "valid_from", "line", "minimum_wage", "edge_multiple", "deep_cmp"}


def test_a_year_has_the_table_of_caps_that_was_chosen_for_it(session: Session) -> None:
    an_office(session, now=MONDAY)
    with pytest.raises(NoParameters, match="帮扶标准"):
        aid_table_for(session, A_YEAR_ON)
    typed = {"valid_from": "2023-01-01", "valid_to": "2023-12-31", "source": "演示纪要", "table": "one_kind"}
    new = help_set(*choice_said(typed, "table", ["one_kind"]))
    enter(session, new, actor=person(session, "admin"), now=MONDAY)
    assert aid_table_for(session, A_YEAR_ON).one_kind_classes == ("relative",)
