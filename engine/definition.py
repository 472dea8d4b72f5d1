"""The pydantic models of a process definition. Strict: an unknown key is refused, nothing is guessed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from engine.conditions import Condition
from engine.deadlines import Deadline, WrittenDeadline, WrittenDelay
from engine.sheets import Draw, Percent, Sheet, WrittenMark
from engine.tables import Table
from engine.working_time import OfficeHours

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Act = Literal["send_back", "reject", "abstain", "transfer", "delegate", "add_signer", "ask"]
Then = Literal["rerun", "straight_back"]
On = Literal["opened", "approved", "rejected", "returned", "closed"]
FieldType = Literal[
    "text", "long_text", "choice", "boolean", "month", "date", "integer", "id_no", "file", "list", "person"
]


class Strict(BaseModel):
    """A part of a definition: immutable, and without room for keys nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Body(Strict):
    """Who decides: the holders of a post in a unit, the members of a named organ, or whom a field of the form names."""

    title: str
    unit: str | None = Field(None, alias="from", description="unit, parent_unit, or the key of a unit")
    post: str | None = None
    organ: str | None = None
    field: Key | None = Field(None, description="the field of the form that names the person")
    pick: Literal["all", "round_robin", "least_loaded"] = Field(
        "all", description="everybody, or one of them: in turn, or whoever has least to do"
    )
    not_the_last: bool = Field(
        default=False, description="whoever was picked last is not picked again while there are others"
    )


class FormField(Strict):
    """One line of the form: its label, kind, limits and the step at which it is filled."""

    key: Key
    label: str
    type: FieldType
    required: bool = True
    filled_at: Key | None = Field(None, description="step that fills it; the first step when absent")
    options: list[str] = []
    min: int | None = None
    max: int | None = Field(None, description="most characters of a text, largest value of a number")
    accept: list[Literal["pdf", "docx", "jpg", "png"]] = ["pdf", "docx", "jpg", "png"]
    help: str = ""
    when: Condition | None = Field(None, description="asked only if it holds; looks at fields further up")


class Form(Strict):
    """The form of a case. ``subject`` names the case, ``identity`` tells the person it is about.

    A case about a unit is about nobody who could have to stay out of it.
    """

    subject: Key
    identity: Key | None = None
    about: Literal["person", "unit"] = "person"
    fields: list[FormField] = Field(min_length=1)


class Share(Strict):
    """A part of a whole against a fraction, compared in whole numbers: ``part × den op whole × num``."""

    part: Key
    whole: Key
    op: Literal[">=", ">"]
    num: int = Field(ge=1)
    den: int = Field(ge=1)


class Rule(Strict):
    """A named rule on the answers, with the sentence that is shown and the clause it comes from."""

    key: Key
    title: str
    clause: str
    checked_at: Key
    share: Share | None = None
    condition: Condition | None = None


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


class SignStep(StepBase):
    """Approval: by all in any order (会签), any one (或签), one after the other (依次审批), or n of m.

    ``on_refusal`` says what a no does where several sign: it ends the step, it is heard with all the others, or
    the majority counts. The tables of ``engine.settling`` say it exactly.
    """

    kind: Literal["sign"]
    by: Key
    mode: Literal["all", "any", "sequence", "n_of_m"]
    needed: int | None = Field(None, ge=1, description="how many must approve in n_of_m")
    on_refusal: Literal["end", "collect", "majority"] | None = None
    pool: bool = Field(
        default=False, description="any of them may claim the case, and the others wait (认领)"
    )
    claim: WrittenDeadline | None = Field(None, description="after which a forgotten claim is given back")
    same_person: Literal["ask", "pass", "adjacent"] = Field(
        "ask",
        description="who has agreed before in this case is asked again, or passes by rule: always, or right after only",
    )
    add_depth: int = Field(2, ge=1, le=5, description="how many times added signers may add others (加签)")


class Fraction(Strict):
    """A fraction of a base: how many must be there, or must agree."""

    op: Literal[">=", ">"] = ">="
    num: int = Field(ge=1)
    den: int = Field(ge=1)
    base: Literal["due", "present"]


class BallotStep(StepBase):
    """A vote of a body (票决). Recused members leave both numerator and base."""

    kind: Literal["ballot"]
    by: Key
    counted_by: Key
    secret: bool
    quorum: Fraction
    threshold: Fraction
    weighted: bool = Field(default=False, description="each seat of the organ counts with its weight")
    early: bool = Field(
        default=False, description="count as soon as the papers left cannot change the result"
    )


class ScoreStep(StepBase):
    """Points by a sheet (评分): all members of an organ, or one of a unit's own people.

    The total of a case is the mean of its judges' totals, of which ``drop`` leaves the highest or the lowest out.
    Without a ``sheet`` of its own the step uses that of the score step before it. ``blind``: until all sheets are
    in nobody reads another's, and the judges do not learn whose case it is.
    """

    kind: Literal["score"]
    by: Key
    sheet: Sheet | None = None
    judges: int | None = Field(None, ge=1, le=50, description="with fewer judges the case is held")
    drop: list[Literal["highest", "lowest"]] = Field([], max_length=2)
    pass_: WrittenMark | None = Field(None, alias="pass")
    below: Literal["reject", "go_on"] = Field(
        "reject",
        description="what a score below the pass mark does: the case ends, or goes on with its score",
    )
    places: int | None = Field(
        None, ge=1, le=1000, description="how many of a round get on; where the ranking is cut"
    )
    ties: list[Key] = Field([], description="criteria in order, at last a later step that decides (同分)")
    blind: bool = False
    draw: Draw | None = None
    sample: Percent | None = Field(None, description="percent of the cases of a round, drawn by lot (抽查)")

    @model_validator(mode="before")
    @classmethod
    def _by_those_drawn(cls, written: object) -> object:
        """Where judges are drawn, the body they are drawn from need not be written twice."""
        if isinstance(written, dict) and isinstance(drawn := written.get("draw"), dict):
            known: dict[str, Any] = {"by": drawn.get("of"), **written}
            return known
        return written


class VisitStep(StepBase):
    """Going there (现场考察): one fills in the report, and so many ``people`` in all confirm it."""

    kind: Literal["visit"]
    by: Key
    people: int = Field(2, ge=1, le=20)
    sample: Percent | None = Field(None, description="percent of the cases of a round, drawn by lot (抽查)")


class ShownField(Strict):
    """A field on the publicity page, whole or masked."""

    field: Key
    mask: Literal["none", "middle", "year_only"] = "none"


class PublicityStep(StepBase):
    """Public showing for so many working days; the day of posting is not counted (民法典 §201)."""

    kind: Literal["publicity"]
    level: Literal["unit", "province", "nation"]
    window: WrittenDeadline
    shows: list[ShownField] = Field(min_length=1)
    objections_to: Key
    objection_due: WrittenDeadline


class Agency(Strict):
    """An outside body whose opinion is asked, and for which cases."""

    key: Key
    title: str
    when: Condition | None = None
    clause: str


class ConsultStep(StepBase):
    """Opinions of outside bodies. No reply is not consent; an opinion expires."""

    kind: Literal["consult"]
    by: Key
    agencies: list[Agency] = Field(min_length=1)
    valid_days: int = Field(ge=1)
    shows: list[ShownField] = Field([], description="what an agency reads behind its signed link")
    link_days: int = Field(30, ge=1, le=365, description="days for which such a link holds")


class Outcome(Strict):
    """One way in which a determination may end."""

    key: Key
    title: str
    granted: bool
    copy_to: list[Key] = []


class DetermineStep(StepBase):
    """The outcome of the whole case is fixed, with its document."""

    kind: Literal["determine"]
    by: Key
    outcomes: list[Outcome] = Field(min_length=2)


class RecordStep(StepBase):
    """Facts are put on file: no choice is made."""

    kind: Literal["record"]
    by: Key


class MachineStep(StepBase):
    """Something the office does by itself: a document, a roll-up table."""

    kind: Literal["machine"]
    task: Literal["render_document", "roll_up"]
    document: Key


class WaitStep(StepBase):
    """Time passes (等候): nobody acts, and the clock ends it."""

    kind: Literal["wait"]
    lasts: WrittenDeadline = Field(alias="for")


class SubCaseStep(StepBase):
    """A case of another process is opened for the same unit and linked to this one (子事项)."""

    kind: Literal["sub_case"]
    process: Key
    waits: bool = Field(default=True, description="this case goes on only when the other one is over")


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


@dataclass(frozen=True, slots=True)
class Home:
    """Where an entry stands: in which list, at which place, and in which branch of which blocks, outermost first.

    The branch is None where there is none to name: in a repeat, and in a for-each, where the line says it.
    """

    entry: Step | Block
    siblings: tuple[Step | Block, ...]
    place: int
    around: tuple[tuple[Block, int | None], ...]
    path: tuple[str | int, ...]


def branches_of(block: Block) -> list[Branch]:
    """The ways through a block; a list of steps walked several times is one."""
    return [Branch(steps=block.steps)] if isinstance(block, ForEachBlock | RepeatBlock) else block.branches


class QuotaUse(Strict):
    """Which step takes a place (名额), and from which step on a place taken never comes back."""

    taken_at: Key
    kept_from: Key
    source: str


class Gate(Strict):
    """A gate of the round (关口): steps that name it wait until it is opened for all cases of the round."""

    key: Key
    title: str
    source: str = ""


class Validity(Strict):
    """The days on which cases may be opened under this version."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")


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
    quota: QuotaUse | None = None
    gates: list[Gate] = []
    tables: list[Table] = []
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

    @cached_property
    def layout(self) -> list[Home]:
        """Where each step and block stands, in the order of reading."""
        return list(_places(self.entries, (), ("steps",)))

    @cached_property
    def homes(self) -> dict[str, Home]:
        """The same by key, former steps included. A key written twice keeps its first home; the checks say so."""
        former = [Home(one, (one,), 0, (), ("former", n)) for n, one in enumerate(self.former)]
        return {one.entry.key: one for one in reversed([*self.layout, *former])}

    @cached_property
    def steps(self) -> list[Step]:
        """All steps in the order of reading, those within blocks included."""
        return [one.entry for one in self.layout if isinstance(one.entry, StepBase)]

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


def _places(
    entries: list[Step | Block],
    around: tuple[tuple[Block, int | None], ...],
    path: tuple[str | int, ...],
) -> Iterator[Home]:
    for place, entry in enumerate(entries):
        here = (*path, place)
        yield Home(entry, tuple(entries), place, around, here)
        match entry:
            case ForEachBlock() | RepeatBlock():
                yield from _places(entry.steps, (*around, (entry, None)), (*here, "steps"))
            case ParallelBlock() | ChoiceBlock() | RaceBlock():
                for n, branch in enumerate(entry.branches):
                    yield from _places(branch.steps, (*around, (entry, n)), (*here, "branches", n, "steps"))


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
