"""A nomination walks its whole way through the actions, on real PostgreSQL."""

import pytest
from sqlalchemy.orm import Session

from actions import cases
from engine.events import read_event
from engine.evolution import replay
from engine.refusals import AlreadyDecided, NoRightToOpen, QuotaExhausted
from models import cases as stored_cases
from models import journal, places
from models.sealing import Seal
from tests.factories import MONDAY, ROAD, a_case, an_office, person


@pytest.mark.parametrize("unit", ["xjtu", "xazx"])
def test_a_nomination_reaches_its_title(session: Session, seal: Seal, unit: str) -> None:
    an_office(session)
    state = a_case(session, seal, unit=unit).state
    assert (state.status, state.outcome) == ("determined", "granted")
    assert state.closed_at is not None
    skipped = [one.key for one in state.steps if one.outcome == "skipped"]
    assert skipped == (["city_review"] if unit == "xjtu" else [])


@pytest.mark.parametrize("step", [step for step, _ in ROAD])
def test_replaying_the_journal_gives_the_stored_case(session: Session, seal: Seal, step: str) -> None:
    an_office(session)
    story = a_case(session, seal, at=step)
    state = None
    for line in journal.lines(session, story.case_id):
        state = replay(state, [read_event(line.payload)], line.at)
    assert state == story.state


def test_the_journal_chain_is_whole(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal)
    assert journal.verify(session, story.case_id) is None
    record = stored_cases.load(session, story.case_id)
    assert record is not None
    assert (record.seq, record.head) == [
        (one.seq, one.hash) for one in journal.lines(session, story.case_id)
    ][-1]


def test_a_place_is_taken_at_recommendation_and_no_more_than_given(session: Session, seal: Seal) -> None:
    an_office(session, quota=1)
    first = a_case(session, seal, at="party")
    assert places.places_of(session, "award_national51-2022", "xjtu").used == 1  # type: ignore[union-attr]
    second = a_case(session, seal, at="nominate")
    with pytest.raises(QuotaExhausted, match="西安交通大学工会本届名额已用完（1 个）"):
        second.submitted()
    assert first.state.place_taken


def test_only_the_chair_opens_a_nomination(session: Session) -> None:
    an_office(session)
    with pytest.raises(NoRightToOpen, match="基层工会主席"):
        cases.open_case(session, "award_national51", actor=person(session, "xjtu.party"), now=MONDAY)


def test_whoever_comes_second_is_told_who_was_first(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="unit_publicity")
    with pytest.raises(AlreadyDecided, match=r"已由 演示xjtu\.party 于 .* 办理"):
        story.decided("party")
