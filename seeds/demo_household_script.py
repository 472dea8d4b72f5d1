"""The script of the demonstration's households: who lives in them, when they apply, and where they wait."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from engine.definition import Strict
from engine.hardship.file import Account, Bill, Relation
from engine.hardship.matching import Told


class MemberLine(Strict):
    """One of a household: made up from a word; sums are for the twelve months."""

    word: str
    relation: Relation
    born: date | None = None
    able: bool = True
    working: bool = False
    studying: bool = False
    wage: Decimal | None = None
    pension: Decimal | None = None


class FileLine(Strict):
    """The file of a household, without names and numbers."""

    members: list[MemberLine]
    bills: list[Bill] = Field(default_factory=list)
    account: Account = Account()

    def with_bills(self, more: list[Bill]) -> "FileLine":
        """The file with ``more`` bills in it."""
        return self.model_copy(update={"bills": [*self.bills, *more]})


class Contradicts(Strict):
    """What a body knows of the applicant and the file does not say."""

    agency: str
    told: Told
    note: str


class LaterLine(Strict):
    """A case about the same household some time later: its process, and what its form says besides the file."""

    process: str
    begins: date
    to: str
    answers: dict[str, str | int | bool]
    bills: list[Bill] = Field(default_factory=list)  # that were not there the first time


class HouseholdLine(Strict):
    """A household, when it applies, and the step that waits for somebody; ``refused`` why it was not identified."""

    unit: str
    begins: date
    to: str
    refused: str = ""
    later: LaterLine | None = None
    cause: str
    description: str
    contradicts: Contradicts | None = None
    file: FileLine


class HouseholdScript(Strict):
    """The households of a demonstration."""

    households: list[HouseholdLine] = Field(min_length=1)
