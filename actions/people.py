"""Finding the people whom an act names."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from engine.commands import Staff
from engine.definition import Body, Process
from engine.refusals import NoSuchPerson
from engine.state import CaseState, Person, Unit
from engine.way.opening import bodies_to_staff
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


def staff_for(session: Session, bodies: Mapping[str, Body], state: CaseState, *, now: datetime) -> Staff:
    """The people of these bodies for a case as it stands."""
    return organisation.staff(
        session, bodies, state.unit, process=state.process, now=now, answers=state.answers
    )


def first_staff(session: Session, process: Process, unit: Unit, *, now: datetime) -> Staff:
    """The people of the first step of a case that the unit is about to begin."""
    bodies = bodies_to_staff(process, [process.steps[0].key])
    return organisation.staff(session, bodies, unit, process=process.key, now=now)
