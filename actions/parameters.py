"""The verbs of parameters: an administrator enters those of a place and a time, with their source."""

from datetime import datetime

from engine.refusals import NotAdministrator
from engine.rulebook.published import RuleSet
from engine.state import Person
from models import parameter_sets
from models.organisation import ADMINISTRATOR
from models.session import Session


def enter(session: Session, new: RuleSet, *, actor: Person, now: datetime) -> int:
    """Keep a set of parameters; it holds from now on, and nothing that was reckoned before changes. Its number.

    Raises NotAdministrator.
    """
    if ADMINISTRATOR not in actor.posts:
        raise NotAdministrator
    return parameter_sets.add(session, new, by=actor, now=now)
