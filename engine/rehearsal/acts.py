"""All acts that a script may contain. A further act is one class here and one line in ``ACTS`` at the end."""

from abc import abstractmethod
from typing import Any, ClassVar, Literal, Self

from pydantic import AliasChoices, Field, model_validator
from pydantic_core import PydanticCustomError

from engine import commands as c
from engine.acts import ActName
from engine.definition import DetermineStep, Key, PublicityStep, Strict, Then
from engine.objections import must_be_traceable
from engine.refusals import NoSuchAssignment, NoSuchStep, WindowNotOpen
from engine.rehearsal.script import UNREADABLE, Expect, Moment, Opening, Pass
from engine.rehearsal.stage import Stage
from engine.state import Answer, AssignmentState, Person


class Act(Strict):
    """What every act has: its name, and its moment (without ``at`` the same as that of the line before)."""

    act: str
    at: Moment | None = None
    actor: str | None = None

    @abstractmethod
    def command(self, stage: Stage) -> c.Command:
        """What the engine is asked. Raises the refusal of what does not even make a command."""


class Personal(Act):
    """An act of somebody."""

    actor: str

    def person(self, stage: Stage) -> Person:
        """Who acts."""
        return stage.cast.person(self.actor)


class OnAssignment(Personal):
    """An act on a share of the case. ``step`` says of which step, where somebody has shares of several."""

    step: Key | None = None
    names: ClassVar[frozenset[ActName]]

    def share(self, stage: Stage, objection: str | None = None) -> AssignmentState:
        """The share that is meant. Raises NoSuchAssignment when the case has none at all."""
        share = stage.share(self.actor, self.names, self.step, objection)
        if share is None:
            raise NoSuchAssignment
        return share


class Open(Personal):
    """Begin the case."""

    def command(self, stage: Stage) -> c.Command:
        """Whoever opens takes the empty seat of the body that fills the form."""
        return stage.opening_by(self.actor)


class Submit(OnAssignment):
    """Hand in the form; ``answers`` are put over a complete one, null leaves a field out."""

    names = frozenset({"submit"})
    answers: dict[str, Any] = Field(default_factory=dict)

    def command(self, stage: Stage) -> c.Command:
        """The form with what it says of subject and identity."""
        mine = self.share(stage)
        answers = stage.answers(mine.step, self.answers)
        form = stage.process.form
        identity = answers.get(form.identity or "")
        return c.Submit(
            actor=self.person(stage),
            assignment=mine.id,
            answers=answers,
            subject=str(answers.get(form.subject) or ""),
            identity=str(identity) if identity else None,
            places=stage.places(),
        )


class Decide(OnAssignment):
    """Approve or reject; complete a record step; fix the outcome (the first that grants, if none is written)."""

    names = frozenset({"approve", "reject", "record", "determine", "visit"})
    decision: Literal["approve", "reject"] | None = None
    outcome: str | None = None
    reason: str = ""
    answers: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_what(self) -> Self:
        if self.decision is None and self.outcome is None:
            words = {
                "sentence": "没有写 decision，也没有写 outcome",
                "cure": "写上“decision: approve”或“decision: reject”",
            }
            raise PydanticCustomError(UNREADABLE, "{sentence}", words)
        return self

    def command(self, stage: Stage) -> c.Command:
        """A yes comes with the fields that are filled at the step."""
        mine = self.share(stage)
        decision = self.decision or "approve"
        return c.Decide(
            actor=self.person(stage),
            assignment=mine.id,
            decision=decision,
            comment=self.reason,
            answers=stage.answers(mine.step, self.answers) if decision == "approve" else {},
            outcome=self.outcome or _granting(stage, mine),
        )


class SendBack(OnAssignment):
    """Return the case to the step ``to``; ``then: straight_back`` has it come straight back (where granted)."""

    names = frozenset({"send_back"})
    to: Key
    reason: str = ""
    then: Then | None = None

    def command(self, stage: Stage) -> c.Command:
        """退回补正."""
        return c.SendBack(self.person(stage), self.share(stage).id, self.to, self.reason, self.then)


class Vote(OnAssignment):
    """Drop a paper; ``decision`` is the word that ``decide`` has for it too."""

    names = frozenset({"vote"})
    choice: c.Choice = Field(validation_alias=AliasChoices("choice", "decision"))

    def command(self, stage: Stage) -> c.Command:
        """With the papers that lie in the box already."""
        mine = self.share(stage)
        return c.CastVote(self.person(stage), mine.id, self.choice, stage.box(mine.step_id))


class Score(OnAssignment):
    """Hand in a score sheet; ``points`` by criterion."""

    names = frozenset({"score"})
    points: dict[str, Any] = Field(default_factory=dict)
    reason: str = ""

    def command(self, stage: Stage) -> c.Command:
        """评分."""
        return c.Score(self.person(stage), self.share(stage).id, self.points, self.reason)


class CloseBallot(OnAssignment):
    """Count although not everybody has voted."""

    names = frozenset({"close_ballot"})

    def command(self, stage: Stage) -> c.Command:
        """With the papers that lie in the box."""
        mine = self.share(stage)
        return c.CloseBallot(self.person(stage), mine.id, stage.box(mine.step_id))


class Opinion(OnAssignment):
    """Put an outside body's answer on file; there is a document unless it is written as null."""

    names = frozenset({"record_opinion"})
    agency: Key
    answer: Answer
    reason: str = ""
    document: str | None = "书面意见"

    def command(self, stage: Stage) -> c.Command:
        """The answer with its document."""
        mine = self.share(stage)
        return c.RecordOpinion(
            self.person(stage), mine.id, self.agency, self.answer, self.reason, self.document
        )


class Objection(Act):
    """Object to what is shown. Anybody may, so the actor is only a name."""

    name: str = "演示群众"
    contact: str = "演示电话"
    text: str = "人选的事迹与本单位的实际情况不符"

    def command(self, stage: Stage) -> c.Command:
        """The objections of a case are called ``1``, ``2``, … in their order."""
        must_be_traceable(name=self.name, contact=self.contact, text=self.text)
        step = _shown(stage)
        number = str(len(stage.case.objections) + 1)
        staff = stage.cast.staff([step.objections_to])[step.objections_to]
        return c.FileObjection(number, step.key, staff)


class Finding(OnAssignment):
    """Say what the inquiry found; ``objection`` is the number of the objection, if there are several."""

    names = frozenset({"record_finding"})
    upheld: bool
    reason: str = ""
    objection: int | None = Field(None, ge=1)

    def command(self, stage: Stage) -> c.Command:
        """核查结论."""
        mine = self.share(stage, str(self.objection) if self.objection else None)
        return c.RecordFinding(self.person(stage), mine.id, mine.objection or "", self.upheld, self.reason)


class Withdraw(Personal):
    """Take the case back."""

    reason: str = ""

    def command(self, stage: Stage) -> c.Command:
        """撤回."""
        return c.Withdraw(self.person(stage), self.reason)


class Resume(Personal):
    """Have a held case go on."""

    def command(self, stage: Stage) -> c.Command:
        """恢复."""
        return c.Resume(self.person(stage))


class FailMachine(Act):
    """The machine step that is open fails for good: the case is held."""

    reason: str = "演示故障"

    def command(self, stage: Stage) -> c.Command:
        """Raises NoSuchStep when the case is at no machine step."""
        for one in stage.case.steps:
            if one.kind == "machine" and one.status == "open":
                return c.FailMachine(one.id, self.reason)
        raise NoSuchStep(number=stage.case.number, step="自动办理")


ACTS: dict[str, type[Act]] = {
    "open": Open,
    "submit": Submit,
    "decide": Decide,
    "send_back": SendBack,
    "vote": Vote,
    "score": Score,
    "close_ballot": CloseBallot,
    "opinion": Opinion,
    "objection": Objection,
    "finding": Finding,
    "withdraw": Withdraw,
    "resume": Resume,
    "fail_machine": FailMachine,
}

Line = Opening | Pass | Expect | Act


def _granting(stage: Stage, mine: AssignmentState) -> str | None:
    step = stage.process.step(mine.step)
    if not isinstance(step, DetermineStep):
        return None
    return next((one.key for one in step.outcomes if one.granted), None)


def _shown(stage: Stage) -> PublicityStep:
    """The step that shows the case, or would. Raises WindowNotOpen when the definition has none."""
    steps = [one for one in stage.process.steps if isinstance(one, PublicityStep)]
    if not steps:
        raise WindowNotOpen
    return next((one for one in steps if stage.case.open_step(one.key)), steps[0])
