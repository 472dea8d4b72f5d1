"""The acts on a whole case: begin, withdraw, nudge, send copies, link; and those of an administrator."""

from pydantic import Field

from engine import commands as c
from engine.definition import Key
from engine.events import Disclosed
from engine.refusals import NoSuchCopy, NoSuchLink
from engine.rehearsal.act import ByAdministrator, Personal
from engine.rehearsal.plausible import reviewed_by
from engine.rehearsal.script import Moment, OneOrMore, Text
from engine.rehearsal.stage import Stage
from engine.state import LinkKind


class Open(Personal):
    """Begin the case; of a review, ``ended`` is when the other one ended, and ``decided_by`` who decided in it."""

    ended: Moment | None = None
    decided_by: list[str] = Field(default_factory=list)

    def named(self) -> tuple[str, ...]:
        """Who decided in the reviewed case."""
        return tuple(self.decided_by)

    def command(self, stage: Stage) -> c.Command:
        """Whoever opens takes the empty seat of the body that fills the form."""
        decided = tuple(stage.cast.person(one).id for one in self.decided_by)
        of = reviewed_by(stage.process, stage.cast.unit.key, self.ended or stage.now, decided)
        return stage.opening_by(self.actor, of)


class Withdraw(Personal):
    """Take the case back."""

    reason: Text = ""

    def command(self, stage: Stage) -> c.Command:
        """撤回."""
        return c.Withdraw(self.person(stage), self.reason)


class Urge(Personal):
    """Nudge those for whom the case waits."""

    def command(self, stage: Stage) -> c.Command:
        """催办."""
        return c.Urge(self.person(stage))


class CopyTo(Personal):
    """Send the case to people for information; ``again`` also to those who have it."""

    to: OneOrMore
    reason: Text = ""
    again: bool = False

    def named(self) -> tuple[str, ...]:
        """Who gets a copy."""
        return tuple(self.to)

    def command(self, stage: Stage) -> c.Command:
        """抄送."""
        people = tuple(stage.colleague(name, stage.cast.unit.key) for name in self.to)
        return c.CopyTo(self.person(stage), people, self.reason, self.again)


class Read(Personal):
    """Say that one has read one's copy."""

    def command(self, stage: Stage) -> c.Command:
        """已阅."""
        mine = [one for one in stage.case.copies if one.person == self.person(stage).id]
        if not mine:
            raise NoSuchCopy
        return c.MarkRead(self.person(stage), mine[-1].id)


class Link(Personal):
    """Say that the case has to do with ``other``, a case by its number."""

    other: Text
    kind: LinkKind = "related"
    reason: Text = ""

    def command(self, stage: Stage) -> c.Command:
        """关联."""
        known = stage.case.id if self.other == stage.case.number else self.other
        return c.Link(self.person(stage), self.kind, known, self.other, self.reason)


class Unlink(Personal):
    """Take the link to ``other`` back."""

    other: Text

    def command(self, stage: Stage) -> c.Command:
        """取消关联."""
        found = [one for one in stage.case.links if one.number == self.other and one.removed_at is None]
        if not found:
            raise NoSuchLink
        return c.Unlink(self.person(stage), found[-1].id)


class Terminate(ByAdministrator):
    """End the case for good."""

    reason: Text = ""

    def command(self, stage: Stage) -> c.Command:
        """终止."""
        return c.Terminate(self.person(stage), self.reason)


class Hold(ByAdministrator):
    """Have the case wait."""

    reason: Text = ""

    def command(self, stage: Stage) -> c.Command:
        """暂挂."""
        return c.Hold(self.person(stage), self.reason)


class Resume(ByAdministrator):
    """Have a held case go on."""

    def command(self, stage: Stage) -> c.Command:
        """恢复."""
        return c.Resume(self.person(stage))


class Disclose(ByAdministrator):
    """Have the whole ID numbers of the case, or of its household (``what: household``)."""

    reason: Text = ""
    what: Disclosed = "dossier"

    def command(self, stage: Stage) -> c.Command:
        """查看完整身份证号."""
        return c.Disclose(self.person(stage), self.reason, self.what)


class IssueDocument(Personal):
    """Issue a document about the case, under a ``number``; the files are not made."""

    kind: str = "certificate"
    number: Text = "演示〔2022〕1号"

    def command(self, stage: Stage) -> c.Command:
        """制发文书."""
        files = {"pdf": "演示", "docx": "演示"}
        return c.IssueDocument(self.person(stage), "d1", self.kind, self.kind, self.number, 1, files)


class VoidDocument(Personal):
    """Void the number of a document, with the reason."""

    number: Text = "演示〔2022〕1号"
    reason: Text = ""

    def command(self, stage: Stage) -> c.Command:
        """作废文号."""
        return c.VoidDocument(self.person(stage), self.number, self.reason)


class Move(ByAdministrator):
    """Go on under the version ``to``, one of those that the first line names."""

    to: str
    mapping: dict[Key, Key] = Field(default_factory=dict)
    reason: Text = ""

    def command(self, stage: Stage) -> c.Command:
        """移到另一版."""
        target = stage.versions[self.to]
        return c.Move(self.person(stage), self.to, target, self.mapping, self.reason)


class UndoMove(ByAdministrator):
    """Go back to the version before."""

    def command(self, stage: Stage) -> c.Command:
        """撤销移动."""
        return c.UndoMove(self.person(stage), *stage.last_move())
