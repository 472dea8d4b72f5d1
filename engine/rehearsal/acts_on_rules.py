"""What is done to a rule that is not met."""

from typing import ClassVar

from engine import commands as c
from engine.definition import Key
from engine.handling.acts import ActName
from engine.rehearsal.act import OnAssignment
from engine.rehearsal.script import Text
from engine.rehearsal.stage import Stage


class Waive(OnAssignment):
    """Make an exception from a rule that is not met (准予例外), with the reason."""

    names: ClassVar[frozenset[ActName]] = frozenset({"approve", "determine"})
    rule: Key
    reason: Text = ""

    def command(self, stage: Stage) -> c.Command:
        """准予例外."""
        return c.Waive(self.person(stage), self.share(stage).id, self.rule, self.reason)
