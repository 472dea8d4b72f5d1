"""What stands in a dossier, file by file. Keys that nobody reads are refused: nothing may be slipped in."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

MANIFEST, SIGNATURE, PAGE = "manifest.json", "signature.json", "index.html"
STATE, JOURNAL, CALENDAR, PEOPLE = "state.json", "journal.jsonl", "calendar.json", "people.json"
IDENTITIES = "identities.json"
SHOWINGS, PROBES = "showings.jsonl", "probes.jsonl"
DEFINITIONS, ATTACHMENTS, DRAWS = "definitions/", "attachments/", "draws/"


class Part(BaseModel):
    """A part of a dossier."""

    model_config = ConfigDict(extra="forbid", frozen=True)


SHEET = ("comment", "points", "total")
"""What is taken out of a judge's sheet that nobody may read: of a blind step before all are in."""


class Line(Part):
    """A line of the journal, as it was hashed. ``withheld`` are the words of its payload that are not in here."""

    seq: int
    at: AwareDatetime
    actor: str | None
    door: str | None
    payload: Mapping[str, object]
    hash: str
    withheld: tuple[str, ...] = ()


class ShowingLine(Part):
    """From ``at`` on the public read ``content`` in this window; an empty one: nothing any more."""

    seq: int
    window: str
    at: AwareDatetime
    content: str
    hash: str


class ProbeLine(Part):
    """One look at the public page of a window; ``problem`` is empty when it could be read."""

    window: str
    at: AwareDatetime
    problem: str


class FileLine(Part):
    """A file of the dossier: where it stands, how long it is in bytes, its SHA-256, and its name in the case."""

    path: str
    size: int
    sha256: str
    name: str = ""


class Withheld(Part):
    """A file of the case that is not in the dossier, and why."""

    sha256: str
    name: str
    because: str


class Manifest(Part):
    """The list of contents. ``head`` is the hash of the last journal line: the whole history in one number."""

    format: Literal["banshi-dossier-1"] = "banshi-dossier-1"
    case: str
    number: str
    masked: bool
    lines: int
    head: str
    files: tuple[FileLine, ...]
    withheld: tuple[Withheld, ...] = ()


class Collection(Part):
    """The list of contents of several dossiers in one file: those of a round."""

    format: Literal["banshi-dossiers-1"] = "banshi-dossiers-1"
    title: str
    files: tuple[FileLine, ...]


class Signature(Part):
    """The office's signature of the manifest, and the public key it is checked with (both in hex)."""

    algorithm: Literal["ed25519"] = "ed25519"
    key: str
    signature: str


class OutsideCalendar(LookupError):
    """A day that the dossier's calendar does not know; its argument is the day."""


class NotedCalendar(Part):
    """The working days of the time in which the case was under way, make-up weekends included."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    working_days: tuple[date, ...]

    def is_working_day(self, day: date, /) -> bool:
        """Whether people worked on ``day``. Raises OutsideCalendar for a day that is not noted."""
        if not self.first <= day <= self.last:
            raise OutsideCalendar(day)
        return day in self.working_days
