"""Row 57: whatever breaks off between two statements, there is no half decision, and the act can be repeated."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from actions import advance, ballots, handing_on
from engine.refusals import AlreadyDecided
from models.sealing import Seal
from runtime.database import Database
from tests.actions.test_many_at_once import LATER, deciding, panel
from tests.factories import Story, a_case, an_office, person
from tests.faults import CutOff, assert_whole, everything, on_the_wire

_ROOT = Path(__file__).parents[2]
# Does the act, says so before (or after) the commit, and waits for its end.
_CHILD = """
import sys
from datetime import datetime
from actions import assignments
from models import organisation
from models.sealing import Seal
from runtime.database import Database

url, share, person, now, when = sys.argv[1:]
with Database(url).transaction() as session:
    actor = organisation.person(session, person)
    assignments.decide(
        session, share, "approve", actor=actor, now=datetime.fromisoformat(now), seal=Seal(b"k" * 32)
    )
    if when == "before":
        print("acted", flush=True)
        sys.stdin.read()
print("committed", flush=True)
sys.stdin.read()
"""


@dataclass(frozen=True)
class Act:
    """Something that somebody does to a case."""

    case_id: str
    do: Callable[[], None]


def a_decision(database: Database, seal: Seal) -> Act:
    case_id, people, mine = panel(database, seal, size=2, mode="any", on_refusal=None)
    return Act(case_id, deciding(database, seal, mine[0], next(iter(people.values()))))


def a_hand_over(database: Database, seal: Seal) -> Act:
    case_id, people, mine = panel(database, seal, size=2)
    actor = next(iter(people.values()))
    with database.transaction() as session:
        colleague = person(session, "prov.head").id

    def do() -> None:
        with database.transaction() as session:
            handing_on.transfer(session, mine[0], colleague, actor=actor, now=LATER)

    return Act(case_id, do)


def an_opening(database: Database, seal: Seal) -> Act:
    decision = a_decision(database, seal)
    decision.do()

    def do() -> None:
        with database.transaction() as session:
            advance.advance(session, decision.case_id, now=LATER)

    return Act(decision.case_id, do)


def at(database: Database, seal: Seal, step: str) -> Story:
    with database.transaction() as session:
        an_office(session)
        return a_case(session, seal, at=step)


def a_submission(database: Database, seal: Seal) -> Act:
    """A form with files, which takes a place of the round."""
    story = at(database, seal, "nominate")

    def do() -> None:
        with database.transaction() as session:
            story.session = session
            story.submitted()

    return Act(story.case_id, do)


def a_vote(database: Database, seal: Seal) -> Act:
    """A paper in the box of a secret ballot."""
    story = at(database, seal, "prov_ballot")
    with database.transaction() as session:
        story.session = session
        member, mine = person(session, "member1"), story.share("member1")

    def do() -> None:
        with database.transaction() as session:
            ballots.cast_vote(session, mine, "approve", actor=member, now=LATER)

    return Act(story.case_id, do)


ACTS = [a_decision, a_hand_over, an_opening, a_submission, a_vote]


@pytest.mark.parametrize("made", ACTS, ids=lambda one: one.__name__)
def test_cut_off_before_any_statement_nothing_has_happened_and_the_act_can_be_repeated(
    database: Database, seal: Seal, made: Callable[[Database, Seal], Act]
) -> None:
    act = made(database, seal)
    before, place, cuts = everything(database), 0, 0
    while True:
        with on_the_wire(before=place) as wire:
            try:
                act.do()
            except CutOff:
                cuts += 1
            else:
                break
        assert wire.said > place
        assert everything(database) == before, f"something is left of an act cut off before its word {place}"
        place += 1
    assert cuts >= 3, "a lock, what is written, a commit"
    assert everything(database) != before
    assert_whole(database, act.case_id)


@pytest.mark.parametrize("made", ACTS, ids=lambda one: one.__name__)
def test_cut_off_after_any_statement_it_has_happened_wholly_or_not_at_all(
    database: Database, seal: Seal, made: Callable[[Database, Seal], Act]
) -> None:
    act = made(database, seal)
    before, place = everything(database), 0
    while everything(database) == before:
        with on_the_wire(after=place) as wire, pytest.raises(CutOff):
            act.do()
        assert_whole(database, act.case_id)
        place += 1
    assert wire.said == place, "only the commit itself makes it so"


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_process_killed_in_the_middle_of_an_act_leaves_no_half_decision(
    database: Database, seal: Seal, when: str
) -> None:
    """kill -9, with everything written and nothing committed, or just committed and not answered."""
    case_id, people, mine = panel(database, seal, size=2, mode="any", on_refusal=None)
    actor = next(iter(people.values()))
    before = everything(database)
    words = [sys.executable, "-c", _CHILD, database.url, mine[0], actor.id, LATER.isoformat(), when]
    with subprocess.Popen(  # noqa: S603 - our own program
        words, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == {"before": "acted", "after": "committed"}[when]
        child.kill()
    assert (everything(database) == before) is (when == "before")
    again = deciding(database, seal, mine[0], actor)
    if when == "before":
        again()
    else:
        with pytest.raises(AlreadyDecided):
            again()
    assert_whole(database, case_id)
