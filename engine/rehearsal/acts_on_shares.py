"""The acts by which a share is done: hand in, decide, vote, record, ask and answer."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import AliasChoices, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from engine import commands as c
from engine.definition import BallotStep, DetermineStep, Key, Strict, Then
from engine.forms.values import as_kept
from engine.handling.acts import ActName
from engine.handling.bulk import must_have_one_way, must_suit_bulk
from engine.handling.guards import admit
from engine.refusals import NoSuchAssignment
from engine.rehearsal.act import OnAssignment
from engine.rehearsal.script import UNREADABLE, Text
from engine.rehearsal.stage import Stage
from engine.state import Answer, AssignmentState
from engine.way.opening import bodies_at

_SAID: dict[object, str] = {
    True: "approve",
    False: "reject",
    **dict.fromkeys(("approved", "agree", "accept", "pass", "同意", "通过"), "approve"),
    **dict.fromkeys(("rejected", "refuse", "disagree", "deny", "不同意", "不通过"), "reject"),
    **dict.fromkeys(("abstained", "abstention", "弃权"), "abstain"),
}


def _read_choice(written: object) -> object:
    """The word for what was said; YAML makes true and false of yes and no."""
    return _SAID.get(written, written) if isinstance(written, str | bool) else written


Said = Annotated[c.Choice, BeforeValidator(_read_choice)]


class TwinLine(Strict):
    """Another case of the round: with the same ID number, or with a ``name`` that may be alike."""

    number: str
    unit: str = "另一单位"
    same: bool = False
    name: str = ""


class Submit(OnAssignment):
    """Hand in the form; ``answers`` are put over a complete one, null leaves a field out."""

    names = frozenset({"submit"})
    answers: dict[str, Any] = Field(default_factory=dict)
    twins: list[TwinLine] = Field(
        [], description="other cases of the round that may be about the same person"
    )

    def command(self, stage: Stage) -> c.Command:
        """The form with what it says of subject and identity."""
        mine = self.share(stage)
        answers = stage.answers(mine.step, {**stage.drafts.pop(mine.id, {}), **self.answers})
        form = stage.process.form
        identity = answers.get(form.identity or "")
        return c.Submit(
            actor=self.person(stage),
            assignment=mine.id,
            answers=answers,
            subject=str(answers.get(form.subject) or ""),
            identity=str(identity) if identity else None,
            places=stage.places(),
            twins=tuple(c.Twin(one.number, one.number, one.unit, one.same, one.name) for one in self.twins),
        )


class Draft(OnAssignment):
    """Keep what is typed so far: it is handed in with the next ``submit``."""

    names = frozenset({"submit"})
    answers: dict[str, Any] = Field(default_factory=dict)

    def command(self, stage: Stage) -> None:
        """Nothing happens to the case. Raises what handing in would, of whoever may not."""
        mine = self.share(stage)
        admit(stage.matter, self.person(stage), mine.id)
        stage.drafts[mine.id] = {**stage.drafts.get(mine.id, {}), **self.answers}


class Decide(OnAssignment):
    """Approve, reject or abstain; vote; complete a record step; fix the outcome (or the first that grants).

    With ``bulk`` it is decided as one of several at once.
    """

    names: ClassVar[frozenset[ActName]] = frozenset(
        {"approve", "reject", "abstain", "record", "determine", "vote", "visit"}
    )
    decision: Said | None = None
    outcome: str | None = None
    reason: Text = ""
    answers: dict[str, Any] = Field(default_factory=dict)
    bulk: bool = False

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
        """A yes comes with the fields that are filled at the step; in a ballot it is a paper."""
        mine = self.share(stage)
        decision = self.decision or "approve"
        if isinstance(stage.process.step(mine.step), BallotStep):
            return c.CastVote(self.person(stage), mine.id, decision, stage.box(mine.step_id))
        return self._in_bulk(stage, self._decision(stage, mine, decision))

    def _decision(self, stage: Stage, mine: AssignmentState, decision: c.Choice) -> c.Decide:
        return c.Decide(
            actor=self.person(stage),
            assignment=mine.id,
            decision=decision,
            comment=self.reason,
            answers=stage.answers(mine.step, self.answers) if decision == "approve" else {},
            outcome=self.outcome or _granting(stage, mine),
            level=stage.level(),
        )

    def _in_bulk(self, stage: Stage, command: c.Decide) -> c.Decide:
        """Raises NotInBulk, SeveralWaysFollow."""
        if self.bulk:
            must_suit_bulk(stage.process, stage.case, command.assignment)
            must_have_one_way(stage.matter, command.assignment, stage.tried(command))
        return command


class SendBack(OnAssignment):
    """Return the case to the step ``to``; ``then: straight_back`` has it come straight back (where granted)."""

    names = frozenset({"send_back"})
    to: Key
    reason: Text = ""
    then: Then | None = None

    def command(self, stage: Stage) -> c.Command:
        """退回补正."""
        return c.SendBack(self.person(stage), self.share(stage).id, self.to, self.reason, self.then)


class Vote(OnAssignment):
    """Drop a paper; ``decision`` is the word that ``decide`` has for it too."""

    names = frozenset({"vote"})
    choice: Said = Field(validation_alias=AliasChoices("choice", "decision"))

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


class Recuse(OnAssignment):
    """Declare a conflict of interest; those who act instead are the bodies' people."""

    names = frozenset({"approve", "record", "determine", "vote", "record_opinion", "record_finding", "score"})
    reason: Text = ""

    def command(self, stage: Stage) -> c.Command:
        """申请回避."""
        mine = self.share(stage)
        bodies = {key: stage.process.bodies[key] for key in bodies_at(stage.process.step(mine.step))}
        return c.Recuse(self.person(stage), mine.id, self.reason, stage.cast.staff(bodies))


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
    reason: Text = ""
    document: str | None = "书面意见"

    def command(self, stage: Stage) -> c.Command:
        """The answer with its document."""
        mine = self.share(stage)
        return c.RecordOpinion(
            self.person(stage), mine.id, self.agency, self.answer, self.reason, self.document
        )


class AcceptOpinion(OnAssignment):
    """Put on file what an outside body answered by its link."""

    names = frozenset({"record_opinion"})
    agency: Key

    def command(self, stage: Stage) -> c.Command:
        """核收."""
        return c.AcceptOpinion(self.person(stage), self.share(stage).id, self.agency)


class Finding(OnAssignment):
    """Say what the inquiry found; ``objection`` is the number of the objection, if there are several."""

    names = frozenset({"record_finding"})
    upheld: bool
    reason: Text = ""
    objection: int | None = Field(None, ge=1)

    def command(self, stage: Stage) -> c.Command:
        """核查结论."""
        mine = self.share(stage, str(self.objection) if self.objection else None)
        return c.RecordFinding(self.person(stage), mine.id, mine.objection or "", self.upheld, self.reason)


class Ask(OnAssignment):
    """Ask the applicant."""

    names = frozenset({"ask"})
    text: Text

    def command(self, stage: Stage) -> c.Command:
        """询问申请人."""
        return c.Ask(self.person(stage), self.share(stage).id, self.text)


class AnswerQuestion(OnAssignment):
    """Answer what was asked."""

    names = frozenset({"answer"})
    text: Text

    def command(self, stage: Stage) -> c.Command:
        """答复."""
        return c.AnswerQuestion(self.person(stage), self.share(stage).id, self.text)


class AddLine(OnAssignment):
    """Add ``line`` to the list for whose lines the case is being walked."""

    names: ClassVar[frozenset[ActName]] = frozenset({"approve", "reject", "record", "add_line"})
    line: Text

    def command(self, stage: Stage) -> c.Command:
        """增加一项, by whoever has a share for any line of the list."""
        mine = stage.share(self.actor, self.names, self.step)
        if mine is None:
            raise NoSuchAssignment
        return c.AddLine(self.person(stage), mine.id, self.line)


class Correct(OnAssignment):
    """Put right what was filled before, with the reason; ``answers`` are what is to stand there now."""

    names: ClassVar[frozenset[ActName]] = frozenset({"approve", "record", "determine", "visit"})
    answers: dict[str, Any]
    reason: Text = ""

    def command(self, stage: Stage) -> c.Command:
        """更正."""
        fields = {one.key: one for one in stage.process.form.fields}
        kept = {key: as_kept(fields[key], one) if key in fields else one for key, one in self.answers.items()}
        return c.Correct(self.person(stage), self.share(stage).id, kept, self.reason)


def _granting(stage: Stage, mine: AssignmentState) -> str | None:
    step = stage.process.step(mine.step)
    if not isinstance(step, DetermineStep):
        return None
    return next((one.key for one in step.outcomes if one.granted), None)
