"""Finding the people whom an act names."""

from uuid import UUID

from engine.refusals import NoSuchPerson
from engine.state import Person
from models import organisation
from models.session import Session


def somebody(session: Session, person_id: str) -> Person:
    """The active person with this id. Raises NoSuchPerson, also for what is no id."""
    try:
        UUID(person_id)
    except ValueError:
        raise NoSuchPerson from None
    found = organisation.colleague(session, person_id)
    if found is None:
        raise NoSuchPerson
    return found
