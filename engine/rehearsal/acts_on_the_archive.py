"""What the archive does with a case."""

from engine import commands as c
from engine.rehearsal.act import Personal
from engine.rehearsal.script import Moment, Text
from engine.rehearsal.stage import Stage


class Preserve(Personal):
    """Have nothing of the case destroyed, with the reason; ``until`` a moment, or until it is lifted."""

    reason: Text = ""
    until: Moment | None = None

    def command(self, stage: Stage) -> c.Command:
        """暂停销毁."""
        return c.Preserve(self.person(stage), self.reason, self.until)


class LiftPreservation(Personal):
    """Let what is due be destroyed again, with the reason."""

    reason: Text = ""

    def command(self, stage: Stage) -> c.Command:
        """解除暂停销毁."""
        return c.LiftPreservation(self.person(stage), self.reason)
