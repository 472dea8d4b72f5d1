"""Facts wait in the outbox until somebody has acted on them; the order of a case is never broken."""

from datetime import timedelta
from threading import Thread

from sqlalchemy import text
from sqlalchemy.orm import Session

from models import outbox
from models.sealing import Seal
from runtime.database import Database
from tests.factories import MONDAY, a_case, an_office


def claim(session: Session, *, limit: int = 100, late: int = 0) -> list[outbox.OutboxLine]:
    return outbox.claim(session, limit=limit, now=MONDAY + timedelta(seconds=late), lease_seconds=60)


def test_a_fact_brings_its_words_from_the_journal(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="party")
    submitted = next(one for one in claim(session) if one.event == "case.submitted")
    assert submitted.case_number == story.state.number == "GWJZ-2022-0001"
    assert submitted.process_title == "全国五一劳动奖章推荐"
    assert submitted.payload["subject"] == "演示张三"


def test_what_is_claimed_is_nobody_elses_until_the_lease_ends(session: Session, seal: Seal) -> None:
    an_office(session)
    a_case(session, seal, at="party")
    first = claim(session)
    assert claim(session) == []
    assert [one.id for one in claim(session, late=61)] == [one.id for one in first]


def test_a_case_of_which_an_earlier_fact_is_out_waits(session: Session, seal: Seal) -> None:
    an_office(session)
    a_case(session, seal, at="party")
    round_opened, case_opened = claim(session, limit=2)
    assert (round_opened.event, case_opened.event) == ("round.opened", "case.opened")
    assert claim(session) == []
    outbox.settle(session, [round_opened.id, case_opened.id], now=MONDAY, run_id=None, run_name=None)
    assert next(iter(claim(session))).event == "step.opened"


def test_after_five_failures_a_fact_is_parked_and_can_be_tried_again(session: Session) -> None:
    an_office(session)
    (line,) = claim(session)
    parked = [outbox.fail(session, line.id, "邮件服务器没有应答", now=MONDAY) for _ in range(5)]
    assert parked == [False, False, False, False, True]
    assert claim(session, late=3600) == []
    assert [one.id for one in outbox.parked(session)] == [line.id]
    outbox.unpark(session, line.id)
    assert [one.id for one in claim(session)] == [line.id]


def test_settled_facts_name_the_run_that_acted_on_them(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="party")
    run = "5d3bb9a3-0e0c-4c05-9df2-6f8ed8a8f3a1"
    outbox.settle(session, [one.id for one in claim(session)], now=MONDAY, run_id=run, run_name="办理 1 件")
    assert [(one.run_id, one.run_name) for one in outbox.runs_of(session, story.case_id)] == [
        (run, "办理 1 件")
    ]
    assert outbox.waiting(session) == 0


def test_many_dispatchers_share_the_facts_and_keep_each_cases_order(database: Database, seal: Seal) -> None:
    with database.transaction() as session:
        an_office(session, quota=20)
        for _ in range(10):
            a_case(session, seal, at="party")
    worked: list[outbox.OutboxLine] = []

    def dispatcher() -> None:
        while True:
            with database.transaction() as session:
                lines = outbox.claim(session, limit=4, now=MONDAY, lease_seconds=60)
            if not lines:
                with database.transaction() as session:
                    if outbox.waiting(session) == 0:
                        return
                continue
            worked.extend(lines)
            with database.transaction() as session:
                outbox.settle(session, [one.id for one in lines], now=MONDAY, run_id=None, run_name=None)

    threads = [Thread(target=dispatcher) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.id for one in worked}) == len(worked)
    for case in {one.case_id for one in worked if one.case_id}:
        seqs = [one.seq for one in worked if one.case_id == case]
        assert seqs == sorted(seqs, key=lambda seq: seq or 0)


def test_an_insert_wakes_the_listener(database: Database) -> None:
    with database.engine.connect() as listening:
        driver = listening.connection.driver_connection
        assert driver is not None
        driver.autocommit = True
        listening.exec_driver_sql("LISTEN outbox")
        with database.transaction() as session:
            session.execute(
                text(
                    "INSERT INTO outbox (event, payload, correlation, created_at) VALUES ('a.fact', '{}', 'x', now())"
                )
            )
        assert [one.channel for one in driver.notifies(timeout=5, stop_after=1)] == ["outbox"]
