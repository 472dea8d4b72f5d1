"""One Prefect flow for each process, named after it: the dashboard lists the union's processes, not our plumbing.

Flow and task only wrap the desk. Neither is given anything but names and numbers to keep: what they work on
reaches them by a context variable and a closure, so nothing personal can become a parameter of a run.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.states import Completed, Failed

from engine.definition import Process
from flows.batches import Batch, Folder
from flows.desk import Desk, FolderFailed, RunMark
from flows.failures import told_by_kind
from flows.machine_steps.work import ATTEMPTS, Job, Made
from flows.sentences import chunk_name, run_name, task_name
from models.outbox_wake import DATABASE_AWAY

MOST_TASKS = 50
"""A batch of more cases than this is passed on in chunks, one task each."""


_MOST_CORRELATIONS = 5


@dataclass(frozen=True, slots=True)
class Work:
    """What the flow that is about to start works on."""

    desk: Desk
    batch: Batch
    process: Process | None


_work: ContextVar[Work] = ContextVar("work")


def pass_on(desk: Desk, batch: Batch, process: Process | None) -> None:
    """Run the process's flow over ``batch``. Raises what Prefect's client raises when the server goes away."""
    named = handle_cases.with_options(name=batch.title, flow_run_name="{sentence}")
    with _working_on(Work(desk, batch, process)):
        named(sentence=run_name(batch), cases=batch.numbers, return_state=True)


@flow(validate_parameters=False, persist_result=False)
def handle_cases(sentence: str, cases: list[str]) -> State[Any]:
    """办理本流程已发生的事项：打开后续环节、生成文书、发送通知。"""
    work = _work.get()
    work.desk.run = RunMark(str(_run_id()), sentence)
    work.desk.attempt = machine_step
    failed = [message for one in _tasks(work) if (message := _run(one))]
    if failed:
        return Failed(message="；".join(failed))
    return Completed(message=f"{len(cases)} 件 {work.batch.size} 条")


@task(name="办理事项", task_run_name="{what}", cache_policy=NO_CACHE, persist_result=False, log_prints=False)
def handle_case(what: str, correlations: str, take: Callable[[], None]) -> State[Any]:  # noqa: ARG001 - its name
    """One case (or chunk of cases) of the batch; the requests it comes from stand in the message of its state."""
    try:
        take()
    except FolderFailed as failure:
        return Failed(message=str(failure))
    except DATABASE_AWAY:
        return Failed(message="数据库暂时连不上，恢复后自动再办")
    return Completed(message=f"关联号 {correlations}")


@task(
    name="系统环节",
    task_run_name="{what}",
    retries=ATTEMPTS - 1,
    retry_delay_seconds=[1, 5],
    timeout_seconds=60,
    cache_policy=NO_CACHE,
    persist_result=False,
)
@told_by_kind
def machine_step(what: str, job: Job) -> Made:  # noqa: ARG001 - the task is named by it
    """A machine step's work: a document, a roll-up table, the reckoning of a household."""
    return job()


def _run(one: "_Task") -> str:
    """The sentence of what failed; nothing when nothing did."""
    state = handle_case(one.what, one.correlations, one.take, return_state=True)
    return (state.message or one.what) if state.is_failed() or state.is_crashed() else ""


@dataclass(frozen=True, slots=True)
class _Task:
    what: str
    correlations: str
    take: Callable[[], None]


def _tasks(work: Work) -> Iterator[_Task]:
    folders = work.batch.folders
    if len(folders) <= MOST_TASKS:
        for folder in folders:
            yield _task(work.desk, task_name(folder, work.process), [folder])
        return
    size = -(-len(folders) // MOST_TASKS)
    for first in range(0, len(folders), size):
        chunk = folders[first : first + size]
        yield _task(work.desk, chunk_name(first + 1, chunk), chunk)


def _task(desk: Desk, what: str, folders: Sequence[Folder]) -> _Task:
    known = [one for folder in folders for one in folder.correlations]
    more = " 等" if len(known) > _MOST_CORRELATIONS else ""
    shown = "、".join(known[:_MOST_CORRELATIONS]) + more
    return _Task(what, shown, lambda: desk.take_all(folders))


def _run_id() -> str:
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        message = "called outside of a flow run"
        raise RuntimeError(message)
    return str(context.flow_run.id)


@contextmanager
def _working_on(work: Work) -> Iterator[None]:
    token = _work.set(work)
    try:
        yield
    finally:
        _work.reset(token)
