"""The ledger of places on real PostgreSQL: each verb by somebody for a reason, and never a place too many."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from actions import cases, places
from engine.ledger.booking import balances
from engine.ledger.verbs import Asked
from engine.refusals import NoSuchRound, NoSuchUnit, PlacesNotLeft, QuotaExhausted
from models import places as stored
from models.sealing import Seal
from runtime.database import Database
from tests.actions.test_at_the_same_instant import at_once
from tests.factories import MONDAY, Story, a_case, an_office, person
from tests.people_numbers import id_numbers

ROUND = "award_national51-2022"


def books(session: Session, asked: Asked) -> None:
    """The province's officer does it."""
    places.book(session, ROUND, asked, actor=person(session, "prov.officer"), now=MONDAY)


def test_every_booking_says_who_when_why_and_for_which_case(session: Session, seal: Seal) -> None:
    an_office(session, quota=2)
    officer = person(session, "prov.officer")
    books(session, Asked("give", "xjtu", 1, reason="追加重点产业名额"))
    story = a_case(session, seal, at="party")
    told = [
        (one.verb, one.places, one.by, one.reason, one.case_id, one.at)
        for one in stored.bookings(session, ROUND, unit="xjtu")
    ]
    assert told == [
        ("give", 2, officer.id, "", None, MONDAY),
        ("give", 1, officer.id, "追加重点产业名额", None, MONDAY),
        ("use", 1, story.who("chair").id, "", story.case_id, MONDAY),
    ]


def test_places_go_back_out_again_and_lapse(session: Session, seal: Seal) -> None:
    an_office(session, quota=3)
    a_case(session, seal, at="party")
    books(session, Asked("take_back", "xazx", 3, reason="不推荐"))
    books(session, Asked("give_from_reserve", "xjtu", 2))
    books(session, Asked("move", "xjtu", 1, reason="改由中学推荐", to_unit="xazx"))
    assert places.lapse(session, ROUND, now=MONDAY, reason="本届结束") == 5
    assert places.lapse(session, ROUND, now=MONDAY, reason="本届结束") == 0
    lines = {one.unit: one for one in stored.ledger(session, ROUND)}
    assert (lines["xjtu"].given, lines["xjtu"].moved, lines["xjtu"].used, lines["xjtu"].lapsed) == (
        5,
        -1,
        1,
        3,
    )
    assert (lines["xazx"].given, lines["xazx"].taken_back, lines["xazx"].lapsed) == (3, 3, 1)
    assert (lines["prov"].reserve, lines["prov"].lapsed) == (0, 1)
    assert stored.out_of_step(session) == []


def test_after_the_lapse_nobody_is_recommended_any_more(session: Session, seal: Seal) -> None:
    an_office(session)
    places.lapse(session, ROUND, now=MONDAY, reason="本届结束")
    with pytest.raises(QuotaExhausted):
        a_case(session, seal, at="party")


def test_the_sentence_names_the_unit(session: Session) -> None:
    an_office(session, quota=1)
    officer = person(session, "prov.officer")
    with pytest.raises(PlacesNotLeft, match="西安中学工会只有 1 个名额可动"):
        books(session, Asked("take_back", "xazx", 2, reason="不推荐"))
    with pytest.raises(NoSuchUnit, match="nowhere"):
        books(session, Asked("give", "nowhere", 2))
    with pytest.raises(NoSuchRound):
        places.book(session, "x-1999", Asked("give", "xjtu", 2), actor=officer, now=MONDAY)


def _drafts(session: Session, seal: Seal, number: int) -> list[Story]:
    found = []
    for n in range(number):
        story = a_case(session, seal, at="nominate", nominee_name=f"演示人选{n}")
        found.append(story)
    return found


def test_of_ten_recommendations_at_once_only_as_many_get_a_place_as_there_are(
    database: Database, seal: Seal
) -> None:
    with database.transaction() as session:
        an_office(session, quota=3)
        drafts = _drafts(session, seal, 10)
        shares = [(one.share("chair"), one.who("chair"), one.form) for one in drafts]

    def handing_in(n: int) -> Callable[[], None]:
        share, actor, form = shares[n]

        def submit() -> None:
            with database.transaction() as own:
                number = {"id_no": id_numbers(10)[n]}
                cases.submit(own, share, form | number, actor=actor, now=MONDAY, seal=seal)

        return submit

    refused = at_once(*(handing_in(n) for n in range(10)))
    assert [type(one) for one in refused] == [QuotaExhausted] * 7
    with database.transaction() as session:
        (line,) = [one for one in stored.ledger(session, ROUND) if one.unit == "xjtu"]
        assert (line.used, line.left) == (3, 0)
        assert stored.out_of_step(session) == []


def test_a_place_taken_back_at_the_same_instant_is_used_or_taken_back_never_both(
    database: Database, seal: Seal
) -> None:
    with database.transaction() as session:
        an_office(session, quota=1)
        (draft,) = _drafts(session, seal, 1)
        share, chair = draft.share("chair"), draft.who("chair")

    def submits() -> None:
        with database.transaction() as own:
            cases.submit(own, share, draft.form, actor=chair, now=MONDAY, seal=seal)

    def takes_back() -> None:
        with database.transaction() as own:
            books(own, Asked("take_back", "xjtu", 1, reason="不推荐"))

    (refused,) = at_once(submits, takes_back)
    assert isinstance(refused, QuotaExhausted | PlacesNotLeft)
    with database.transaction() as session:
        held = balances(one.booking for one in stored.bookings(session, ROUND))
        assert min(places for holding, places in held.items() if holding.unit) >= 0


def test_two_units_that_swap_places_at_once_do_not_wait_for_each_other_for_ever(database: Database) -> None:
    with database.transaction() as session:
        an_office(session, quota=9)

    def moves(source: str, target: str) -> Callable[[], None]:
        def move() -> None:
            with database.transaction() as own:
                books(own, Asked("move", source, 1, reason="互换", to_unit=target))

        return move

    assert at_once(*[moves("xjtu", "xazx"), moves("xazx", "xjtu")] * 4) == []


def test_whatever_comes_by_another_way_the_database_has_the_last_word(session: Session, seal: Seal) -> None:
    an_office(session, quota=1)
    story = a_case(session, seal, at="party")
    late = MONDAY + timedelta(hours=1)
    with pytest.raises(IntegrityError, match="used_within_places"), session.begin_nested():
        stored.book(
            session, ROUND, [stored.bookings(session, ROUND, unit="xjtu")[-1].booking],
            by=story.who("chair").id, now=late,
        )  # fmt: skip
