"""Lists of cases to be destroyed (销毁清册): one person proposes, another decides, either takes it back."""

from typing import Literal

from engine.handling.guards import must_be_brief, must_explain
from engine.handling.keeping import APPROVER, ARCHIVIST
from engine.refusals import DisposalDecided, NotTheApprover, NotTheArchivist, TwoPeopleNeeded
from engine.state import Person

Status = Literal["proposed", "approved", "refused", "recalled"]
STATUS_LABELS: dict[str, str] = {
    "proposed": "待审批",
    "approved": "已批准",
    "refused": "未批准",
    "recalled": "已撤回",
}


def may_propose(actor: Person) -> bool:
    """Whether the actor keeps the archive."""
    return ARCHIVIST in actor.posts


def must_propose(actor: Person, note: str) -> None:
    """Raises NotTheArchivist, CommentMissing (what was appraised has to be said), CommentTooLong."""
    if not may_propose(actor):
        raise NotTheArchivist
    must_explain("提出销毁清册", note)


def may_decide(actor: Person, proposed_by: str) -> bool:
    """Whether the actor decides lists, and this one is another's."""
    return APPROVER in actor.posts and actor.id != proposed_by


def must_decide(
    actor: Person, *, number: str, proposed_by: str, status: str, approve: bool, reason: str
) -> None:
    """Raises NotTheApprover, TwoPeopleNeeded, DisposalDecided; a no needs its reason."""
    if APPROVER not in actor.posts:
        raise NotTheApprover
    if actor.id == proposed_by:
        raise TwoPeopleNeeded
    if status != "proposed":
        raise DisposalDecided(number=number, status=STATUS_LABELS[status], act="审批")
    if approve:
        must_be_brief(reason)
    else:
        must_explain("不批准", reason)


def must_recall(actor: Person, *, number: str, status: str, begun: bool) -> None:
    """Raises NotTheArchivist for whoever has no part in lists, DisposalDecided for one that is carried out or over."""
    if not {ARCHIVIST, APPROVER} & actor.posts:
        raise NotTheArchivist
    if begun:
        raise DisposalDecided(number=number, status="已开始销毁", act="撤回")
    if status not in ("proposed", "approved"):
        raise DisposalDecided(number=number, status=STATUS_LABELS[status], act="撤回")
