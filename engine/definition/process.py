"""A whole process definition."""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from engine.deadlines import Deadline, WrittenDeadline
from engine.definition.blocks import Block, Entry, Step
from engine.definition.bodies import Body
from engine.definition.deciding import DetermineStep, Outcome, ScoreStep, VisitStep
from engine.definition.form import Form, FormField
from engine.definition.homes import Home, places
from engine.definition.outside import PublicityStep
from engine.definition.parts import Key, Strict
from engine.definition.retention import Retention
from engine.definition.rounds import Gate, QuotaUse, RoundPlan
from engine.definition.rules import Rule
from engine.definition.shares import ListShares
from engine.definition.steps import MachineStep, Reminders, StepBase, SubCaseStep, WaitStep
from engine.definition.titles import Entering, Held, TitleTerms
from engine.sheets import Sheet
from engine.tables import Table
from engine.working_time import OfficeHours


class Validity(Strict):
    """The days on which cases may be opened under this version."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")


class Review(Strict):
    """Cases that ended without success may be looked at again, by other people, within a time (复核)."""

    of: list[Key] = Field(min_length=1, description="the processes whose cases are reviewed")
    within: WrittenDeadline
    clause: str


class Process(Strict):
    """A whole process definition, one published version of it."""

    key: Key
    title: str
    short: str = Field(description="stem of case numbers, e.g. GWJZ")
    kind: Literal["campaign", "case"]
    source: str
    valid: Validity
    bodies: dict[Key, Body]
    form: Form
    rules: list[Rule] = []
    reviews: Review | None = Field(None, description="a case is opened from one that ended without success")
    quota: QuotaUse | None = None
    round: RoundPlan | None = None
    shares: ListShares | None = None
    gates: list[Gate] = []
    title_terms: TitleTerms | None = Field(None, description="the title that a granted outcome gives")
    conferred_by: str | None = Field(
        None, description="whoever confers the honour, when the union only recommends for it"
    )
    conferred_with: str | None = Field(
        None, description="whoever confers the honour together with the union and signs beside it"
    )
    variant_of: Key | None = Field(
        None,
        description="the same matter in another order of steps: which of them is opened is chosen for a time;"
        " without a choice, the process named here",
    )
    about_titles: list[Key] = Field(
        [],
        description="processes whose titles these cases are about; such a case opens from the register only",
    )
    held_for: Held | None = Field(
        None, description="how long the title must have been held: the next rung of a ladder"
    )
    enters: Entering | None = Field(
        None,
        description="the titles from before that a granted outcome puts on the register; such cases come by a table",
    )
    opened_by: Literal["people", "signals"] = Field(
        "people", description="signals: no person begins such a case, monitoring does (预警立案)"
    )
    recommends_for: list[Key] = Field(
        [],
        description="campaigns within whose rounds a part of a union recommends (分工会推荐): such a case takes"
        " no place; once it is granted, the union begins its own case from it",
    )
    for_holder: bool = Field(
        default=False, description="the form is about whoever holds the title; another ID number is refused"
    )
    tables: list[Table] = []
    retention: list[Retention] = Field([], description="how long cases are kept after they ended, by how")
    entries: list[Entry] = Field(alias="steps", min_length=2)
    former: list[Annotated[Step, Field(discriminator="kind")]] = Field(
        [],
        description="steps of earlier versions that cases moved here may have passed; no case comes to them",
    )
    remind_at: int = Field(
        80, ge=1, le=99, description="percent of the time to the due date; 催办 at 80 % of SLA"
    )
    remind: Reminders | None = Field(None, description="for every step that does not say it itself")
    urgent: bool = Field(default=False, description="messages about its cases leave the house at any hour")
    urge_every: WrittenDeadline = Field(
        Deadline(amount=1, unit="working days"), description="the least time between two nudges of one case"
    )
    office_hours: OfficeHours = OfficeHours()

    @property
    def matter(self) -> Key:
        """The key that a process and its variants have in common."""
        return self.variant_of or self.key

    @property
    def begun_freely(self) -> bool:
        """Whether it is begun by itself: not by a signal or a table, nor from a title, a refusal or a round."""
        elsewhere = self.about_titles or self.reviews or self.enters or self.recommends_for
        return self.opened_by == "people" and not elsewhere

    @cached_property
    def layout(self) -> list[Home]:
        """Where each step and block stands, in the order of reading."""
        return list(places(self.entries, (), ("steps",)))

    @cached_property
    def homes(self) -> dict[str, Home]:
        """The same by key, former steps included. A key written twice keeps its first home; the checks say so."""
        former = [Home(one, (one,), 0, (), ("former", n)) for n, one in enumerate(self.former)]
        return {one.entry.key: one for one in reversed([*self.layout, *former])}

    @cached_property
    def steps(self) -> list[Step]:
        """All steps in the order of reading, those within blocks included."""
        return [one.entry for one in self.layout if isinstance(one.entry, StepBase)]

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        """How a case may be determined, by key."""
        return {
            one.key: one for step in self.steps if isinstance(step, DetermineStep) for one in step.outcomes
        }

    @property
    def changes_leader(self) -> bool:
        """Whether its cases give a title another leader."""
        return any(one.on_title == "change_leader" for one in self.outcomes.values())

    def outcome(self, key: str | None) -> Outcome | None:
        """The outcome called ``key``; None before a case is determined, and when there is no such outcome."""
        return None if key is None else self.outcomes.get(key)

    def grants(self, outcome: str | None) -> bool:
        """Whether a case determined in this way was granted something; one that is not yet, was not."""
        found = self.outcome(outcome)
        return found is not None and found.granted

    def step(self, key: str) -> Step:
        """The step called ``key``. Raises KeyError when there is none: a published version has no such gap."""
        entry = self.homes[key].entry
        if not isinstance(entry, StepBase):
            raise KeyError(key)
        return entry

    def sheet_of(self, key: str) -> Sheet | None:
        """The sheet of the score step ``key``: its own, or that of the nearest score step read before it."""
        found: Sheet | None = None
        for step in self.steps:
            if isinstance(step, ScoreStep):
                found = step.sheet or found
            if step.key == key:
                break
        return found if isinstance(self.homes[key].entry, ScoreStep) else None

    def block(self, key: str) -> Block:
        """The block called ``key``. Raises KeyError when there is none."""
        entry = self.homes[key].entry
        if isinstance(entry, StepBase):
            raise KeyError(key)
        return entry

    def fields_at(self, step: str) -> list[FormField]:
        """The fields filled at ``step``."""
        first = self.steps[0].key
        return [field for field in self.form.fields if (field.filled_at or first) == step]

    def field(self, key: str) -> FormField:
        """The form field called ``key``. Raises KeyError when there is none."""
        for field in self.form.fields:
            if field.key == key:
                return field
        raise KeyError(key)


def needs_draw(step: Step) -> bool:
    """Whether the step waits until a draw was held for the case: of judges, or of a sample."""
    match step:
        case ScoreStep(draw=draw, sample=sample):
            return draw is not None or sample is not None
        case VisitStep(sample=sample):
            return sample is not None
    return False


def body_of(step: Step) -> str | None:
    """The body that acts at ``step``; a publicity step's is the one that looks into objections."""
    match step:
        case MachineStep() | WaitStep() | SubCaseStep():
            return None
        case PublicityStep():
            return step.objections_to
        case _:
            return step.by
