"""Several ways at once, or one of several."""

from typing import Literal

from engine.events.facts import Fact
from engine.state import StepOutcome


class BlockOpened(Fact):
    """Several ways are taken at once, or one of several: ``next`` are the first spots of each.

    ``because`` names the rows of decision tables by which a way was chosen.
    """

    event: Literal["block.opened"] = "block.opened"
    id: str
    block: str
    kind: str
    visit: int
    at: str
    branches: tuple[int, ...]
    needed: int | None
    lines: tuple[str, ...] = ()
    next: tuple[str, ...]
    because: str = ""


class BranchFinished(Fact):
    """One way through the block was walked to its end."""

    event: Literal["branch.finished"] = "branch.finished"
    id: str
    block: str
    branch: int


class BlockReopened(Fact):
    """A block goes on: the act that ended it was taken back."""

    event: Literal["block.reopened"] = "block.reopened"
    id: str
    block: str


class BlockResumed(Fact):
    """A block that a return had stopped goes on as it was: the case has come straight back.

    ``cut`` are the lines of a growing list that the correction has cut off: nothing is asked of them any more.
    """

    event: Literal["block.resumed"] = "block.resumed"
    id: str
    block: str
    cut: tuple[int, ...] = ()


class BranchReopened(Fact):
    """A branch that was finished goes on: its last act was taken back."""

    event: Literal["branch.reopened"] = "branch.reopened"
    id: str
    block: str
    branch: int


class BranchChosen(Fact):
    """In a race this branch was first: the others are stopped, and what had not begun there (``drops``) is not."""

    event: Literal["branch.chosen"] = "branch.chosen"
    id: str
    block: str
    branch: int
    drops: tuple[str, ...] = ()


class BlockGrown(Fact):
    """The list got another line while the case was at it."""

    event: Literal["block.grown"] = "block.grown"
    id: str
    block: str
    line: str
    by: str
    next: tuple[str, ...]


class BlockRepeated(Fact):
    """The steps of the block are walked once more."""

    event: Literal["block.repeated"] = "block.repeated"
    id: str
    block: str
    times: int
    next: tuple[str, ...]


class BlockSettled(Fact):
    """The block is over; what had not begun in it (``drops``) does not begin."""

    event: Literal["block.settled"] = "block.settled"
    id: str
    block: str
    outcome: StepOutcome
    drops: tuple[str, ...] = ()
    next: tuple[str, ...] = ()


BlockEvent = (
    BlockOpened
    | BranchFinished
    | BlockReopened
    | BlockResumed
    | BranchReopened
    | BranchChosen
    | BlockGrown
    | BlockRepeated
    | BlockSettled
)
