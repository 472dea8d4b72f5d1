"""What a person did is passed on by a run of the process's own flow, and by nothing when nothing happened."""

from typing import Any

import pytest
from sqlalchemy import text

from flows.dispatch import drain
from flows.lease import claim
from flows.reactions import At, react
from models import journal
from models.outbox import OutboxLine
from notifications.message import Message
from runtime.wiring import Office
from tests.factories import Story
from tests.flows.conftest import Letterbox, StillClock
from tests.flows.runs import all_runs, flow_name, tasks_of, the_run
from tests.flows.stories import a_nomination

pytestmark = [pytest.mark.prefect, pytest.mark.usefixtures("server")]


def test_a_run_opens_only_when_something_happened(office: Office) -> None:
    assert drain(office) > 0
    before = {run["id"] for run in all_runs(office)}
    assert drain(office) == 0
    assert {run["id"] for run in all_runs(office)} == before


def test_the_next_step_opens_by_a_run_of_the_process_and_is_told_of(
    office: Office, letterbox: Letterbox
) -> None:
    nomination = a_nomination(office)
    drain(office)
    letterbox.messages.clear()
    nomination.act(Story.submitted)
    assert nomination.open_steps() == []
    drain(office)
    assert nomination.open_steps() == ["party"]
    assert [one.address for one in letterbox.messages if "xjtu.party" in one.address]
    assert flow_name(office, nomination.runs()[0].run_id) == "全国五一劳动奖章推荐"


def test_pain_24_while_a_person_is_waited_for_no_run_is_and_the_case_says_for_whom(office: Office) -> None:
    """kestra#19108, n8n#12912, windmill#2639: an approval that is a paused run has no owner and no list."""
    nomination = a_nomination(office)
    nomination.act(Story.submitted)
    drain(office)
    assert nomination.open_steps() == ["party"]
    assert {run["state"]["type"] for run in all_runs(office)} == {"COMPLETED"}
    waiting = [one for one in nomination.state.assignments if one.status == "open"]
    assert [(one.name, one.step) for one in waiting] == [("演示xjtu.party", "party")]
    assert all(one.due_at is not None for one in waiting)


def test_runs_and_tasks_are_sentences_with_the_number_and_without_the_name(office: Office) -> None:
    nomination = a_nomination(office)
    drain(office)
    nomination.act(Story.submitted)
    drain(office)
    number, runs = nomination.state.number, nomination.runs()
    assert {run.run_name for run in runs} == {
        f"全国五一劳动奖章推荐：办理 1 件 {lines} 条（{number}）" for lines in (2, 4, 1)
    }
    assert all(the_run(office, run.run_id)["name"] == run.run_name for run in runs)
    assert {one["name"] for run in runs for one in tasks_of(office, run.run_id)} == {
        f"{number}：已立项、民主推荐已打开",
        f"{number}：已提交、民主推荐已办结 → 打开党委审定",
        f"{number}：党委审定已打开",
    }


def test_a_task_tells_from_which_request_it_comes(office: Office) -> None:
    nomination = a_nomination(office)
    drain(office)
    with office.database.transaction() as session:
        [correlation, *_] = {line.correlation for line in journal.lines(session, nomination.case_id)}
    [task] = tasks_of(office, nomination.runs()[0].run_id)
    assert task["state"]["message"] == f"关联号 {correlation}"


def test_a_run_keeps_nothing_but_its_sentence_and_case_numbers(office: Office) -> None:
    nomination = a_nomination(office, at="party", nominee_name="演示王五")
    drain(office)
    run = the_run(office, nomination.runs()[-1].run_id)
    assert run["parameters"] == {"sentence": run["name"], "cases": [nomination.state.number]}
    assert "王五" not in str(run)


def test_a_case_that_fails_stops_no_other_and_the_run_says_which(
    office: Office, monkeypatch: pytest.MonkeyPatch, clock: StillClock
) -> None:
    bad, good = a_nomination(office), a_nomination(office, unit="xazx")
    drain(office)
    clock.forward(seconds=1)
    bad.act(Story.submitted)
    good.act(Story.submitted)

    def fails_for_one(at: At, line: OutboxLine) -> list[Message]:
        if line.case_id == bad.case_id and line.event == "step.settled":
            raise ZeroDivisionError
        return react(at, line)

    with monkeypatch.context() as broken:
        broken.setattr("flows.desk.react", fails_for_one)
        drain(office)
    assert (bad.open_steps(), good.open_steps()) == ([], ["party"])
    run = the_run(office, bad.runs()[0].run_id)
    assert run["state_type"] == "FAILED"
    assert run["state"]["message"].startswith(f"{bad.state.number}：")
    assert "ZeroDivisionError" in run["state"]["message"]
    assert good.state.number not in run["state"]["message"]

    drain(office)
    assert bad.open_steps() == []  # it waits for its next attempt
    clock.forward(seconds=5)
    drain(office)
    assert bad.open_steps() == ["party"]


def test_what_a_dead_dispatcher_had_claimed_is_done_once_its_lease_is_over(
    office: Office, clock: StillClock
) -> None:
    nomination = a_nomination(office)
    drain(office)
    nomination.act(Story.submitted)
    assert claim(office, 100).lines
    assert drain(office) == 0
    clock.forward(seconds=31)
    assert drain(office) > 0
    assert nomination.open_steps() == ["party"]


def test_reacting_again_to_what_was_reacted_to_changes_nothing(office: Office, letterbox: Letterbox) -> None:
    nomination = a_nomination(office)
    nomination.act(Story.submitted)
    drain(office)
    before, letters = nomination.state, list(letterbox.messages)
    with office.database.transaction() as session:
        session.execute(text("UPDATE outbox SET settled_at = NULL, run = NULL"))
    drain(office)
    assert nomination.state == before
    assert letterbox.messages == letters


def test_large_batches_are_passed_on_in_chunks(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    nominations = [a_nomination(office) for _ in range(5)]
    monkeypatch.setattr("flows.processes.MOST_TASKS", 2)
    drain(office)
    run = nominations[0].runs()[-1]
    assert run.run_name.startswith("全国五一劳动奖章推荐：办理 5 件 ")
    names: list[Any] = sorted(one["name"] for one in tasks_of(office, run.run_id, at_least=2))
    assert [name[:8] for name in names] == ["第 1–3 件（", "第 4–5 件（"]
