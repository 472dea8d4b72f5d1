"""Cases that have to do with each other."""

from typing import Literal

from engine.events.facts import Fact
from engine.state import CaseStatus, LinkKind


class SubCaseAsked(Fact):
    """A case of another process is to be opened."""

    event: Literal["subcase.asked"] = "subcase.asked"
    id: str
    step: str
    process: str


class SubCaseOpened(Fact):
    """A case of another process was opened for this one."""

    event: Literal["subcase.opened"] = "subcase.opened"
    id: str
    step: str
    case: str
    number: str


class SubCaseClosed(Fact):
    """The case that this one waited for is over."""

    event: Literal["subcase.closed"] = "subcase.closed"
    id: str
    step: str
    case: str
    status: CaseStatus
    outcome: str | None


class CaseLinked(Fact):
    """The case has to do with another one; ``by`` is nobody where the office linked them by itself."""

    event: Literal["case.linked"] = "case.linked"
    id: str
    kind: LinkKind
    other: str
    number: str
    by: str | None = None
    note: str = ""


class CaseUnlinked(Fact):
    """A link was a mistake."""

    event: Literal["case.unlinked"] = "case.unlinked"
    id: str
    by: str


LinkEvent = SubCaseAsked | SubCaseOpened | SubCaseClosed | CaseLinked | CaseUnlinked
