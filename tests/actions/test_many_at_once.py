"""Many people, or a person and a timer, at the same instant on real PostgreSQL."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest

from actions import advance, assignments, deadlines, handing_on
from engine.commands import Choice
from engine.refusals import AlreadyDecided, Refusal
from engine.state import CaseState, Person
from models import cases as stored_cases
from models import journal
from models.assignments import Due
from models.sealing import Seal
from runtime.database import Database
from tests.actions.test_at_the_same_instant import at_once
from tests.factories import MONDAY
from tests.panel import a_panel_case, a_panel_office, a_panel_process, shares

_SERVERS = 8  # pools of ten connections each: eighty transactions are really open at once
LATER = MONDAY + timedelta(minutes=1)


@contextmanager
def several(database: Database) -> Iterator[list[Database]]:
    """The same database behind several pools, as several web processes have it."""
    with ExitStack() as stack:
        pools = [Database(database.url) for _ in range(_SERVERS)]
        for pool in pools:
            stack.callback(pool.dispose)
        yield pools


def state_of(database: Database, case_id: str) -> CaseState:
    with database.transaction() as session:
        record = stored_cases.load(session, case_id)
    assert record is not None
    return record.state


def events_of(database: Database, case_id: str) -> list[str]:
    with database.transaction() as session:
        return [one.event for one in journal.lines(session, case_id)]


def panel(
    database: Database,
    seal: Seal,
    *,
    size: int,
    **step: Any,  # noqa: ANN401 - any key of a sign step
) -> tuple[str, dict[str, Person], list[str]]:
    """A case before a panel: its id, the people by id, and the shares in the order of the seats."""
    process = a_panel_process(**step)
    with database.transaction() as session:
        people = a_panel_office(session, process, size=size)
        case_id = a_panel_case(session, seal, process)
        mine = [share for share, _ in shares(session, case_id, step="panel")]
    return case_id, {one.id: one for one in people}, mine


def deciding(
    database: Database, seal: Seal, share: str, actor: Person, decision: Choice = "approve"
) -> Callable[[], None]:
    def decide() -> None:
        with database.transaction() as session:
            assignments.decide(
                session,
                share,
                decision,
                actor=actor,
                now=LATER,
                seal=seal,
                comment="理由",
            )

    return decide


def test_pain_11_two_hundred_sign_at_once_and_the_step_is_settled_once(
    database: Database, seal: Seal
) -> None:
    case_id, people, mine = panel(database, seal, size=200)
    with several(database) as pools:
        acts = [
            deciding(pools[n % _SERVERS], seal, share, actor)
            for n, (share, actor) in enumerate(zip(mine, people.values(), strict=True))
        ]
        assert at_once(*acts) == []
    events = events_of(database, case_id)
    assert events.count("assignment.decided") == 201  # and the submission
    assert events.count("step.settled") == 2
    assert state_of(database, case_id).pending == ("decision",)


def test_pain_11_of_two_hundred_refusals_one_counts_and_every_loser_hears_whose(
    database: Database, seal: Seal
) -> None:
    case_id, people, mine = panel(database, seal, size=200)
    with several(database) as pools:
        acts = [
            deciding(pools[n % _SERVERS], seal, share, actor, "reject")
            for n, (share, actor) in enumerate(zip(mine, people.values(), strict=True))
        ]
        refused = at_once(*acts)
    state = state_of(database, case_id)
    (winner,) = [one for one in state.assignments if one.decision == "reject"]
    assert [type(one) for one in refused] == [AlreadyDecided] * 199
    assert {one.facts["who"] for one in refused} == {winner.name}
    assert state.status == "rejected"
    assert events_of(database, case_id).count("case.rejected") == 1


def test_two_hundred_decisions_on_one_share_are_one_decision(database: Database, seal: Seal) -> None:
    case_id, people, mine = panel(database, seal, size=2)
    actor = next(iter(people.values()))
    with several(database) as pools:
        refused = at_once(*[deciding(pools[n % _SERVERS], seal, mine[0], actor) for n in range(200)])
    assert [type(one) for one in refused] == [AlreadyDecided] * 199
    assert {one.facts["who"] for one in refused} == {actor.name}
    assert events_of(database, case_id).count("assignment.decided") == 2


def test_sixteen_voters_on_sixty_cases_open_the_next_step_once_in_each(
    database: Database, seal: Seal
) -> None:
    """peers-cost.md: a peer opens it twice in up to half of the cases."""
    process = a_panel_process(on_refusal="majority")
    with database.transaction() as session:
        people = a_panel_office(session, process, size=16)
        cases = [a_panel_case(session, seal, process) for _ in range(60)]
        mine = {
            (case_id, person): share
            for case_id in cases
            for share, person in shares(session, case_id, step="panel")
        }
    over = Event()
    with several(database) as pools:
        voters = [
            voter(pools[n % 4], seal, actor, [mine[case_id, actor.id] for case_id in rotated(cases, n)])
            for n, actor in enumerate(people)
        ]
        dispatchers = [Thread(target=dispatcher(pools[4 + n], cases, over)) for n in range(3)]
        for one in dispatchers:
            one.start()
        refused = at_once(*voters)
        over.set()
        for one in dispatchers:
            one.join()
    assert {type(one) for one in refused} <= {AlreadyDecided}
    for case_id in cases:
        with database.transaction() as session:
            advance.advance(session, case_id, now=LATER)
            opened = [
                one.payload["step"] for one in journal.lines(session, case_id) if one.event == "step.opened"
            ]
        assert opened == ["enrol", "panel", "decision"]


def rotated(cases: Sequence[str], by: int) -> list[str]:
    return [*cases[by * 4 % len(cases) :], *cases[: by * 4 % len(cases)]]


def voter(database: Database, seal: Seal, actor: Person, mine: Sequence[str]) -> Callable[[], None]:
    """Votes on every case in turn; a majority that is certain already is no error."""

    def votes() -> None:
        for share in mine:
            try:
                deciding(database, seal, share, actor)()
            except AlreadyDecided:
                continue

    return votes


def dispatcher(database: Database, cases: Sequence[str], over: Event) -> Callable[[], None]:
    def dispatches() -> None:
        while not over.is_set():
            for case_id in cases:
                with database.transaction() as session:
                    advance.advance(session, case_id, now=LATER)

    return dispatches


# A timer and a person


def timers(case_id: str, share: str) -> dict[str, Callable[[Database], None]]:
    """Every timer that may meet a person on a share, at an instant when it is due."""
    late = MONDAY + timedelta(days=30)

    def expires(database: Database) -> None:
        with database.transaction() as session:
            handing_on.expire_claim(session, case_id, share, now=late)

    def reminds(database: Database) -> None:
        with database.transaction() as session:
            deadlines.remind(session, Due(share, case_id, "overdue"), now=late)

    return {"claim": expires, "overdue": reminds}


@pytest.mark.parametrize("order", ["person first", "timer first", "both at once"])
@pytest.mark.parametrize("timer", ["claim", "overdue"])
def test_pain_12_a_timer_never_overrules_what_a_person_decided(
    database: Database, seal: Seal, timer: str, order: str
) -> None:
    """kestra#18507: whichever comes first, the decision stands, and nothing is done twice."""
    case_id, people, mine = panel(
        database, seal, size=2, mode="any", on_refusal=None, pool=True, claim="2 working days"
    )
    actor = next(iter(people.values()))
    with database.transaction() as session:
        handing_on.claim(session, mine[0], actor=actor, now=MONDAY)
    person, clock = deciding(database, seal, mine[0], actor), timers(case_id, mine[0])[timer]
    told: list[Refusal] = []
    orders: dict[str, list[Callable[[], None]]] = {
        "person first": [person, lambda: clock(database)],
        "timer first": [lambda: clock(database), person],
        "both at once": [lambda: told.extend(at_once(person, lambda: clock(database)))],
    }
    for act in orders[order]:
        act()
    assert told == []
    state = state_of(database, case_id)
    share = state.assignment(mine[0])
    assert share is not None
    assert (share.status, share.decision, share.decided_at) == ("decided", "approve", LATER)
    assert [one.outcome for one in state.steps if one.key == "panel"] == ["approved"]
    assert [one.status for one in state.assignments if one.step == "panel"] == ["decided", "closed"]
