"""A table as it was filled in: its rows, and in which cell each answer stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.forms.many import CellFinding


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: on the sheet of the form, or on that of a table."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        """C7, or 家庭成员!C7."""
        return f"{self.sheet}!{self.cell}" if self.sheet else self.cell


@dataclass(frozen=True, slots=True)
class Filled:
    """What was read. ``letters`` are the columns of fields (``members.born`` of a table's), ``lines`` those of tables.

    A line of a table is found under its row of the form (from 1), the table and its own number there (from 1).
    ``strayed`` are cells that name no row of the form.
    """

    rows: Sequence[dict[str, object]]
    letters: Mapping[str, str]
    titles: Mapping[str, str]
    lines: Mapping[tuple[int, str, int], int]
    strayed: Sequence[tuple[Place, CellFinding]]

    def placed(self, findings: Sequence[CellFinding]) -> list[tuple[Place, CellFinding]]:
        """Each finding with its cell."""
        return [(self.place(one), one) for one in findings]

    def place(self, finding: CellFinding) -> Place:
        """Where it is: what a table lacks as a whole is told at the head of the row of the form."""
        if not finding.cell:
            return Place("", f"{self.letters.get(finding.field, 'A')}{finding.row + 1}")
        number, _, column = finding.cell.partition(".")
        line = self.lines[finding.row, finding.field, int(number)]
        return Place(self.titles[finding.field], f"{self.letters[f'{finding.field}.{column}']}{line}")
