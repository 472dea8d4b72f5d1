"""The script of the demonstration office: rounds, nominations, meetings, and who does what when."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, Field

from engine.deadlines import SHANGHAI
from engine.definition import Strict
from engine.state import Answer
from engine.titles.money import MoneyKind, Purpose
from seeds.schema import read_as, text_of


def _from_shanghai(moment: datetime) -> datetime:
    return moment.replace(tzinfo=SHANGHAI).astimezone(UTC)


Read = TypeVar("Read", bound=BaseModel)
LocalTime = Annotated[datetime, AfterValidator(_from_shanghai)]


class _Act(Strict):
    at: LocalTime
    by: str


class Opens(_Act):
    """A unit begins the case; ``title_of`` another nomination, it begins it about the title that this one gave.

    A recommendation is begun for a ``round``.
    """

    act: Literal["open"]
    title_of: str | None = None
    round: str | None = None


class TakesUp(Strict):
    """A case about the title that ``title_of`` gave has opened by itself: this is its story from then on."""

    at: LocalTime
    act: Literal["opened_itself"]
    title_of: str


class Votes(Strict):
    """Every member who has a paper of the open ballot agrees, but those who are against or stay away."""

    at: LocalTime
    act: Literal["vote"]
    against: list[str] = Field(default_factory=list)
    absent: list[str] = Field(default_factory=list)


class Drafts(_Act):
    """What is typed so far is kept."""

    act: Literal["draft"]


class Submits(_Act):
    """The form is handed in, with its files."""

    act: Literal["submit"]


class Decides(_Act):
    """Approval or rejection."""

    act: Literal["approve", "reject"]
    comment: str = ""


class Scores(_Act):
    """A judge hands in a sheet: the points by criterion."""

    act: Literal["score"]
    points: dict[str, int]


class MakesPaper(Strict):
    """The office makes the paper at which the case stands. Where a story leaves it out, the dispatcher makes it."""

    at: LocalTime
    act: Literal["paper"]


class Determines(_Act):
    """The outcome of the case is fixed, and the register of titles kept."""

    act: Literal["determine"]
    outcome: str
    comment: str = ""


class SendsBack(_Act):
    """The case returns to an earlier step."""

    act: Literal["send_back"]
    to: str
    comment: str


class GivesOpinion(_Act):
    """An outside body's answer is put on file, with its letter."""

    act: Literal["opinion"]
    agency: str
    answer: Answer
    reason: str = ""


class Finds(_Act):
    """The inquiry into the open objection ends."""

    act: Literal["finding"]
    upheld: bool
    reason: str


class Withdraws(_Act):
    """The unit takes its case back."""

    act: Literal["withdraw"]
    reason: str


class Objects(Strict):
    """Somebody from outside objects."""

    at: LocalTime
    act: Literal["objection"]
    name: str
    contact: str
    text: str


Act = Annotated[
    Opens
    | TakesUp
    | Drafts
    | Submits
    | Decides
    | Scores
    | Votes
    | Determines
    | SendsBack
    | GivesOpinion
    | Finds
    | Withdraws
    | MakesPaper
    | Objects,
    Field(discriminator="act"),
]


class RoundLine(Strict):
    """A round that the demonstration opens, with its quota notice."""

    process: str
    year: int
    at: LocalTime
    by: str
    quota: dict[str, int]


Row = dict[str, str | int]
"""One row of a table in a form."""


class Nomination(Strict):
    """One nomination: for whom (a word to invent a person for, or a sign-in name), of which unit, and its story.

    With ``same_as`` it is about the same person as the nomination of that name.
    """

    nominee: str
    same_as: str | None = None
    unit: str
    process: str
    form: dict[str, str | int | bool | list[Row]]
    story: list[Act] = Field(min_length=1)


class TitleLine(Strict):
    """A title from before: under which word later cases find it, whose unit's, and who leads it (a word to invent)."""

    title: str
    unit: str
    kind: str
    holder: str | None = Field(None, description="a title of the leader's own when absent")
    leader: str
    granted_on: date
    document_number: str
    last_check: int | None = None
    last_review: int | None = None


class RegisterLine(Strict):
    """A table of titles from before: who brings it, and who checks it and enters them."""

    at: LocalTime
    by: str
    entered_at: LocalTime
    entered_by: str
    titles: list[TitleLine] = Field(min_length=1)


class MoneyEntry(_Act):
    """A line in the ledger of a title."""

    title_of: str
    kind: MoneyKind
    amount: Decimal
    on: date
    purpose: Purpose | None = None
    note: str


class MeetingLine(Strict):
    """A meeting of an organ: called at ``at`` with the votes that wait for it and its own ``motions``.

    One that is ``held`` is attended by all who are not ``excused``, and everybody agrees.
    """

    at: LocalTime
    by: str
    organ: str
    organ_title: str
    title: str
    meets_at: LocalTime
    place: str
    chair: str
    clerk: str
    motions: list[str]
    held: bool
    excused: list[str] = Field(default_factory=list)


class Office(Strict):
    """When the demonstration's clock starts, and the accounts that a first visitor is shown.

    With ``past`` the story of the demonstration of that name happened before, to its end.
    """

    starts: LocalTime
    past: str | None = None
    shown: list[str]


class Chapter(Strict):
    """Rounds, cases and meetings that belong together; ``form_of_all`` is what its nominations have in common."""

    rounds: list[RoundLine] = Field(default_factory=list)
    form_of_all: dict[str, str | int | bool | list[Row]] = Field(default_factory=dict)
    nominations: list[Nomination] = Field(default_factory=list)
    meetings: list[MeetingLine] = Field(default_factory=list)
    titles: list[RegisterLine] = Field(default_factory=list)
    money: list[MoneyEntry] = Field(default_factory=list)

    def told(self, *, until: datetime) -> list[Nomination]:
        """The nominations that are begun, each with the whole of its form and what has happened ``until`` then."""
        whole = [self._whole(one, until) for one in self.nominations]
        return [one for one in whole if one.story]

    def _whole(self, one: Nomination, until: datetime) -> Nomination:
        story = [act for act in one.story if act.at < until]
        return one.model_copy(update={"form": {**self.form_of_all, **one.form}, "story": story})


@dataclass(frozen=True, slots=True)
class Script:
    """The whole demonstration, up to the moment at which its clock ``starts``."""

    starts: datetime
    shown: list[str]
    rounds: list[RoundLine]
    nominations: list[Nomination]
    meetings: list[MeetingLine]
    tables: list[RegisterLine]
    money: list[MoneyEntry]

    @property
    def nominees(self) -> list[str]:
        """The words that people are invented for: of cases, and of titles from before."""
        leaders = [title.leader for line in self.tables for title in line.titles]
        return [*(one.nominee for one in self.nominations), *leaders]

    @property
    def begins(self) -> datetime:
        """The moment of the first thing that happens."""
        acts = [act.at for one in self.nominations for act in one.story]
        rounds = [line.at for line in self.rounds]
        tables = [line.at for line in self.tables]
        return min([self.starts, *acts, *rounds, *tables, *(line.at for line in self.meetings)])


def read_script(folder: Path) -> Script:
    """Read the script in ``folder``: its office and its chapters. Raises DefinitionRefused with its findings.

    What the chapters tell of the time after the office's start is left to whoever opens it.
    """
    office = _read(Office, folder / "office.yaml")
    folders = [folder.parent / office.past, folder] if office.past else [folder]
    chapters = [_read(Chapter, path) for one in folders for path in sorted((one / "cases").glob("*.yaml"))]
    return Script(
        starts=office.starts,
        shown=office.shown,
        rounds=[line for one in chapters for line in one.rounds if line.at < office.starts],
        nominations=[line for one in chapters for line in one.told(until=office.starts)],
        meetings=[line for one in chapters for line in one.meetings if line.at < office.starts],
        tables=[line for one in chapters for line in one.titles],
        money=[line for one in chapters for line in one.money],
    )


def _read(model: type[Read], path: Path) -> Read:
    return read_as(model, text_of(path), str(path))[0]
