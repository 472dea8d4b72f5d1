"""Several steps that are one entry of the list."""

from typing import Annotated, Literal

from pydantic import Field

from engine.conditions import Condition
from engine.definition.deciding import BallotStep, DetermineStep, ScoreStep, SignStep, VisitStep
from engine.definition.outside import ConsultStep, PublicityStep
from engine.definition.parts import Key, Strict
from engine.definition.steps import MachineStep, RecordStep, SubCaseStep, SubmitStep, WaitStep

Step = (
    SubmitStep
    | SignStep
    | BallotStep
    | ScoreStep
    | VisitStep
    | PublicityStep
    | ConsultStep
    | DetermineStep
    | RecordStep
    | MachineStep
    | WaitStep
    | SubCaseStep
)


class Branch(Strict):
    """One way within a block. ``when`` and ``otherwise`` belong to a choice; without steps it just goes on."""

    title: str = ""
    when: Condition | None = None
    otherwise: bool = Field(default=False, description="taken when no other branch is")
    steps: list["Entry"] = []


class BlockBase(Strict):
    """Several steps that are one entry of the list: keys are shared with the steps."""

    key: Key
    title: str
    source: str = ""


Join = Literal["all", "first"] | Annotated[int, Field(ge=2)]


class ParallelBlock(BlockBase):
    """All branches at once (并行). ``join``: how many have to end; the rest is then stopped."""

    kind: Literal["parallel"]
    join: Join = "all"
    branches: list[Branch] = Field(min_length=2)


class ChoiceBlock(BlockBase):
    """The first branch whose condition holds (``one``), or every such branch at once (``many``)."""

    kind: Literal["choice"]
    mode: Literal["one", "many"] = "one"
    branches: list[Branch] = Field(min_length=1)


class RaceBlock(BlockBase):
    """All branches wait; the one whose first step is done first goes on, the others are stopped (先到先行)."""

    kind: Literal["race"]
    branches: list[Branch] = Field(min_length=2)


class ForEachBlock(BlockBase):
    """The steps once for each line of a list in the form, all at once (逐项).

    Whoever acts within it may add a line while it is open, where ``grows`` says so.
    """

    kind: Literal["for_each"]
    over: Key
    join: Join = "all"
    grows: bool = False
    steps: list["Entry"] = Field(min_length=1)


class RepeatBlock(BlockBase):
    """The steps again and again until the condition holds, but at most ``limit`` times (重复)."""

    kind: Literal["repeat"]
    until: Condition
    limit: int = Field(ge=2, le=20)
    steps: list["Entry"] = Field(min_length=1)


Block = ParallelBlock | ChoiceBlock | RaceBlock | ForEachBlock | RepeatBlock


Entry = Annotated[Step | Block, Field(discriminator="kind")]


for _block in (Branch, ForEachBlock, RepeatBlock, ParallelBlock, ChoiceBlock, RaceBlock):
    _block.model_rebuild()


def branches_of(block: Block) -> list[Branch]:
    """The ways through a block; a list of steps walked several times is one."""
    return [Branch(steps=block.steps)] if isinstance(block, ForEachBlock | RepeatBlock) else block.branches
