"""What every step has, and the simple kinds of steps."""

from typing import Literal, get_args

from pydantic import Field, model_validator

from engine.conditions import Condition
from engine.deadlines import WrittenDeadline, WrittenDelay
from engine.definition.parts import Key, Strict

Act = Literal["send_back", "reject", "abstain", "transfer", "delegate", "add_signer", "ask"]


Then = Literal["rerun", "straight_back"]


On = Literal["opened", "approved", "rejected", "returned", "closed"]


class CopyRule(Strict):
    """Who is sent the case for information when the step opens, ends well, ends the case, returns it, or ends at all.

    Once a person and case, unless ``again`` says: on each such occasion.
    """

    to: list[Key] = Field(min_length=1)
    on: On
    again: bool = False


class Reminders(Strict):
    """When whoever holds a share is nudged before it is due (催办), instead of at ``remind_at`` percent of the time.

    ``1 working day`` means: when the office opens on the working day before the last one.
    """

    before: list[WrittenDeadline] = Field(min_length=1)


RungDoes = Literal["remind", "escalate", "pass_on", "refuse", "pass"]


class Rung(Strict):
    """What happens so long after a step was due (超时): once a visit, one rung after the other.

    ``remind`` nudges the holders again, ``escalate`` tells a body, ``pass_on`` gives the share to its people.
    ``refuse`` and ``pass`` settle the step by rule; ``clause`` is the rule that says so.
    """

    after: WrittenDelay
    do: RungDoes
    to: Key | None = Field(None, description="the body that is told, or that takes over")
    clause: str = Field("", description="the rule by which silence refuses or consents")


class StepBase(Strict):
    """What every station of a process has."""

    key: Key
    title: str
    source: str = ""
    due: WrittenDeadline | None = None
    skip_if: Condition | None = None
    may: list[Act] = []
    needs_valid: Key | None = Field(
        None, description="a consult step whose opinions must still be valid here"
    )
    ask_stops_clock: bool = Field(default=False, description="while the applicant is asked, no time runs")
    gate: Key | None = Field(None, description="the gate of the round that has to be open before this opens")
    returns: list[Then] = Field(
        ["rerun"],
        min_length=1,
        description="after a return: walk every step again, or come straight back here; the first is the usual one",
    )
    copy_to: list[CopyRule] = []
    remind: Reminders | None = None
    overdue: list[Rung] = []
    urgent: bool = Field(default=False, description="messages about it leave the house at any hour")
    four_eyes: list[Key] = Field([], description="who decided at these steps of the case does not act here")
    nobody: Key | None = Field(
        None,
        description="the body that acts when nobody else may; without it the case waits for an administrator",
    )
    bulk: bool = Field(default=False, description="several cases may be decided here at once (批量办理)")


class SubmitStep(StepBase):
    """The form is filled and handed in."""

    kind: Literal["submit"]
    by: Key


class RecordStep(StepBase):
    """Facts are put on file: no choice is made."""

    kind: Literal["record"]
    by: Key
    posts: Key | None = Field(
        None, description="the publicity step that begins with this: on a working day only (张贴公示)"
    )


Paper = Literal["render_document", "roll_up"]
Work = Literal[
    "reckon_household", "ask_agencies", "open_household_file", "close_household_file", "reckon_subsidy"
]


class MachineStep(StepBase):
    """Something the office does by itself: a ``document``, work on the household, or what a subsidy comes to.

    A subsidy is reckoned by the published ``parameters`` of this family that hold on the day of handing in. It fills
    the fields that have ``filled_at`` here.
    """

    kind: Literal["machine"]
    task: Paper | Work
    document: Key | Literal[""] = Field("", description="what a paper is made from; other work has none")
    parameters: Key | Literal[""] = Field(
        "", description="the published parameters by which a subsidy is reckoned"
    )

    @model_validator(mode="after")
    def _has_its_document(self) -> "MachineStep":
        if (not self.document) == (self.task in get_args(Paper)):
            message = "document belongs to render_document and roll_up, and to nothing else"
            raise ValueError(message)
        if (not self.parameters) == (self.task == "reckon_subsidy"):
            message = "parameters belong to reckon_subsidy, and to nothing else"
            raise ValueError(message)
        return self


class WaitStep(StepBase):
    """Time passes (等候): nobody acts, and the clock ends it."""

    kind: Literal["wait"]
    lasts: WrittenDeadline = Field(alias="for")


class SubCaseStep(StepBase):
    """A case of another process is opened for the same unit and linked to this one (子事项)."""

    kind: Literal["sub_case"]
    process: Key
    waits: bool = Field(default=True, description="this case goes on only when the other one is over")
