"""The acts by which others take part: claim, give back, hand over, ask, add, take away, take back."""

from typing import Literal

from engine import commands as c
from engine.handling.settling import ADDED
from engine.handling.turns import STANDING
from engine.refusals import NoSuchAssignment
from engine.rehearsal.act import OnAssignment, Personal
from engine.rehearsal.script import Text
from engine.rehearsal.stage import Stage
from engine.state import AssignmentState, Person


class Claim(OnAssignment):
    """Take a pooled share for oneself."""

    names = frozenset({"claim"})

    def command(self, stage: Stage) -> c.Command:
        """认领."""
        return c.Claim(self.person(stage), self.share(stage).id)


class GiveBack(OnAssignment):
    """Give a claimed share back to the pool, or a delegated one to whoever delegated it."""

    names = frozenset({"give_back"})
    reason: Text = ""

    def command(self, stage: Stage) -> c.Command:
        """退还."""
        return c.GiveBack(self.person(stage), self.share(stage).id, self.reason)


class _Handing(OnAssignment):
    """Bring ``to`` in."""

    to: str
    reason: Text = ""

    def named(self) -> tuple[str, ...]:
        """Who is brought in."""
        return (self.to,)

    def somebody(self, stage: Stage, mine: AssignmentState) -> Person:
        """Who is brought in: without a cast a new name is a colleague of whoever has the share."""
        return stage.colleague(self.to, mine.unit)


class Transfer(_Handing):
    """Hand a share over for good."""

    names = frozenset({"transfer"})

    def command(self, stage: Stage) -> c.Command:
        """转办."""
        mine = self.share(stage)
        return c.Transfer(self.person(stage), mine.id, self.somebody(stage, mine), self.reason)


class Delegate(_Handing):
    """Ask another for an opinion and get the share back."""

    names = frozenset({"delegate"})

    def command(self, stage: Stage) -> c.Command:
        """委派."""
        mine = self.share(stage)
        return c.Delegate(self.person(stage), mine.id, self.somebody(stage, mine), self.reason)


class AddSigner(_Handing):
    """Have another sign as well: before, beside or after the actor."""

    names = frozenset({"add_signer"})
    place: Literal["before", "beside", "after"] = "beside"

    def command(self, stage: Stage) -> c.Command:
        """加签."""
        mine = self.share(stage)
        to = self.somebody(stage, mine)
        return c.AddSigner(self.person(stage), mine.id, to, self.place, self.reason)


class RemoveSigner(Personal):
    """Take the added ``signer`` away."""

    signer: str
    reason: Text = ""

    def named(self) -> tuple[str, ...]:
        """The added signer."""
        return (self.signer,)

    def command(self, stage: Stage) -> c.Command:
        """减签."""
        theirs = [one for one in stage.case.assignments if one.person == stage.cast.person(self.signer).id]
        ranked = sorted(theirs, key=lambda one: (one.via in ADDED, one.status in STANDING))
        if not ranked:
            raise NoSuchAssignment
        return c.RemoveSigner(self.person(stage), ranked[-1].id, self.reason)


class TakeBack(Personal):
    """Take back what one did last, or at ``step``."""

    step: str | None = None

    def command(self, stage: Stage) -> c.Command:
        """撤回."""
        mine = [one for one in stage.case.assignments if one.person == self.person(stage).id]
        mine = [one for one in mine if self.step in (None, one.step)]
        ranked = [one for one in mine if one.status != "open"] or mine
        if not ranked:
            raise NoSuchAssignment
        return c.TakeBack(self.person(stage), max(ranked, key=_when).id)


def _when(share: AssignmentState) -> tuple[bool, float]:
    done = share.decided_at or share.opened_at
    return share.decided_at is not None, done.timestamp()
