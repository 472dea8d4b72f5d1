"""Outside opinions and objections."""

from dataclasses import dataclass
from datetime import date

from engine.state import Answer, Person


@dataclass(frozen=True, slots=True)
class RecordOpinion:
    """Put an outside body's written answer on file: by whom it is signed and of which day, where that is known."""

    actor: Person
    assignment: str
    agency: str
    answer: Answer
    reason: str = ""
    document: str | None = None
    signer: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class ReceiveOpinion:
    """An outside body answers by its signed link: ``opinion`` says which one, ``signer`` who signs for the body."""

    opinion: str
    answer: Answer
    reason: str
    document: str | None
    signer: str


@dataclass(frozen=True, slots=True)
class AcceptOpinion:
    """Put on file what an outside body answered by its signed link (核收)."""

    actor: Person
    assignment: str
    agency: str


@dataclass(frozen=True, slots=True)
class FileObjection:
    """Object to what is shown. Asked by the public; ``staff`` are those who look into it."""

    objection_id: str
    step: str
    staff: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """Say what the inquiry into an objection found."""

    actor: Person
    assignment: str
    objection: str
    upheld: bool
    reason: str
