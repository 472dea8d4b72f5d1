"""保管期限: how long a case is kept, by what its definition says of the way in which it ended."""

from datetime import date, datetime

from engine.deadlines import local_date
from engine.definition import Process, Retention
from engine.state import CaseState

ENDS_WITHOUT_OUTCOME = ("rejected", "withdrawn", "terminated")
ENDING_LABELS = {"rejected": "未通过", "withdrawn": "已撤回", "terminated": "已终止"}


def ending_of(state: CaseState) -> str:
    """How a case that is over has ended: the key of its outcome, or else its status."""
    return state.outcome or state.status


def kept_for(process: Process, ending: str) -> Retention | None:
    """What the definition says of cases that ended so; None when it says nothing."""
    return next((one for one in process.retention if not one.of or ending in one.of), None)


def due_on(closed_at: datetime, kept: Retention) -> date | None:
    """The first day on which the case need not be kept any more; None when it is kept for ever.

    The years are counted from the first day of the year after the one in which the case ended.
    """
    if kept.keep == "permanent":
        return None
    return date(local_date(closed_at).year + 1 + kept.keep, 1, 1)


def why_not_due(state: CaseState, kept: Retention | None, today: date) -> list[str]:
    """Why the case has to be kept today by its own period; nothing when it need not."""
    if state.closed_at is None:
        return ["还没有办结"]
    if kept is None:
        return ["流程没有规定保管期限"]
    due = due_on(state.closed_at, kept)
    if due is None:
        return ["永久保管"]
    return [f"保管到 {due.year - 1} 年年底"] if today < due else []
