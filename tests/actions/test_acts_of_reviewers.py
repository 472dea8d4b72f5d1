"""The acts of reviewers through the actions, on real PostgreSQL: rows, journal, decisions, sweeps."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from actions import assignments, ballots, handing_on, overseeing, questions
from actions.organisation import import_organ
from engine.events import read_event
from engine.evolution import replay
from engine.refusals import ActNotAllowed, NoSuchPerson
from engine.state import CaseState, Person
from models import cases as stored_cases
from models import journal
from models.sealing import Seal
from tests.factories import MONDAY, person
from tests.panel import a_panel_case, a_panel_office, a_panel_process, shares

LATER = MONDAY + timedelta(hours=2)


class Panel:
    """A case before a panel of three."""

    def __init__(self, session: Session, seal: Seal, **step: object) -> None:
        process = a_panel_process(**step)  # type: ignore[arg-type]
        self.session, self.seal = session, seal
        self.people = a_panel_office(session, process, size=3)
        self.case_id = a_panel_case(session, seal, process)

    @property
    def state(self) -> CaseState:
        record = stored_cases.load(self.session, self.case_id)
        assert record is not None
        return record.state

    def share(self, actor: Person) -> str:
        mine = [one for one, who in shares(self.session, self.case_id, step="panel") if who == actor.id]
        return mine[-1]

    def status(self, actor: Person) -> str:
        share = self.state.assignment(self.share(actor))
        assert share is not None
        return share.status

    def approves(self, actor: Person) -> None:
        assignments.decide(
            self.session, self.share(actor), "approve", actor=actor, now=LATER, seal=self.seal, comment="同意"
        )  # fmt: skip

    def is_replayed_by_its_journal(self) -> bool:
        state = None
        for line in journal.lines(self.session, self.case_id):
            state = replay(state, [read_event(line.payload)], line.at)
        return state == self.state and journal.verify(self.session, self.case_id) is None


def test_transfer_delegate_and_signers_are_stored_with_their_chain(session: Session, seal: Seal) -> None:
    panel = Panel(session, seal, mode="any", on_refusal=None)
    first, second, third = panel.people
    officer, head = person(session, "prov.officer"), person(session, "prov.head")
    handing_on.transfer(session, panel.share(first), officer.id, actor=first, now=LATER, note="请办")
    handing_on.delegate(session, panel.share(second), head.id, actor=second, now=LATER)
    handing_on.add_signer(
        session, panel.share(third), person(session, "admin").id, "beside", actor=third, now=LATER
    )
    handing_on.take_back(session, panel.share(second), actor=second, now=LATER)
    handing_on.remove_signer(session, panel.share(person(session, "admin")), actor=third, now=LATER)
    assert [(one.via, one.status) for one in panel.state.share_of(panel.state.steps[-1].id)] == [
        ("offer", "closed"), ("offer", "open"), ("offer", "open"),
        ("transfer", "open"), ("delegate", "closed"), ("beside", "closed"),
    ]  # fmt: skip
    assert panel.state.assignments[-3].note == "请办"
    assert panel.is_replayed_by_its_journal()


def test_a_decision_taken_back_can_be_made_anew_and_only_the_standing_one_is_listed(
    session: Session, seal: Seal
) -> None:
    panel = Panel(session, seal)
    first = panel.people[0]
    panel.approves(first)
    handing_on.take_back(session, panel.share(first), actor=first, now=LATER)
    listed = text("SELECT decision FROM decisions WHERE assignment_id = CAST(:id AS uuid)")
    assert session.execute(listed, {"id": panel.share(first)}).all() == []
    panel.approves(first)
    assert session.execute(listed, {"id": panel.share(first)}).scalars().all() == ["approve"]
    events = [one.event for one in journal.lines(session, panel.case_id)]
    assert events[-3:] == ["assignment.decided", "assignment.taken_back", "assignment.decided"]
    assert panel.is_replayed_by_its_journal()


def test_the_sweep_finds_a_forgotten_claim_and_gives_it_back(session: Session, seal: Seal) -> None:
    panel = Panel(session, seal, mode="any", on_refusal=None, pool=True, claim="1 working days")
    first, second, _ = panel.people
    handing_on.claim(session, panel.share(first), actor=first, now=MONDAY)
    assert panel.status(second) == "waiting"
    assert handing_on.claims_run_out(session, now=LATER) == []
    much_later = MONDAY + timedelta(days=2)
    found = handing_on.claims_run_out(session, now=much_later)
    assert found == [(panel.case_id, panel.share(first))]
    handing_on.expire_claim(session, *found[0], now=much_later)
    assert panel.status(second) == "open"
    assert handing_on.claims_run_out(session, now=much_later) == []
    assert panel.is_replayed_by_its_journal()


def test_give_back_opens_the_pool(session: Session, seal: Seal) -> None:
    panel = Panel(session, seal, mode="any", on_refusal=None, pool=True, claim="1 working days")
    first, second, _ = panel.people
    handing_on.claim(session, panel.share(first), actor=first, now=MONDAY)
    handing_on.give_back(session, panel.share(first), actor=first, now=MONDAY, note="手头有事")
    assert panel.status(second) == "open"


def test_a_question_stops_the_clock_and_the_answer_moves_the_due_date(session: Session, seal: Seal) -> None:
    panel = Panel(session, seal, ask_stops_clock=True)
    chair = person(session, "xjtu.chair")
    due = panel.state.steps[-1].due_at
    questions.ask(session, panel.share(panel.people[0]), "请说明", actor=panel.people[0], now=LATER)
    assert panel.state.steps[-1].paused_at == LATER
    asked = panel.state.assignments[-1]
    assert (asked.person, asked.note, asked.via) == (chair.id, "请说明", "question")
    questions.answer(session, asked.id, "说明如下", actor=chair, now=MONDAY + timedelta(days=2))
    assert due is not None
    assert panel.state.steps[-1].due_at > due  # type: ignore[operator]
    assert panel.is_replayed_by_its_journal()


def test_urge_copy_read_hold_and_terminate_are_stored(session: Session, seal: Seal) -> None:
    panel = Panel(session, seal)
    chair, admin, head = person(session, "xjtu.chair"), person(session, "admin"), person(session, "prov.head")
    overseeing.urge(session, panel.case_id, actor=chair, now=LATER)
    assert [one.urged_at for one in panel.state.assignments if one.step == "panel"] == [LATER] * 3
    overseeing.copy_to(session, panel.case_id, [head.id], actor=panel.people[0], now=LATER, note="供参考")
    (copy,) = panel.state.copies
    overseeing.mark_read(session, panel.case_id, copy.id, actor=head, now=LATER)
    assert panel.state.copies[0].read_at == LATER
    overseeing.hold(session, panel.case_id, "等上级", actor=admin, now=LATER)
    assert (panel.state.held, panel.state.held_at) == ("等上级", LATER)
    overseeing.terminate(session, panel.case_id, "查实不符", actor=admin, now=LATER)
    assert panel.state.status == "terminated"
    assert panel.is_replayed_by_its_journal()


def test_an_act_names_an_active_person(session: Session, seal: Seal) -> None:
    panel = Panel(session, seal)
    first = panel.people[0]
    for nobody in ("nobody", "00000000-0000-0000-0000-000000000000"):
        with pytest.raises(NoSuchPerson):
            handing_on.transfer(session, panel.share(first), nobody, actor=first, now=LATER)


def test_what_the_definition_does_not_grant_is_refused_by_the_action(session: Session, seal: Seal) -> None:
    panel = Panel(session, seal, may=["reject"])
    first, officer = panel.people[0], person(session, "prov.officer")
    with pytest.raises(ActNotAllowed, match="现在可以：同意、不同意"):
        handing_on.transfer(session, panel.share(first), officer.id, actor=first, now=LATER)


def test_the_weights_of_seats_reach_the_count(session: Session, seal: Seal) -> None:
    fractions = {
        "quorum": {"num": 2, "den": 3, "base": "due"},
        "threshold": {"op": ">", "num": 1, "den": 2, "base": "due"},
    }
    vote = {"kind": "ballot", "counted_by": "clerk", "secret": False, "weighted": True, **fractions}
    process = a_panel_process()
    raw = process.model_dump(mode="json", by_alias=True)
    step = {key: raw["steps"][1][key] for key in ("key", "title", "by", "due")} | vote
    process = process.model_validate({**raw, "steps": [raw["steps"][0], step, raw["steps"][2]]})
    people = a_panel_office(session, process, size=3)
    logins = [f"panel{n:03}" for n in range(3)]
    import_organ(session, key="panel", title="评审组", unit="prov", logins=logins, weights={"panel000": 3})
    case_id = a_panel_case(session, seal, process)
    mine = {who: share for share, who in shares(session, case_id, step="panel")}
    for one, choice in zip(people, ("approve", "reject", "reject"), strict=True):
        ballots.cast_vote(session, mine[one.id], choice, actor=one, now=LATER)  # type: ignore[arg-type]
    record = stored_cases.load(session, case_id)
    assert record is not None
    tally = record.state.steps[1].tally
    assert tally is not None
    assert (tally.due, tally.approve, tally.reject) == (5, 3, 2)
    assert record.state.pending == ("decision",)
