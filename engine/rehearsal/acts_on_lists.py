"""The acts on the list of a level: rank the case, put it forward or keep it in reserve."""

from typing import Self

from pydantic import Field, model_validator

from engine import commands as c
from engine.definition import Strict
from engine.figures import Count, refuse
from engine.rehearsal.act import OnAssignment
from engine.rehearsal.stage import Stage
from engine.shares.keeping import must_be_kept, said_of
from engine.shares.of_a_list import Counts, Nominee, counts_of
from engine.shares.question import FromUnit, too_many
from engine.state import facts_of


class Rank(OnAssignment):
    """Give the case its rank among ``of``."""

    names = frozenset({"approve"})
    rank: int = Field(ge=1)
    of: int = Field(1, ge=1)
    reason: str = ""

    def command(self, stage: Stage) -> c.Command:
        """排序."""
        of = max(self.of, self.rank)
        return c.Rank(self.person(stage), self.share(stage).id, self.rank, of, self.reason)


class OthersLine(Strict):
    """The others on the list, as counts. ``single_listed`` (单列) is within ``places``."""

    places: Count
    single_listed: Count = 0
    classes: dict[str, Count] = Field({})
    flags: dict[str, Count] = Field({})
    from_units: list[FromUnit] = Field([])

    @property
    def counts(self) -> Counts:
        """The same as the rule of shares counts."""
        units = [(one.unit, one.class_, one.count) for one in self.from_units]
        return Counts(self.places, self.single_listed, self.classes, self.flags, units)

    @model_validator(mode="after")
    def _within_places(self) -> Self:
        if wrong := too_many(self.places - self.single_listed, self.classes, self.flags):
            refuse("；".join(wrong), "核对 others 的 places、single_listed、classes 和 flags")
        return self


class PutForward(OnAssignment):
    """Put the case forward; with ``within: false`` it is below the cut and kept in reserve.

    With ``others`` the list, this case among them, must keep the shares that the definition asks at the step.
    """

    names = frozenset({"approve"})
    within: bool = True
    others: OthersLine | None = None

    def command(self, stage: Stage) -> c.Command:
        """Raises SharesNotKept."""
        mine = self.share(stage)
        if self.others is not None:
            stage.shares = said_of(stage.process, mine.step, self.others.counts + self._own(stage))
            must_be_kept(stage.shares)
        return c.PutForward(self.person(stage), mine.id, mine.unit, self.within)

    def _own(self, stage: Stage) -> Counts:
        """The case of the script, counted from its form, if it goes."""
        if stage.process.shares is None or not self.within:
            return Counts(0)
        case = stage.case
        own = Nominee(facts_of(case), case.unit.name, case.place_category)
        return counts_of(stage.process.shares, [own])
