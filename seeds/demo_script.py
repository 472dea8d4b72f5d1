"""The script of the demonstration office: a round, nominations, and who does what when."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from engine.deadlines import SHANGHAI
from engine.definition import Strict
from engine.state import Answer
from seeds.schema import read_as, text_of


def _from_shanghai(moment: datetime) -> datetime:
    return moment.replace(tzinfo=SHANGHAI).astimezone(UTC)


LocalTime = Annotated[datetime, AfterValidator(_from_shanghai)]


class _Act(Strict):
    at: LocalTime
    by: str


class Opens(_Act):
    """A unit begins the case; ``title_of`` another nomination, it begins it about the title that this one gave."""

    act: Literal["open"]
    title_of: str | None = None


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
    Opens | Drafts | Submits | Decides | Determines | SendsBack | GivesOpinion | Finds | Withdraws | Objects,
    Field(discriminator="act"),
]


class RoundLine(Strict):
    """The round that the demonstration opens, with its quota notice."""

    process: str
    year: int
    at: LocalTime
    by: str
    quota: dict[str, int]


Row = dict[str, str | int]
"""One row of a table in a form."""


class Nomination(Strict):
    """One nomination: for whom (a word to invent a person for, or a sign-in name), of which unit, and its story.

    Without a ``process`` it is one of the demonstration's main round. With ``same_as`` it is about the same person as
    the nomination of that name.
    """

    nominee: str
    same_as: str | None = None
    unit: str
    process: str | None = None
    form: dict[str, str | int | bool | list[Row]]
    story: list[Act] = Field(min_length=1)


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


class Script(Strict):
    """The whole demonstration, up to the moment at which its clock ``starts``."""

    starts: LocalTime
    shown: list[str]
    round: RoundLine
    further_rounds: list[RoundLine]
    form_of_all: dict[str, str | int | bool]
    nominations: list[Nomination]
    meetings: list[MeetingLine]


def read_script(path: Path) -> Script:
    """Read the script in ``path``. Raises DefinitionRefused with every finding."""
    script, _ = read_as(Script, text_of(path), str(path))
    return script
