"""Straight back and copies by rule through the actions and reactions, on real PostgreSQL."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from actions import assignments, overseeing
from actions.advance import advance
from actions.copies import copy_by_rule
from engine.definition import Then
from engine.events import read_event
from engine.evolution import replay
from engine.state import CaseState
from models import cases as stored
from models import journal
from models.reads.visible import may_see
from models.sealing import Seal
from tests.factories import MONDAY, person
from tests.panel import a_panel_case, a_panel_office, a_panel_process, shares

LATER = MONDAY + timedelta(hours=2)


class Panel:
    """A case before a panel of two, and the office's own work after each act."""

    def __init__(self, session: Session, seal: Seal, **step: Any) -> None:  # noqa: ANN401 - a sign step's keys
        process = a_panel_process(mode="any", on_refusal=None, **step)
        self.session, self.seal = session, seal
        self.people = a_panel_office(session, process, size=2)
        self.case_id = a_panel_case(session, seal, process)
        self.followed = 0
        self.follow()

    @property
    def state(self) -> CaseState:
        record = stored.load(self.session, self.case_id)
        assert record is not None
        return record.state

    def follow(self) -> None:
        """What the dispatcher does: every fact is reacted to, and once more by mistake."""
        while advance(self.session, self.case_id, now=LATER):
            pass
        lines = journal.lines(self.session, self.case_id)
        for line in lines[self.followed :] * 2:
            copy_by_rule(self.session, self.case_id, dict(line.payload), now=LATER)
        self.followed = len(lines)

    def returns(self, then: Then | None) -> None:
        actor = self.people[0]
        share = next(one for one, who in reversed(shares(self.session, self.case_id)) if who == actor.id)
        assignments.send_back(self.session, share, "enrol", "请补正", actor=actor, now=LATER, then=then)
        self.follow()

    def is_replayed_by_its_journal(self) -> bool:
        state = None
        for line in journal.lines(self.session, self.case_id):
            state = replay(state, [read_event(line.payload)], line.at)
        return state == self.state and journal.verify(self.session, self.case_id) is None


def test_a_way_straight_back_is_stored_and_replayed(session: Session, seal: Seal) -> None:
    panel = Panel(session, seal, returns=["rerun", "straight_back"])
    panel.returns("straight_back")
    assert (panel.state.steps[-1].key, panel.state.steps[-1].back) == ("enrol", ("panel",))
    assert panel.is_replayed_by_its_journal()


def test_row_24_a_copy_by_rule_gives_sight_of_the_case_and_is_sent_once(session: Session, seal: Seal) -> None:
    rules = [{"to": ["clerk"], "on": "opened"}, {"to": ["clerk"], "on": "returned", "again": True}]
    panel = Panel(session, seal, copy_to=rules)
    officer = person(session, "prov.officer")
    [copy] = panel.state.copies
    assert (copy.person, copy.sent_by, copy.note) == (officer.id, None, "“评审组会签”开始办理")
    assert may_see(session, panel.case_id, officer.id)
    overseeing.mark_read(session, panel.case_id, copy.id, actor=officer, now=LATER)
    panel.returns(None)
    [copy] = panel.state.copies
    assert (copy.read_at, copy.note) == (None, "“评审组会签”退回了本件")
    assert [one.event for one in journal.lines(session, panel.case_id)].count("case.copied") == 2
    assert panel.is_replayed_by_its_journal()
