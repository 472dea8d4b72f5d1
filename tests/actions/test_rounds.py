"""A round on real PostgreSQL: its calendar kept, moved, closed; late forms; what is frozen at its gates."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from actions import advance, assignments, cases, gates, round_calendar, rounds
from actions.processes import publish
from engine.refusals import (
    ChangedSinceFrozen,
    NoSuchPhase,
    NoSuchRound,
    PhaseNotBegun,
    RoundNotBegun,
    RoundOver,
)
from engine.rounds.events import read_round_event
from engine.rounds.evolving import evolve_round
from engine.rounds.freezing import hash_of
from engine.rounds.planning import Span
from engine.rounds.state import RoundState
from models import cases as kept
from models import freezes, journal, outbox, round_journal, round_records
from models import rounds as stored
from models.sealing import Seal
from tests.actions.test_shape_of_a_process import Walk, a_process, signs
from tests.engine.builders import at
from tests.factories import MONDAY, an_office, person

PLAN: dict[str, Any] = {
    "opens": "02-14",
    "closes": "02-25",
    "grace": "3 working days",
    "source": "试验",
    "phases": [{"key": "panel", "title": "评审", "opens": "03-07", "closes": "03-18", "gate": "review"}],
}
GATED: dict[str, Any] = {
    "kind": "campaign",
    "gates": [{"key": "review", "title": "评审开始"}],
    "round": PLAN,
}
ROUND = "shaped-2022"


def a_walk(session: Session, seal: Seal) -> Walk:
    """A case that was handed in, in a round whose panel begins on 7 March."""
    return Walk(session, seal, a_process(signs("a", gate="review"), **GATED)).goes_on()


def state(session: Session, key: str = ROUND) -> RoundState:
    found = round_records.state_of(session, key)
    assert found is not None
    return found


def told(session: Session, key: str = ROUND) -> list[str]:
    return [one.event for one in round_journal.lines(session, key)]


def test_a_round_is_opened_with_the_calendar_of_its_definition(session: Session) -> None:
    an_office(session)
    found = state(session, "award_national51-2022")
    assert [one.title for one in found.phases] == [
        "报送",
        "省级审核",
        "省总工会审核和省级公示",
        "全国总工会决定",
    ]
    assert found.version is not None
    assert [one.key for one in found.phases if one.is_under_way] == ["intake", "review"]


def test_a_form_of_the_days_of_grace_is_taken_and_marked_late(session: Session, seal: Seal) -> None:
    walk = a_walk(session, seal)
    assert not walk.state.late
    walk.now = at(2, 26)
    assert walk.of(walk.opens()).late
    last = [one for one in journal.lines(session, walk.opens()) if one.event == "case.submitted"][-1]
    assert last.payload["late"] is True


def test_after_the_grace_nothing_is_handed_in_behind_any_door(session: Session, seal: Seal) -> None:
    walk = a_walk(session, seal)
    begun = cases.open_case(session, "shaped", actor=walk.chair, now=at(2, 28))
    share = walk.of(begun).assignments[0].id
    with pytest.raises(RoundOver, match="2022年3月2日 截止，逾期不报视为自动放弃"):
        cases.submit(session, share, {"topic": "迟到"}, actor=walk.chair, now=at(3, 3, 0), seal=seal)
    with pytest.raises(RoundOver):
        cases.open_case(session, "shaped", actor=walk.chair, now=at(3, 3, 0))


def test_before_the_first_day_a_form_is_kept_but_not_handed_in(session: Session, seal: Seal) -> None:
    an_office(session, beside=[a_process(signs("a"), kind="campaign", round={**PLAN, "opens": "02-23"})])
    chair, officer = person(session, "xjtu.chair"), person(session, "prov.officer")
    rounds.open_round(session, "shaped", year=2022, quota={"xjtu": 5}, actor=officer, now=MONDAY)
    begun = cases.open_case(session, "shaped", actor=chair, now=MONDAY)
    share = _first_share(session, begun)
    with pytest.raises(RoundNotBegun, match="2022年2月23日"):
        cases.submit(session, share, {"topic": "太早"}, actor=chair, now=MONDAY, seal=seal)
    cases.submit(session, share, {"topic": "正好"}, actor=chair, now=at(2, 23, 0), seal=seal)


def _first_share(session: Session, case_id: str) -> str:
    record = kept.load(session, case_id)
    assert record is not None
    return record.state.assignments[0].id


def test_an_extension_is_journalled_with_its_reason_and_opens_the_intake_again(
    session: Session, seal: Seal
) -> None:
    walk = a_walk(session, seal)
    round_calendar.keep_to_calendar(session, ROUND, now=at(3, 3, 0))
    officer = person(session, "prov.officer")
    round_calendar.move_phase(
        session, ROUND, "intake", closes_on=date(2022, 3, 11), reason="疫情影响", actor=officer, now=at(3, 3)
    )
    walk.now = at(3, 4)
    assert not walk.of(walk.opens()).late
    line = round_journal.lines(session, ROUND)[-1]
    assert (line.event, line.actor) == ("phase.rescheduled", officer.id)
    assert line.payload["reason"] == "疫情影响"
    with pytest.raises(NoSuchPhase):
        round_calendar.move_phase(
            session, ROUND, "dance", closes_on=date(2022, 3, 11), reason="无", actor=officer, now=at(3, 3)
        )


def test_the_clock_does_each_thing_once_and_after_downtime_all_that_was_missed(
    session: Session, seal: Seal
) -> None:
    a_walk(session, seal)
    assert ROUND in round_calendar.due_rounds(session, now=at(3, 8))
    round_calendar.keep_to_calendar(session, ROUND, now=at(3, 8))
    once = told(session)
    assert once == [
        "round.opened",
        "phase.opened",
        "phase.closed",
        "phase.opened",
        "round.frozen",
        "gate.opened",
    ]
    assert round_calendar.keep_to_calendar(session, ROUND, now=at(3, 8)) == []
    assert told(session) == once
    assert ROUND not in round_calendar.due_rounds(session, now=at(3, 8))
    assert stored.open_gates(session, ROUND) == {"review"}
    with pytest.raises(NoSuchRound):
        round_calendar.keep_to_calendar(session, "shaped-1999", now=MONDAY)


def test_what_a_person_closed_the_clock_leaves_closed(session: Session, seal: Seal) -> None:
    walk = a_walk(session, seal)
    with pytest.raises(PhaseNotBegun, match="“评审”2022年3月7日 才开始"):
        gates.open_gate(session, ROUND, "review", actor=walk.admin, now=MONDAY)
    round_calendar.keep_to_calendar(session, ROUND, now=at(3, 7))
    round_calendar.close_phase(session, ROUND, "panel", actor=walk.admin, now=at(3, 8))
    assert round_calendar.keep_to_calendar(session, ROUND, now=at(3, 9)) == []
    assert stored.open_gates(session, ROUND) == frozenset()


def test_the_journal_of_a_round_is_chained_replayed_and_append_only(session: Session, seal: Seal) -> None:
    walk = a_walk(session, seal)
    for day in (7, 8, 19):
        round_calendar.keep_to_calendar(session, ROUND, now=at(3, day))
    record = round_records.load(session, ROUND)
    assert record is not None
    assert round_journal.verify(session, ROUND, seq=record.last.seq, head=record.last.hash) is None
    assert round_journal.verify(session, ROUND, seq=record.last.seq + 1, head="") == record.last.seq + 1
    again: RoundState | None = None
    for line in round_journal.lines(session, ROUND):
        again = evolve_round(again, read_round_event(line.payload), line.at, line.actor)
    assert again == record.state
    assert walk.admin.id in {one.actor for one in round_journal.lines(session, ROUND)}
    for table in ("round_journal", "freezes"):
        with pytest.raises(ProgrammingError, match="append-only"), session.begin_nested():
            session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - two names of our own


def passed(walk: Walk, now: datetime) -> Walk:
    walk.now = now
    gates.pass_on(walk.session, ROUND, "review", now=now)
    return walk


def test_a_gate_freezes_the_round_and_the_hash_can_be_made_again(session: Session, seal: Seal) -> None:
    walk = a_walk(session, seal)
    round_calendar.keep_to_calendar(session, ROUND, now=at(3, 7))
    [row] = freezes.of_round(session, ROUND)
    assert freezes.frozen_hash(session, ROUND, "review") == row.sha256 == hash_of(row.content)
    assert list(row.content["cases"]) == [walk.case_id]
    assert row.content["places"] == {"xjtu": {"given": 5, "used": 0}}
    line = next(one for one in round_journal.lines(session, ROUND) if one.event == "round.frozen")
    assert (line.seq, line.payload["sha256"], line.payload["cases"]) == (row.seq, row.sha256, 1)
    assert passed(walk, at(3, 7)).here == ["a"]


def test_pain_21_what_came_after_the_freeze_waits_until_it_is_taken_up_with_a_reason(
    session: Session, seal: Seal
) -> None:
    walk = a_walk(session, seal)
    officer = person(session, "prov.officer")
    walk.now = at(3, 1)
    late = cases.open_case(session, "shaped", actor=walk.chair, now=walk.now)
    round_calendar.move_phase(
        session, ROUND, "intake", closes_on=date(2022, 3, 10), reason="延期", actor=officer, now=at(3, 1)
    )
    round_calendar.keep_to_calendar(session, ROUND, now=at(3, 7))
    passed(walk, at(3, 7))
    cases.submit(
        session, walk.of(late).assignments[0].id, {"topic": "补报"}, actor=walk.chair, now=at(3, 8), seal=seal
    )
    advance.advance(session, late, now=at(3, 8))
    assert walk.of(late).pending == ("a",)
    first = freezes.frozen_hash(session, ROUND, "review")
    second = gates.freeze_again(session, ROUND, "review", "延期补报一件", actor=officer, now=at(3, 9))
    assert second != first
    passed(walk, at(3, 9))
    assert walk.of(late).pending == ()
    assert outbox.waiting(session) > 0


def test_pain_21_a_case_changed_under_a_decision_is_not_decided(session: Session, seal: Seal) -> None:
    walk = a_walk(session, seal)
    round_calendar.keep_to_calendar(session, ROUND, now=at(3, 7))
    assert passed(walk, at(3, 7)).here == ["a"]
    session.execute(
        text("""UPDATE cases SET answers = answers || '{"topic": "改了"}' WHERE id = CAST(:id AS uuid)"""),
        {"id": walk.case_id},
    )
    with pytest.raises(ChangedSinceFrozen, match="评审开始"):
        walk.signs("a")


def test_a_correction_after_the_freeze_waits_as_well(session: Session, seal: Seal) -> None:
    walk = a_walk(session, seal)
    round_calendar.keep_to_calendar(session, ROUND, now=at(3, 7))
    passed(walk, at(3, 7))
    officer = person(session, "prov.officer")
    assignments.send_back(session, walk.share("a"), "apply", "请补正", actor=officer, now=at(3, 7))
    advance.advance(session, walk.case_id, now=at(3, 7))
    cases.submit(
        session, walk.share("apply"), {"topic": "补正以后"}, actor=walk.chair, now=at(3, 8), seal=seal
    )
    advance.advance(session, walk.case_id, now=at(3, 8))
    assert walk.state.pending == ("a",)


def test_a_round_with_days_of_its_own(session: Session) -> None:
    an_office(session)
    officer = person(session, "prov.officer")
    own = {"intake": Span(date(2023, 1, 16), date(2023, 3, 17))}
    key = rounds.open_round(
        session, "award_national51", year=2023, quota={"xjtu": 1}, actor=officer,
        now=MONDAY + timedelta(days=300), days=own,
    )  # fmt: skip
    intake = state(session, key).intake
    assert intake is not None
    assert (intake.opens_on, intake.last_on) == (date(2023, 1, 16), date(2023, 3, 24))


def test_a_round_keeps_the_rules_of_its_year_and_takes_a_correction_of_them(session: Session) -> None:
    an_office(session)
    key, old = "award_national51-2022", stored.definition(session, "award_national51-2022")
    assert old is not None
    valid = type(old.valid).model_validate({"from": "2023-01-01", "to": "2023-12-31"})
    next_year = old.model_copy(update={"title": "次年规则", "valid": valid})
    publish(session, next_year, "次年", actor_id=None, now=MONDAY + timedelta(days=400))
    assert stored.definition(session, key) == old, "another year's rules are not those of this round"
    corrected = old.model_copy(update={"title": "更正"})
    publish(session, corrected, "更正", actor_id=None, now=MONDAY + timedelta(days=401))
    assert stored.definition(session, key) == corrected
    assert stored.definition(session, "award_national51-1999") is None
