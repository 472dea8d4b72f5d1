"""The desk: what one folder needs is done here, with or without Prefect around it, in order and in own transactions.

The reactions to a line, the messages written down and its settling are one transaction, so that whoever dies in
between has done nothing. A machine's work and a sweep come before it and may be done twice without a trace.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from flows.batches import Folder
from flows.failures import kind, trace
from flows.machine_steps.work import Attempt, do_open_machine_step, three_times
from flows.post import Post
from flows.reactions import At, needs_machine, needs_sweep, react
from models import outbox
from models.correlation import correlate
from models.outbox import OutboxLine
from notifications.message import Message
from runtime.wiring import Office

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RunMark:
    """The run under which lines are settled; none while Prefect is away."""

    run_id: str | None = None
    name: str | None = None


class FolderFailed(Exception):
    """A line could not be acted on. The message names case and kind of failure, and nothing personal."""


@dataclass(slots=True)
class Desk:
    """An office at work on a batch. ``dealt`` are the lines that are settled or put off, whatever comes after."""

    office: Office
    sweep: Callable[[Office], object]
    run: RunMark = RunMark()
    attempt: Attempt = three_times
    post: Post = field(default_factory=Post)
    dealt: set[int] = field(default_factory=set)

    def take(self, folder: Folder) -> None:
        """Act on every line of ``folder``. Raises FolderFailed at the first that cannot be; those after it wait."""
        for lines in _portions(folder.lines):
            try:
                self._act(lines)
            except Exception as failure:  # noqa: BLE001 - which line it was shows when they are taken one by one
                _log.warning("lines of one case, now one by one: %s", trace(failure))
                self._one_by_one(folder)
                return

    def take_all(self, folders: Sequence[Folder]) -> None:
        """Act on every folder; one that fails does not stop the others. Raises FolderFailed naming all that did."""
        failed = [message for folder in folders if (message := self._failure(folder))]
        if failed:
            raise FolderFailed("；".join(failed))

    def _failure(self, folder: Folder) -> str:
        try:
            self.take(folder)
        except FolderFailed as failure:
            return str(failure)
        return ""

    def _one_by_one(self, folder: Folder) -> None:
        left = [line for line in folder.lines if line.id not in self.dealt]
        for place, line in enumerate(left):
            try:
                self._act([line])
            except Exception as failure:  # noqa: BLE001 - whatever it is, the other cases go on
                _log.error("outbox line %s failed: %s", line.id, trace(failure))
                self._put_off(line, failure, [later.id for later in left[place + 1 :]])
                message = f"{folder.number or line.event}：第 {line.id} 条未办成（{kind(failure)}）"
                raise FolderFailed(message) from None

    def _act(self, lines: Sequence[OutboxLine]) -> None:
        lines = [line for line in lines if line.id not in self.dealt]
        for line in lines:
            if needs_machine(line):
                do_open_machine_step(self.office, str(line.case_id), self.attempt)
            if needs_sweep(line):
                self.sweep(self.office)
        messages = self._react(lines)
        self.dealt.update(line.id for line in lines)
        self.post.send(self.office, messages)

    def _react(self, lines: Sequence[OutboxLine]) -> list[Message]:
        now = self.office.clock()
        messages: list[Message] = []
        with self.office.database.transaction("office") as session:
            ids = [line.id for line in lines]
            mine = outbox.settle(session, ids, now=now, run_id=self.run.run_id, run_name=self.run.name)
            for line in (line for line in lines if line.id in mine):
                correlate(session, line.correlation)
                messages += react(At(session, now, self.office.links), line)
        return messages

    def _put_off(self, line: OutboxLine, failure: Exception, later: Sequence[int]) -> None:
        """The case waits with this line for its next attempt; what comes after it goes back untouched."""
        with self.office.database.transaction() as session:
            outbox.fail(session, line.id, kind(failure), now=self.office.clock())
            outbox.release(session, later)
        self.dealt.update((line.id, *later))


def _portions(lines: Sequence[OutboxLine]) -> Iterator[list[OutboxLine]]:
    """Lines that one transaction may hold: those with work of their own before it stand alone."""
    portion: list[OutboxLine] = []
    for line in lines:
        if needs_machine(line) or needs_sweep(line):
            if portion:
                yield portion
            yield [line]
            portion = []
        else:
            portion.append(line)
    if portion:
        yield portion
