"""A claimed lot of outbox lines, sorted as the office passes it on: by process, and within it by case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from models.outbox import OutboxLine

OFFICE_AFFAIRS = "办公事务"
"""The name under which lines of no process are passed on: a round opened, the clock moved."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The lines of one case, oldest first; or one line that is no case's."""

    case_id: str | None
    number: str | None
    lines: tuple[OutboxLine, ...]

    @property
    def ids(self) -> list[int]:
        """The ids of its lines."""
        return [line.id for line in self.lines]

    @property
    def correlations(self) -> list[str]:
        """The requests from which its lines come, each once: the same ids stand in journal and log."""
        return list(dict.fromkeys(line.correlation for line in self.lines))


@dataclass(frozen=True, slots=True)
class Batch:
    """All folders of one process, and the title that names its flow."""

    process: str | None
    title: str
    folders: tuple[Folder, ...]

    @property
    def size(self) -> int:
        """How many lines it holds."""
        return sum(len(folder.lines) for folder in self.folders)

    @property
    def numbers(self) -> list[str]:
        """The numbers of its cases, in the order of their first line."""
        return [folder.number for folder in self.folders if folder.number]


def batches(lines: Sequence[OutboxLine]) -> list[Batch]:
    """One batch a process, in the order in which the oldest lines came."""
    titles = {line.process if line.case_id else None: line.process_title for line in lines}
    return [_batch(process, title or OFFICE_AFFAIRS, lines) for process, title in titles.items()]


def _batch(process: str | None, title: str, lines: Iterable[OutboxLine]) -> Batch:
    mine = [line for line in lines if (line.process if line.case_id else None) == process]
    return Batch(process, title if process else OFFICE_AFFAIRS, tuple(_folders(mine)))


def _folders(lines: Sequence[OutboxLine]) -> Iterable[Folder]:
    order = {key: place for place, key in enumerate(dict.fromkeys(map(_key, lines)))}
    for _, group in groupby(sorted(lines, key=lambda line: (order[_key(line)], line.id)), _key):
        mine = tuple(group)
        yield Folder(mine[0].case_id, mine[0].case_number, mine)


def _key(line: OutboxLine) -> str:
    return line.case_id or f"line {line.id}"
