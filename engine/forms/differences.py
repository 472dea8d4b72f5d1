"""Field by field, and in tables row by row, what changed between one handing-in and the next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from engine.chain import canonical
from engine.definition import FieldBase, FormField

Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field whose answer changed, with both answers as they are kept.

    Of a table it is one ``row`` (as counted afterwards, or before when it is gone): a cell, then ``cell`` is its
    column; or the whole row that came or went, as a list of that one row.
    """

    field: FormField
    before: object
    after: object
    row: int | None = None
    cell: FieldBase | None = None

    @property
    def label(self) -> str:
        """Where it is: 家庭成员 第 3 行 月均收入."""
        where = f"{self.field.label} 第 {self.row} 行" if self.row else self.field.label
        return f"{where} {self.cell.label}" if self.cell else where

    @property
    def of(self) -> FieldBase:
        """What both answers are answers to."""
        return self.cell or self.field


def differences(before: Answers, after: Answers, fields: Sequence[FormField]) -> list[Difference]:
    """The fields answered differently, in the order of the form. Nothing and an empty line are the same."""
    return [found for one in fields for found in _apart(one, before.get(one.key), after.get(one.key))]


def _apart(field: FormField, before: object, after: object) -> Iterator[Difference]:
    if _told_apart(before) == _told_apart(after):
        return
    if field.type == "table" and isinstance(before, list | tuple) and isinstance(after, list | tuple):
        yield from _rows_apart(field, before, after)
    else:
        yield Difference(field, before, after)


def _rows_apart(field: FormField, before: Sequence[object], after: Sequence[object]) -> Iterator[Difference]:
    """Rows that stayed are found again, wherever others came or went between them."""
    olds, news = ([canonical(_told_apart(one)) for one in rows] for rows in (before, after))
    for what, i, i_end, j, j_end in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        for m, n in zip_longest(range(i, i_end), range(j, j_end)):
            if m is None:
                yield Difference(field, None, [after[n]], n + 1)
            elif n is None:
                yield Difference(field, [before[m]], None, m + 1)
            else:
                yield from _cells_apart(field, before[m], after[n], n + 1)


def _cells_apart(field: FormField, before: object, after: object, row: int) -> Iterator[Difference]:
    old, new = (one if isinstance(one, Mapping) else {} for one in (before, after))
    for column in field.columns:
        was, now = old.get(column.key), new.get(column.key)
        if _told_apart(was) != _told_apart(now):
            yield Difference(field, was, now, row, column)


def _told_apart(answer: object) -> object:
    """What makes two answers differ: a sealed number by its hash (each sealing looks different), a file by content."""
    if isinstance(answer, Mapping):
        return (
            answer.get("hash")
            or answer.get("digest")
            or {key: told for key, one in answer.items() if (told := _told_apart(one)) is not None}
        )
    if isinstance(answer, list | tuple):
        return [_told_apart(one) for one in answer] or None
    return None if answer == "" else answer
