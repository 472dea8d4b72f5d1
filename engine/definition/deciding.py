"""Steps at which people decide: by signing, by vote, by points, by going there, by fixing the outcome."""

from typing import Any, Literal

from pydantic import Field, model_validator

from engine.conditions import Condition
from engine.deadlines import WrittenDeadline
from engine.definition.parts import Key, Strict
from engine.definition.steps import StepBase
from engine.definition.titles import TitleEffect
from engine.sheets import Draw, Percent, Sheet, WrittenMark


class SignStep(StepBase):
    """Approval: by all in any order (会签), any one (或签), one after the other (依次审批), or n of m.

    ``on_refusal`` says what a no does where several sign: it ends the step, it is heard with all the others, or
    the majority counts. The tables of ``engine.handling.settling`` say it exactly.
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
    ranks: bool = Field(
        default=False,
        description="a level that was given places of its own ranks what has come to it, and cuts (排序、差额)",
    )
    add_depth: int = Field(2, ge=1, le=5, description="how many times added signers may add others (加签)")


class Fraction(Strict):
    """A fraction of a base: how many must be there, or must agree."""

    op: Literal[">=", ">"] = ">="
    num: int = Field(ge=1)
    den: int = Field(ge=1)
    base: Literal["all", "due", "present"]


class BallotStep(StepBase):
    """A vote of a body (票决). Recused members leave both numerator and base.

    ``meeting``: its papers are issued at a meeting, to those present only; outside of one nobody votes.
    """

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
    meeting: bool = Field(default=False, description="voted on at a meeting of the organ (会议表决)")


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
    hides: list[Key] = Field([], description="fields that would tell judges of a blind step whose case it is")
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


class Outcome(Strict):
    """One way in which a determination may end, and what must hold for it."""

    key: Key
    title: str
    granted: bool
    when: Condition | None = Field(None, description="it may be chosen only if this holds")
    needs_reason: bool = Field(default=False, description="whoever chooses it has to write why")
    on_title: TitleEffect | None = Field(
        None, description="what it does to the title in the register (称号台账)"
    )
    opens: Key | None = Field(
        None,
        description="the process of which the office opens a case for the same unit, which follows this one",
    )
    pays: Key | None = Field(
        None, description="the sum in the form that it grants to whoever holds the title: it goes to the bank"
    )
    copy_to: list[Key] = []


class DetermineStep(StepBase):
    """The outcome of the whole case is fixed, with its document."""

    kind: Literal["determine"]
    by: Key
    outcomes: list[Outcome] = Field(min_length=2)
