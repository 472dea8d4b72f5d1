"""批量办理 on real PostgreSQL: a preview that changes nothing, each case by itself, the same traces as one by one."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from actions import assignments, bulk, handing_on
from actions.advance import advance
from engine.refusals import AlreadyDecided, CommentMissing, NotInBulk, NotYours, Refusal
from models import cases as stored
from models import journal
from models.sealing import Seal
from runtime.database import Database
from tests.factories import MONDAY
from tests.panel import a_panel_case, a_panel_office, a_panel_process, shares

LATER = MONDAY + timedelta(hours=2)
PROCESS = a_panel_process(mode="any", on_refusal=None, bulk=True)


def share_of(session: Session, case_id: str, who: str) -> str:
    return next(one for one, person in shares(session, case_id, step="panel") if person == who)


def traces(session: Session, case_id: str) -> list[str]:
    """The journal, in which what tells one case from another bears the same names."""
    state = state_of(session, case_id)
    own = [case_id, state.number, *(one.id for one in (*state.steps, *state.assignments))]
    told = [f"{one.event} {one.actor} {one.at} {one.payload}" for one in journal.lines(session, case_id)]
    for place, identity in enumerate(own):
        told = [line.replace(identity, f"<{place}>") for line in told]
    return told


def state_of(session: Session, case_id: str) -> Any:  # noqa: ANN401 - a CaseState
    record = stored.load(session, case_id)
    assert record is not None
    return record.state


def test_a_preview_says_what_follows_of_each_and_changes_nothing(session: Session, seal: Seal) -> None:
    first, second = a_panel_office(session, PROCESS, size=2)
    cases = [a_panel_case(session, seal, PROCESS) for _ in range(3)]
    mine = [share_of(session, one, first.id) for one in cases]
    assignments.decide(session, mine[2], "approve", actor=first, now=LATER, seal=seal)
    advance(session, cases[2], now=LATER)
    others = share_of(session, cases[1], second.id)
    counted = text("SELECT (SELECT count(*) FROM journal), (SELECT count(*) FROM outbox)")
    before = session.execute(counted).one()
    found = bulk.preview(session, [*mine, others, mine[0]], "approve", actor=first, now=LATER)
    assert session.execute(counted).one() == before
    assert [one.case_id for one in found] == [*cases, cases[1]], "each once"
    assert found[0].effects == ("进入“结果登记”，由省业务部经办人办理，限 5 个工作日",)
    assert [type(one.refused) for one in found] == [type(None), type(None), AlreadyDecided, NotYours]


def test_a_no_without_its_reason_is_refused_of_each(session: Session, seal: Seal) -> None:
    first, _ = a_panel_office(session, PROCESS, size=2)
    share = share_of(session, a_panel_case(session, seal, PROCESS), first.id)
    [found] = bulk.preview(session, [share], "reject", actor=first, now=LATER)
    assert isinstance(found.refused, CommentMissing)
    [found] = bulk.preview(session, [share], "reject", actor=first, now=LATER, comment="不符合")
    assert found.effects == ("本件到此结束",)


def test_a_step_that_does_not_say_so_is_not_decided_in_bulk(session: Session, seal: Seal) -> None:
    process = a_panel_process(mode="any", on_refusal=None)
    first, _ = a_panel_office(session, process, size=2)
    share = share_of(session, a_panel_case(session, seal, process), first.id)
    with pytest.raises(NotInBulk):
        bulk.decide_one(session, share, "approve", actor=first, now=LATER)


def test_pain_03_forty_cases_are_decided_in_one_go_and_one_that_cannot_be_stops_no_other(
    database: Database, seal: Seal
) -> None:
    """fluxnova#41, flowable#3780, Archery#1230: forty clicks for forty cases."""
    with database.transaction() as session:
        first, second = a_panel_office(session, PROCESS, size=2)
        cases = [a_panel_case(session, seal, PROCESS) for _ in range(40)]
        mine = [share_of(session, one, first.id) for one in cases]
        taken = share_of(session, cases[17], second.id)
        assignments.decide(session, taken, "approve", actor=second, now=LATER, seal=seal)
    refused: list[Refusal] = []
    for share in mine:
        try:
            with database.transaction() as session:
                bulk.decide_one(session, share, "approve", actor=first, now=LATER, comment="同意")
        except Refusal as refusal:
            refused.append(refusal)
    assert [type(one) for one in refused] == [AlreadyDecided]
    with database.transaction() as session:
        settled = [state_of(session, one).steps[-1].outcome for one in cases]
    assert settled == ["approved"] * 40


def test_pain_04_bulk_and_single_leave_identical_audit(session: Session, seal: Seal) -> None:
    """hypha#1977: a batch that did half of what the single one did."""
    first, _ = a_panel_office(session, PROCESS, size=2)
    one, other = a_panel_case(session, seal, PROCESS), a_panel_case(session, seal, PROCESS)
    said: dict[str, Any] = {"actor": first, "now": LATER, "comment": "材料齐全"}
    assignments.decide(session, share_of(session, one, first.id), "approve", seal=seal, **said)
    bulk.decide_one(session, share_of(session, other, first.id), "approve", **said)
    for case_id in (one, other):
        advance(session, case_id, now=LATER)
    assert traces(session, one) == traces(session, other)
    listed = text("SELECT event, process FROM outbox WHERE case_id = CAST(:id AS uuid) ORDER BY seq")
    outbox = [session.execute(listed, {"id": case_id}).all() for case_id in (one, other)]
    assert outbox[0] == outbox[1]
    decided = text(
        "SELECT person, decision, comment, decided_at FROM decisions WHERE case_id = CAST(:id AS uuid)"
        " ORDER BY decided_at, decision"
    )
    decisions = [session.execute(decided, {"id": case_id}).all() for case_id in (one, other)]
    assert decisions[0] == decisions[1]
    for case_id in (one, other):
        handing_on.take_back(session, share_of(session, case_id, first.id), actor=first, now=LATER)
    assert traces(session, one) == traces(session, other)


def test_each_case_is_locked_and_loaded_once(
    session: Session, seal: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = a_panel_office(session, PROCESS, size=2)
    share = share_of(session, a_panel_case(session, seal, PROCESS), first.id)
    asked: list[str] = []
    lock = stored.lock_by_assignment

    def counted(session: Session, assignment_id: str) -> stored.CaseRecord | None:
        asked.append(assignment_id)
        return lock(session, assignment_id)

    monkeypatch.setattr(stored, "lock_by_assignment", counted)
    bulk.decide_one(session, share, "approve", actor=first, now=LATER)
    assert asked == [share]
