"""Blocks, lists, gates, waits, sub-cases and links on real PostgreSQL: stored, read back, replayed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from actions import advance, assignments, cases, gates, handing_on, links, lists, rounds, subcases, waits
from engine.definition import Process
from engine.events import read_event
from engine.evolution import replay
from engine.refusals import (
    AlreadyLinked,
    GateAlready,
    ListDoesNotGrow,
    NoSuchCase,
    NoSuchGate,
    NoSuchLink,
    NoSuchRound,
    NotSuchALink,
)
from engine.state import CaseState
from models import cases as stored
from models import journal, outbox
from models.sealing import Seal
from tests.factories import MONDAY, an_office, person

LATER = MONDAY + timedelta(hours=2)
SUBMIT = {"key": "apply", "title": "申报", "kind": "submit", "by": "grass", "due": "5 working days"}
DETERMINE = {
    "key": "decision",
    "title": "认定",
    "kind": "determine",
    "by": "office",
    "due": "5 working days",
    "outcomes": [
        {"key": "granted", "title": "同意", "granted": True},
        {"key": "refused", "title": "不同意", "granted": False},
    ],
}


def signs(key: str, **more: object) -> dict[str, Any]:
    """A step that the province's officer signs."""
    step = {"key": key, "title": key, "kind": "sign", "by": "office", "mode": "any", "due": "3 working days"}
    return {**step, "may": ["send_back"], **more}


def a_process(*between: dict[str, Any], key: str = "shaped", **more: object) -> Process:
    return Process.model_validate(
        {
            "key": key,
            "title": f"演示{key}",
            "short": key.upper()[:4],
            "kind": "case",
            "source": "试验",
            "valid": {"from": "2022-01-01", "to": "2022-12-31"},
            "bodies": {
                "grass": {"title": "基层工会主席", "from": "unit", "post": "union_chair"},
                "office": {"title": "省业务部经办人", "from": "prov", "post": "prov_officer"},
            },
            "form": {
                "subject": "topic",
                "fields": [
                    {"key": "topic", "label": "事由", "type": "text"},
                    {"key": "experts", "label": "专家", "type": "list", "required": False},
                ],
            },
            "steps": [SUBMIT, *between, DETERMINE],
            **more,
        }
    )


class Walk:
    """One case of a process with blocks, in an office."""

    def __init__(self, session: Session, seal: Seal, process: Process, *beside: Process) -> None:
        self.session, self.seal, self.process, self.now = session, seal, process, LATER
        an_office(session, beside=[process, *beside])
        self.chair, self.officer = person(session, "xjtu.chair"), person(session, "prov.officer")
        self.admin = person(session, "admin")
        if process.kind == "campaign":
            rounds.open_round(
                session, process.key, year=2022, quota={"xjtu": 5}, actor=self.admin, now=MONDAY
            )
        self.case_id = self.opens()

    def opens(self, **answers: object) -> str:
        case_id = cases.open_case(self.session, self.process.key, actor=self.chair, now=self.now)
        form = {"topic": "演示事项", "experts": ["甲专家", "乙专家"], **answers}
        share = self.of(case_id).assignments[0].id
        cases.submit(self.session, share, form, actor=self.chair, now=self.now, seal=self.seal)
        return case_id

    def of(self, case_id: str) -> CaseState:
        record = stored.load(self.session, case_id)
        assert record is not None
        return record.state

    @property
    def state(self) -> CaseState:
        return self.of(self.case_id)

    def goes_on(self) -> "Walk":
        while advance.advance(self.session, self.case_id, now=self.now):
            subcases.open_asked(self.session, self.case_id, now=self.now)
        return self

    @property
    def here(self) -> list[str]:
        opened = [one for one in self.state.steps if one.status == "open"]
        return [f"{one.key}:{one.line}" if one.line else one.key for one in opened]

    def share(self, step: str) -> str:
        return next(one.id for one in self.state.assignments if (one.step, one.status) == (step, "open"))

    def signs(self, step: str) -> "Walk":
        assignments.decide(
            self.session, self.share(step), "approve", actor=self.officer, now=self.now, seal=self.seal
        )
        return self.goes_on()

    def later(self, moment: datetime) -> "Walk":
        self.now = moment
        return self

    def is_replayed_by_its_journal(self) -> bool:
        state = None
        for line in journal.lines(self.session, self.case_id):
            state = replay(state, [read_event(line.payload)], line.at)
        return state == self.state and journal.verify(self.session, self.case_id) is None


def fork(*branches: dict[str, Any], **more: object) -> dict[str, Any]:
    return {
        "key": "fork",
        "title": "同时审查",
        "kind": "parallel",
        "branches": [{"steps": [one]} for one in branches],
        **more,
    }


def each(**more: object) -> dict[str, Any]:
    return {
        "key": "each",
        "title": "逐项评审",
        "kind": "for_each",
        "over": "experts",
        "steps": [signs("look")],
        **more,
    }


def test_branches_are_stored_joined_and_replayed(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process(fork(signs("a"), signs("b")))).goes_on()
    assert walk.here == ["a", "b"]
    assert walk.state.blocks[0].branches == (0, 1)
    assert walk.signs("b").here == ["a"]
    assert walk.state.blocks[0].done == (1,)
    assert walk.signs("a").here == ["decision"]
    assert walk.is_replayed_by_its_journal()


def test_sent_back_out_of_a_branch_the_stored_block_stops(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process(fork(signs("a"), signs("b")))).goes_on()
    assignments.send_back(session, walk.share("a"), "apply", "请补正", actor=walk.officer, now=LATER)
    assert walk.goes_on().here == ["apply"]
    assert [one.outcome for one in walk.state.blocks] == ["void"]
    assert walk.is_replayed_by_its_journal()


def test_taken_back_after_the_join_the_stored_block_goes_on(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process(fork(signs("a"), signs("b")), signs("c"))).goes_on()
    last = walk.share("b")
    walk.signs("a").signs("b")
    assert walk.here == ["c"]
    handing_on.take_back(session, last, actor=walk.officer, now=LATER)
    assert walk.goes_on().here == ["b"]
    assert walk.is_replayed_by_its_journal()


def test_a_line_is_added_to_a_stored_list(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process(each(grows=True))).goes_on()
    assert walk.here == ["look:甲专家", "look:乙专家"]
    lists.add_line(session, walk.share("look"), "丙专家", actor=walk.officer, now=LATER)
    assert walk.goes_on().here == ["look:甲专家", "look:乙专家", "look:丙专家"]
    assert walk.signs("look").signs("look").signs("look").here == ["decision"]
    assert walk.is_replayed_by_its_journal()


def test_a_line_is_refused_where_the_list_does_not_grow(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process(each())).goes_on()
    with pytest.raises(ListDoesNotGrow):
        lists.add_line(session, walk.share("look"), "丙专家", actor=walk.officer, now=LATER)


def test_a_wait_ends_by_the_clock_once_its_time_is_over(session: Session, seal: Seal) -> None:
    pause = {"key": "pause", "title": "冷静期", "kind": "wait", "for": "2 working days"}
    walk = Walk(session, seal, a_process(pause)).goes_on()
    assert walk.here == ["pause"]
    assert waits.run_out(session, now=LATER) == []
    thursday = MONDAY + timedelta(days=3)
    [(case_id, visit)] = waits.run_out(session, now=thursday)
    waits.elapse(session, case_id, visit, now=thursday)
    waits.elapse(session, case_id, visit, now=thursday)
    assert walk.later(thursday).goes_on().here == ["decision"]
    assert waits.run_out(session, now=thursday) == []


GATED: dict[str, Any] = {"kind": "campaign", "gates": [{"key": "review", "title": "评审开始"}]}
ROUND = "shaped-2022"


def test_cases_wait_at_the_gate_of_their_round_until_it_is_opened(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process(signs("a", gate="review"), **GATED)).goes_on()
    assert (walk.here, walk.state.pending) == ([], ("a",))
    gates.open_gate(session, ROUND, "review", actor=walk.admin, now=LATER)
    with pytest.raises(GateAlready, match="打开"):
        gates.open_gate(session, ROUND, "review", actor=walk.admin, now=LATER)
    gates.pass_on(session, ROUND, "review", now=LATER)
    gates.pass_on(session, ROUND, "review", now=LATER)
    assert walk.here == ["a"]


def test_a_gate_closed_again_holds_up_those_who_come_later(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process(signs("a", gate="review"), **GATED))
    with pytest.raises(GateAlready, match="关闭"):
        gates.close_gate(session, ROUND, "review", actor=walk.admin, now=LATER)
    gates.open_gate(session, ROUND, "review", actor=walk.admin, now=LATER)
    assert walk.goes_on().here == ["a"]
    gates.close_gate(session, ROUND, "review", actor=walk.admin, now=LATER)
    second = walk.opens()
    advance.advance(session, second, now=LATER)
    assert walk.of(second).pending == ("a",)
    gates.open_gate(session, ROUND, "review", actor=walk.admin, now=LATER)
    gates.pass_on(session, ROUND, "review", now=LATER)
    assert walk.of(second).pending == ()


def test_only_a_gate_of_a_round_can_be_opened(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process(signs("a", gate="review"), **GATED))
    with pytest.raises(NoSuchGate, match="评审开始"):
        gates.open_gate(session, ROUND, "other", actor=walk.admin, now=LATER)
    with pytest.raises(NoSuchRound):
        gates.open_gate(session, "shaped-1999", "review", actor=walk.admin, now=LATER)


CHECKING = a_process(signs("verify"), key="checking")


def sub_case(**more: object) -> dict[str, Any]:
    return {"key": "check", "title": "资格核查", "kind": "sub_case", "process": "checking", **more}


def test_a_sub_case_is_opened_for_the_same_unit_linked_and_waited_for(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process(sub_case()), CHECKING).goes_on()
    [down] = walk.state.links
    child = walk.of(down.other)
    assert (child.process, child.unit.key, child.number) == ("checking", "xjtu", down.number)
    assert [(one.kind, one.other) for one in child.links] == [("parent", walk.case_id)]
    assert walk.here == ["check"]
    _ends(walk, child)
    assert walk.goes_on().here == ["decision"]
    assert walk.is_replayed_by_its_journal()


def _ends(walk: Walk, child: CaseState) -> None:
    cases.withdraw(walk.session, child.id, "不需要了", actor=walk.chair, now=LATER)
    subcases.report_end(walk.session, child.id, now=LATER)
    subcases.report_end(walk.session, child.id, now=LATER)


def test_a_sub_case_that_is_not_waited_for_goes_its_own_way(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process(sub_case(waits=False)), CHECKING).goes_on()
    assert walk.here == ["decision"]
    _ends(walk, walk.of(walk.state.links[0].other))
    assert walk.here == ["decision"]


def test_a_sub_case_of_a_process_that_is_not_published_holds_the_case_and_says_why(
    session: Session, seal: Seal
) -> None:
    walk = Walk(session, seal, a_process(sub_case())).goes_on()
    assert walk.state.held is not None
    assert "资格核查" in walk.state.held
    assert "checking" in walk.state.held


def test_a_link_is_written_at_both_ends_and_taken_back_at_both(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process())
    other = walk.opens()
    number = walk.of(other).number
    links.link(session, walk.case_id, number, "appeals", actor=walk.officer, now=LATER, note="不服原结论")
    assert [(one.kind, one.other, one.note) for one in walk.state.links] == [("appeals", other, "不服原结论")]
    assert [(one.kind, one.other) for one in walk.of(other).links] == [("appealed_by", walk.case_id)]
    with pytest.raises(AlreadyLinked):
        links.link(session, walk.case_id, number, "appeals", actor=walk.officer, now=LATER)
    back = walk.of(other).links[0].id
    links.unlink(session, other, back, actor=walk.officer, now=LATER)
    assert [one.removed_at for one in (*walk.state.links, *walk.of(other).links)] == [LATER, LATER]
    assert walk.is_replayed_by_its_journal()


def test_what_is_no_link_is_refused(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process())
    with pytest.raises(NoSuchCase):
        links.link(session, walk.case_id, "NONE-2022-0001", "related", actor=walk.officer, now=LATER)
    with pytest.raises(NotSuchALink):
        links.link(session, walk.case_id, walk.state.number, "child", actor=walk.officer, now=LATER)
    with pytest.raises(NoSuchLink):
        links.unlink(session, walk.case_id, walk.case_id, actor=walk.officer, now=LATER)


def test_opening_a_gate_is_told_to_the_dispatcher(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process(signs("a", gate="review"), **GATED))
    gates.open_gate(session, ROUND, "review", actor=walk.admin, now=LATER)
    told = [
        one
        for one in outbox.claim(session, limit=100, now=LATER, lease_seconds=60)
        if one.event == "gate.opened"
    ]
    assert [one.payload["gate"] for one in told] == ["review"]
