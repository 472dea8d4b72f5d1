"""Moving the clock of a demonstration office."""

from datetime import datetime, timedelta

from engine.refusals import ClockBackwards, ClockTooFar, NotAdministrator
from engine.state import Person
from models import clock, outbox
from models.correlation import correlation_of
from models.organisation import ADMINISTRATOR
from models.session import Session

FURTHEST = timedelta(days=366)
"""As far as one move goes: a year, to the next round."""


def move(session: Session, *, to: datetime, actor: Person, now: datetime) -> None:
    """Move the demonstration clock forward from ``now`` to ``to``; the sweeps run at once.

    Raises NotAdministrator, ClockTooFar (a slip of the pen could never be taken back), and ClockBackwards: what has
    happened cannot be made not to have happened.
    """
    if ADMINISTRATOR not in actor.posts:
        raise NotAdministrator
    if to <= now:
        raise ClockBackwards
    if to - now > FURTHEST:
        raise ClockTooFar(days=FURTHEST.days)
    known = clock.shift(session)
    if known is None:
        message = "a working office keeps real time"
        raise RuntimeError(message)
    clock.set_shift(session, known + (to - now))
    outbox.put(
        session,
        event="clock.moved",
        payload={"to": to.isoformat()},
        now=to,
        correlation=correlation_of(session),
    )
