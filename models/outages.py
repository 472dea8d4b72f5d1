"""Outages of the dashboard as facts of the outbox: told once, however many dispatchers notice them."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import outbox
from models.correlation import correlation_of
from models.outbox import OutboxRow

DOWN, BACK = "office.prefect_down", "office.prefect_back"
_LOCK = 62_002  # advisory lock: two dispatchers that notice at once speak one after the other


def note(session: Session, *, down: bool, now: datetime) -> bool:
    """Note that the dashboard went away or came back. Says whether that was news."""
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    asked = select(OutboxRow.event).where(OutboxRow.case_id.is_(None), OutboxRow.event.in_((DOWN, BACK)))
    last = session.scalar(asked.order_by(OutboxRow.id.desc()).limit(1))
    event = DOWN if down else BACK
    if (last or BACK) == event:
        return False
    outbox.put(session, event=event, payload={}, now=now, correlation=correlation_of(session))
    return True
