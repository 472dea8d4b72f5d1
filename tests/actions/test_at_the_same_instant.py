"""Two people, or a person and the clock, at the same instant: one is first, and the other is told."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

from actions import advance, assignments, ballots, publicity, rounds
from engine.refusals import AlreadyDecided, Refusal, RoundAlreadyOpen
from models import journal
from models.sealing import Seal
from runtime.database import Database
from tests.factories import MONDAY, a_case, a_scan, an_office, person


def at_once(*acts: Callable[[], None]) -> list[Refusal]:
    """Start all acts together and return the refusals they met."""
    start, refused = Barrier(len(acts)), list[Refusal]()

    def run(act: Callable[[], None]) -> None:
        start.wait()
        try:
            act()
        except Refusal as refusal:
            refused.append(refusal)

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_one_assignment_decided_twice_at_once_is_decided_once(database: Database, seal: Seal) -> None:
    with database.transaction() as session:
        an_office(session)
        story = a_case(session, seal, at="party")
        mine, actor = story.share("party"), story.who("party")

    def decide() -> None:
        with database.transaction() as session:
            assignments.decide(
                session, mine, "approve", actor=actor, now=MONDAY, seal=seal, answers={"party_opinion": a_scan()}
            )  # fmt: skip

    refused = at_once(*[decide] * 8)
    assert [type(one) for one in refused] == [AlreadyDecided] * 7
    with database.transaction() as session:
        events = [one.event for one in journal.lines(session, story.case_id)]
    assert events.count("assignment.decided") == 2  # the chair's submission, and this


def test_a_round_opened_twice_at_once_is_opened_once(database: Database) -> None:
    with database.transaction() as session:
        an_office(session)
        officer = person(session, "prov.officer")

    def open_it() -> None:
        with database.transaction() as session:
            rounds.open_round(
                session, "award_national51", year=2023, quota={"xjtu": 1}, actor=officer, now=MONDAY
            )

    refused = at_once(*[open_it] * 4)
    assert [type(one) for one in refused] == [RoundAlreadyOpen] * 3


def test_the_last_votes_at_once_are_counted_once(database: Database, seal: Seal) -> None:
    with database.transaction() as session:
        an_office(session, quota=20)
        stories = [a_case(session, seal, at="prov_ballot", unit="xazx") for _ in range(6)]
        papers = [
            (story.case_id, story.share(login), person(session, login))
            for story in stories
            for login in ("member1", "member2", "member3")
        ]

    def vote(mine: str, actor_login: int) -> None:
        with database.transaction() as session:
            ballots.cast_vote(session, mine, "approve", actor=papers[actor_login][2], now=MONDAY)

    refused = at_once(*[lambda n=n, mine=mine: vote(mine, n) for n, (_, mine, _) in enumerate(papers)])
    assert refused == []
    for story in stories:
        with database.transaction() as session:
            advance.advance(session, story.case_id, now=MONDAY)
            advance.advance(session, story.case_id, now=MONDAY)
            events = journal.lines(session, story.case_id)
        assert [one.event for one in events].count("ballot.counted") == 1
        opened = [one.payload["step"] for one in events if one.event == "step.opened"]
        assert opened.count("fed_review") == 1


def test_an_objection_and_the_end_of_the_window_meet_and_only_one_happens(
    database: Database, seal: Seal
) -> None:
    with database.transaction() as session:
        an_office(session)
        story = a_case(session, seal, at="unit_publicity")
        (window,) = story.state.windows
    end = window.closes_at + timedelta(seconds=1)

    def close() -> None:
        with database.transaction() as session:
            publicity.close_window(session, story.case_id, window.id, now=end)

    def objects() -> None:
        with database.transaction() as session:
            publicity.file_objection(
                session, story.case_id, name="演示李四", contact="13900000000", now=window.closes_at - timedelta(1),
                text="该人选 2021 年的论文署名有争议，请核查。", seal=seal,
            )  # fmt: skip

    refused = at_once(close, objects)
    with database.transaction() as session:
        events = [one.event for one in journal.lines(session, story.case_id)]
    assert len(refused) == 1
    assert ("publicity.closed" in events) != ("objection.filed" in events)
