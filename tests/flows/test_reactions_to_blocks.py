"""What follows by itself from the shape of a process: gates, sub-cases and lines of lists, by the reactions."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from actions import cases, gates, lists
from flows.reactions import At, react
from models import outbox
from models.sealing import Seal
from notifications.links import Links
from tests.actions.test_shape_of_a_process import (
    CHECKING,
    GATED,
    LATER,
    ROUND,
    Walk,
    a_process,
    each,
    signs,
    sub_case,
)


def dispatched(walk: Walk) -> list[str]:
    """Everything in the outbox is reacted to, until nothing more follows. Returns the names of the events."""
    told: list[str] = []
    while lines := outbox.claim(walk.session, limit=100, now=walk.now, lease_seconds=60):
        for line in lines:
            react(At(walk.session, walk.now, Links("http://office.example")), line)
        outbox.settle(walk.session, _ids(lines), now=walk.now, run_id=None, run_name=None)
        told += [line.event for line in lines]
    return told


def _ids(lines: Sequence[outbox.OutboxLine]) -> list[int]:
    return [line.id for line in lines]


def test_a_gate_that_opens_lets_the_waiting_cases_pass(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process(signs("a", gate="review"), **GATED))
    dispatched(walk)
    assert walk.here == []
    gates.open_gate(session, ROUND, "review", actor=walk.admin, now=LATER)
    dispatched(walk)
    assert walk.here == ["a"]


def test_a_sub_case_is_opened_and_its_end_reported_without_anybody_asking(
    session: Session, seal: Seal
) -> None:
    walk = Walk(session, seal, a_process(sub_case()), CHECKING)
    dispatched(walk)
    child = walk.of(walk.state.links[0].other)
    assert [one.key for one in child.steps] == ["apply"]
    cases.withdraw(session, child.id, "不需要了", actor=walk.chair, now=LATER)
    dispatched(walk)
    assert walk.here == ["decision"]


def test_what_the_definition_says_is_copied_without_anybody_asking(session: Session, seal: Seal) -> None:
    rules = [{"to": ["grass"], "on": "opened"}]
    walk = Walk(session, seal, a_process(signs("a", copy_to=rules)))
    assert "case.copied" in dispatched(walk)
    assert [(one.person, one.note) for one in walk.state.copies] == [(walk.chair.id, "“a”开始办理")]


def test_a_line_that_is_added_opens_its_step(session: Session, seal: Seal) -> None:
    walk = Walk(session, seal, a_process(each(grows=True)))
    dispatched(walk)
    lists.add_line(session, walk.share("look"), "丙专家", actor=walk.officer, now=LATER)
    assert "block.grown" in dispatched(walk)
    assert walk.here == ["look:甲专家", "look:乙专家", "look:丙专家"]
