"""What comes from outside the case: the public, outside bodies, machines, other cases."""

from pydantic import Field

from engine import commands as c
from engine.definition import Key, PublicityStep
from engine.refusals import NoSuchOpinion, NoSuchStep, WindowNotOpen
from engine.rehearsal.act import Act
from engine.rehearsal.plausible import plausible
from engine.rehearsal.script import Text
from engine.rehearsal.stage import Stage
from engine.showing.objections import must_be_traceable
from engine.state import Answer, CaseStatus, StepState


class Objection(Act):
    """Object to what is shown. Anybody may, so the actor is only a name."""

    name: str = "演示群众"
    contact: str = "演示电话"
    text: Text = "人选的事迹与本单位的实际情况不符"

    def command(self, stage: Stage) -> c.Command:
        """The objections of a case are called ``1``, ``2``, … in their order."""
        step = _shown(stage)
        told = {"name": self.name, "contact": self.contact, "text": self.text}
        must_be_traceable(**told, clue_words=step.clue_words)
        number = str(len(stage.case.objections) + 1)
        staff = stage.cast.staff([step.objections_to])[step.objections_to]
        return c.FileObjection(number, step.key, staff)


class ReceiveOpinion(Act):
    """An outside body answers by its signed link."""

    agency: Key
    answer: Answer
    reason: Text = ""
    document: str | None = "书面意见"
    signer: str = "演示签署人 处长"

    def command(self, stage: Stage) -> c.Command:
        """Raises NoSuchOpinion when this body was not asked."""
        asked = [one for one in stage.case.opinions if one.agency == self.agency]
        if not asked:
            raise NoSuchOpinion(agency=self.agency)
        return c.ReceiveOpinion(asked[-1].id, self.answer, self.reason, self.document, self.signer)


class FailMachine(Act):
    """What the office does by itself at the open step fails for good: the case is held."""

    reason: Text = "演示故障"

    def command(self, stage: Stage) -> c.Command:
        """Raises NoSuchStep when the case is at no such step."""
        return c.FailMachine(_open(stage, ("machine", "sub_case"), "自动办理").id, self.reason)


class FinishMachine(Act):
    """What the office does by itself at the open step is done, and found these ``answers``."""

    answers: dict[Key, object] = Field(default_factory=dict)

    def command(self, stage: Stage) -> c.Command:
        """What is not said is filled as the definition asks. Raises NoSuchStep when the case is at no such step."""
        visit = _open(stage, ("machine",), "自动办理")
        return c.FinishMachine(visit.id, {}, {**plausible(stage.process, visit.key), **self.answers})


class CloseSubCase(Act):
    """The case that this one waits for is over."""

    step: Key | None = None
    status: CaseStatus = "determined"
    outcome: str | None = None

    def command(self, stage: Stage) -> c.Command:
        """Raises NoSuchStep when this case waits for no other."""
        visit = _open(stage, ("sub_case",), "子事项", self.step)
        case = (visit.result or {}).get("case", "")
        return c.CloseSubCase(visit.id, case, self.status, self.outcome)


def _open(stage: Stage, kinds: tuple[str, ...], called: str, key: str | None = None) -> StepState:
    for one in stage.case.steps:
        if one.kind in kinds and one.status == "open" and key in (None, one.key):
            return one
    raise NoSuchStep(number=stage.case.number, step=called)


def _shown(stage: Stage) -> PublicityStep:
    """The step that shows the case, or would. Raises WindowNotOpen when the definition has none."""
    steps = [one for one in stage.process.steps if isinstance(one, PublicityStep)]
    if not steps:
        raise WindowNotOpen
    return next((one for one in steps if stage.case.open_step(one.key)), steps[0])
