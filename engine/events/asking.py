"""Questions to the applicant, nudges, and copies for information."""

from typing import Literal

from engine.events.facts import AssignmentOffered, Fact


class QuestionAsked(Fact):
    """The applicant was asked something."""

    event: Literal["question.asked"] = "question.asked"
    id: str
    by: str
    to: AssignmentOffered
    text: str
    stops_clock: bool


class QuestionAnswered(Fact):
    """The applicant answered; the words are those of the decision on the question's share."""

    event: Literal["question.answered"] = "question.answered"
    id: str
    asked_by: str
    by: str


class QuestionDropped(Fact):
    """A question needs no answer any more: whoever asked went on without it."""

    event: Literal["question.dropped"] = "question.dropped"
    id: str


class CaseUrged(Fact):
    """Somebody nudged those for whom the case waits."""

    event: Literal["case.urged"] = "case.urged"
    by: str
    assignments: tuple[str, ...]


class CopySent(Fact):
    """One copy: to whom."""

    id: str
    person: str
    name: str


class CaseCopied(Fact):
    """The case was sent to people for information; by nobody where the definition says so, on an ``occasion``."""

    event: Literal["case.copied"] = "case.copied"
    by: str | None
    copies: tuple[CopySent, ...]
    note: str = ""
    occasion: str | None = None


class CopyRead(Fact):
    """Somebody has read the copy."""

    event: Literal["copy.read"] = "copy.read"
    id: str
    by: str


AskingEvent = QuestionAsked | QuestionAnswered | QuestionDropped | CaseUrged | CaseCopied | CopyRead
