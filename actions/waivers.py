"""准予例外: an exception from one rule for one nominee, with the reason."""

from datetime import datetime

from actions.perform import perform_on, ready
from engine.commands import Waive
from engine.state import Person
from models.session import Session


def waive(
    session: Session, assignment_id: str, rule: str, reason: str, *, actor: Person, now: datetime
) -> None:
    """Make the exception. Raises those of a turn, CommentMissing, and for each reason why there is none its own.

    These are NoSuchRule, RuleIsVeto, NotWaivable, WaivedElsewhere, OwnNomination, RuleNotJudged, NothingToWaive and
    WaiverStands.
    """
    perform_on(session, assignment_id, ready(Waive(actor, assignment_id, rule, reason)), by=actor.id, now=now)
