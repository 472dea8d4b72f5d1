"""The life of a case as a whole: begun, handed in, returned, held, ended, moved."""

from collections.abc import Mapping
from typing import Literal

from engine.events.facts import Fact

Disclosed = Literal["dossier", "household", "payment", "matching"]


class CaseOpened(Fact):
    """A unit began a case. ``barred`` decided in the case that this one reviews, and do not decide here."""

    event: Literal["case.opened"] = "case.opened"
    case: str
    number: str
    process: str
    version: str
    unit: str
    unit_name: str
    unit_direct: bool
    unit_sector: str | None
    unit_city: str | None
    round: str | None
    by: str
    barred: tuple[str, ...] = ()


class CaseSubmitted(Fact):
    """The form was handed in, complete; ``late`` when the round had closed and its grace had not (逾期)."""

    event: Literal["case.submitted"] = "case.submitted"
    answers: Mapping[str, object]
    subject: str
    identity: str | None
    late: bool = False


class CaseReturned(Fact):
    """The case went back to an earlier step for correction; ``back`` are the spots to which it then comes straight."""

    event: Literal["case.returned"] = "case.returned"
    step: str
    to: str
    by: str
    reason: str
    at: str = ""
    back: tuple[str, ...] = ()


class CaseHeld(Fact):
    """The case waits for an administrator, who had it wait (``by``) or has to help."""

    event: Literal["case.held"] = "case.held"
    reason: str
    by: str | None = None


class CaseResumed(Fact):
    """An administrator had it go on."""

    event: Literal["case.resumed"] = "case.resumed"
    by: str


class CaseDetermined(Fact):
    """The outcome of the case is fixed."""

    event: Literal["case.determined"] = "case.determined"
    outcome: str
    granted: bool
    by: str


class CaseRejected(Fact):
    """The case ended without success, with the reason."""

    event: Literal["case.rejected"] = "case.rejected"
    step: str
    reason: str


class CaseWithdrawn(Fact):
    """The nominating unit took its case back."""

    event: Literal["case.withdrawn"] = "case.withdrawn"
    by: str
    reason: str


class CaseTerminated(Fact):
    """An administrator ended the case."""

    event: Literal["case.terminated"] = "case.terminated"
    by: str
    reason: str


class CaseEndedWithTitle(Fact):
    """The title that the case is about was cancelled or taken back (``how``) by the case ``number``: it ends too."""

    event: Literal["case.ended_with_title"] = "case.ended_with_title"
    title: str
    how: str
    number: str


class CaseDisclosed(Fact):
    """Somebody had the whole ID numbers of the case, or of its household, handed out, with the reason."""

    event: Literal["case.disclosed"] = "case.disclosed"
    by: str
    reason: str
    what: Disclosed = "dossier"


class CaseCorrected(Fact):
    """Answers were put right at a later step: before and after by field, and why. ``subject`` when another."""

    event: Literal["case.corrected"] = "case.corrected"
    id: str
    step: str
    by: str
    before: Mapping[str, object]
    after: Mapping[str, object]
    reason: str
    subject: str | None = None


class CaseClosed(Fact):
    """Nothing is left to do."""

    event: Literal["case.closed"] = "case.closed"


class QuotaTaken(Fact):
    """The case took one of its unit's places in ``category``; in that of those outside the quota, nobody's."""

    event: Literal["quota.taken"] = "quota.taken"
    category: str = ""


class QuotaReturned(Fact):
    """The case gave its place back."""

    event: Literal["quota.returned"] = "quota.returned"
    category: str = ""


CaseEvent = (
    CaseOpened
    | CaseSubmitted
    | CaseReturned
    | CaseHeld
    | CaseResumed
    | CaseDetermined
    | CaseRejected
    | CaseWithdrawn
    | CaseTerminated
    | CaseEndedWithTitle
    | CaseDisclosed
    | CaseCorrected
    | CaseClosed
    | QuotaTaken
    | QuotaReturned
)
