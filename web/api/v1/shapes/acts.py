"""What is asked of a share of a case, of a case, and of several shares at once."""

from typing import Literal

from pydantic import Field

from engine.events.twins import Verdict
from web.api.v1.shapes.base import Answers, In, Out


class Open(In):
    """Begin a case of one's unit; a recommendation (分工会推荐) says for which round."""

    process: str
    round: str | None = None


class Fill(In):
    """A draft, or the form to be handed in."""

    answers: Answers


class Decision(In):
    """Approve, reject, abstain, record (approve), or determine (approve with an outcome)."""

    decision: Literal["approve", "reject", "abstain"] = "approve"
    comment: str = ""
    outcome: str | None = None
    answers: Answers = {}


class Correction(In):
    """What is to stand in the form, and why."""

    answers: Answers
    reason: str


class Waiver(In):
    """An exception from a rule of the process, by its key, and why."""

    rule: str
    reason: str


class Return(In):
    """Back to an earlier step; ``then`` every step again, or straight back, where the definition has both."""

    to: str
    comment: str
    then: Literal["rerun", "straight_back"] | None = None


class Vote(In):
    """A paper for the box."""

    choice: Literal["approve", "reject", "abstain"]


class VoteForeseen(Out):
    """A paper before it is cast: how it is counted, and what follows when the ballot passes or fails."""

    label: str
    secret: bool
    weight: int
    due: int
    left: int = Field(description="how many have not voted after it")
    quorum: str
    threshold: str
    passed: tuple[str, ...]
    failed: tuple[str, ...]


class Opinion(In):
    """An outside body's written answer; ``document`` is the digest of the uploaded scan."""

    agency: str
    answer: Literal["agree", "disagree", "defer"]
    reason: str = ""
    document: str | None = None


class Acceptance(In):
    """Whose answer is put on file."""

    agency: str


class Finding(In):
    """What an inquiry found."""

    upheld: bool
    reason: str


class Handing(In):
    """Hand a share on to the person with the id ``to``."""

    to: str
    note: str = ""


class Signer(Handing):
    """Have another sign as well."""

    place: Literal["before", "beside", "after"]


class Copies(In):
    """People, by id, to whom a case is sent for information."""

    people: list[str] = Field(min_length=1)
    note: str = ""
    again: bool = False


class Withdrawal(In):
    """Why the unit takes its case back."""

    reason: str


class Twin(Out):
    """Another case that may be about the same person; ``verdict`` is null while nobody has looked at both."""

    case: str
    verdict: Verdict | None
    which: str = Field(description="the other case's number and unit, while it waits for the look")


class TwinVerdict(In):
    """What was found when two cases were looked at, and why."""

    verdict: Verdict
    reason: str


class Shares(In):
    """Several of my shares, by id."""

    assignments: list[str]


class Bulk(Shares):
    """What I decide about all of them."""

    decision: Literal["approve", "reject", "abstain"] = "approve"
    comment: str = ""


class BulkLine(Out):
    """What becomes of one of several; ``sentences`` say what it does, or why nothing changed."""

    assignment: str
    case: str
    number: str
    subject: str | None
    done: bool
    sentences: list[str]
