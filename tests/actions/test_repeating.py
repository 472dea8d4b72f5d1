"""The same as last year: what the units and levels had, also by category, and also what lapsed at the end."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from actions import places
from actions.processes import publish
from actions.repeating import open_again
from engine.deadlines import SHANGHAI
from engine.ledger.verbs import Asked
from models import places as stored
from tests.factories import MONDAY, an_office, national51, person

ROUND = "award_national51-2022"
A_YEAR_LATER = datetime(2022, 12, 12, 9, 0, tzinfo=SHANGHAI)


def _valid_next_year(session: Session) -> None:
    valid = national51().valid.model_copy(update={"last": date(2023, 12, 31)})
    later = national51().model_copy(update={"valid": valid})
    publish(session, later, "", actor_id=None, now=MONDAY)


def _had(session: Session, round_key: str) -> dict[tuple[str, str], int]:
    return {(one.unit, one.category): one.given for one in stored.ledger(session, round_key)}


def test_places_by_category_and_of_levels_are_given_again_and_so_is_what_lapsed(session: Session) -> None:
    an_office(session, quota=2)
    officer = person(session, "prov.officer")
    for asked in (
        Asked("give", "xian", 4),
        Asked("give", "xjtu", 3, "奖章"),
        Asked("give", "xjtu", 1, "单列"),
    ):
        places.book(session, ROUND, asked, actor=officer, now=MONDAY)
    places.lapse(session, ROUND, now=MONDAY, reason="本届结束")
    _valid_next_year(session)
    key = open_again(session, ROUND, year=2023, actor=officer, now=A_YEAR_LATER)
    same = {("xjtu", ""): 2, ("xazx", ""): 2, ("xian", ""): 4, ("xjtu", "奖章"): 3}
    assert _had(session, key) == same


def test_what_is_written_goes_before_what_was(session: Session) -> None:
    an_office(session, quota=2)
    officer = person(session, "prov.officer")
    places.book(session, ROUND, Asked("give", "xian", 4), actor=officer, now=MONDAY)
    _valid_next_year(session)
    quota = {"xjtu": 1, "xian": 2}
    key = open_again(session, ROUND, year=2023, quota=quota, actor=officer, now=A_YEAR_LATER)
    assert _had(session, key) == {("xjtu", ""): 1, ("xian", ""): 2}
