"""The acts on the list of a level: rank the case, put it forward or keep it in reserve."""

from pydantic import Field

from engine import commands as c
from engine.rehearsal.act import OnAssignment
from engine.rehearsal.stage import Stage


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


class PutForward(OnAssignment):
    """Put the case forward; with ``within: false`` it is below the cut and kept in reserve."""

    names = frozenset({"approve"})
    within: bool = True

    def command(self, stage: Stage) -> c.Command:
        """上报名单."""
        mine = self.share(stage)
        return c.PutForward(self.person(stage), mine.id, mine.unit, self.within)
