"""代理: naming a substitute for an absence, ending it early, and letting shares change hands when it is time."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from actions.people import somebody, staff_for
from actions.perform import perform
from engine.commands import Command, EndStandIn, ReplaceLeaver, StandInFor
from engine.deadlines import local_date
from engine.definition import Process
from engine.handling.guards import ADMINISTRATOR
from engine.people.substituting import must_be_a_sound_absence
from engine.refusals import NoSuchSubstitution, NotAdministrator
from engine.state import CaseState, Person
from engine.way.opening import bodies_at
from models import organisation, processes, substitutes
from models.session import Session
from models.substitutes import Moving

Occasion = Literal["begun", "over", "left"]


def name_substitute(
    session: Session,
    person_id: str,
    substitute_id: str,
    *,
    first: date,
    last: date,
    processes_of: Sequence[str] = (),
    note: str = "",
    actor: Person,
    now: datetime,
) -> str:
    """Have somebody stand in from the ``first`` to the ``last`` day, both included; return the id.

    One names one's own substitute, an administrator anybody's. Raises SubstituteUnfit with every reason,
    NotAdministrator, NoSuchPerson.
    """
    _must_be_mine(person_id, actor)
    person, substitute = somebody(session, person_id), somebody(session, substitute_id)
    known = {process.key for _, process in processes.all_current(session)}
    must_be_a_sound_absence(
        person,
        substitute,
        first=first,
        last=last,
        today=local_date(now),
        unknown=[one for one in processes_of if one not in known],
        away_already=substitutes.overlapping(session, person=person.id, first=first, last=last),
        substitute_away=substitutes.overlapping(session, person=substitute.id, first=first, last=last),
        stands_in=substitutes.overlapping(session, substitute=person.id, first=first, last=last),
    )
    return substitutes.keep(
        session,
        person.id,
        substitute.id,
        first=first,
        last=last,
        processes=processes_of,
        note=note,
        by=actor.id,
        at=now,
    )


def end_substitution(session: Session, identity: str, *, actor: Person, now: datetime) -> None:
    """End it at once; what the substitute has not done comes back. Raises NoSuchSubstitution, NotAdministrator."""
    found = substitutes.get(session, identity)
    if found is None or found.ended_at is not None:
        raise NoSuchSubstitution
    _must_be_mine(found.person, actor)
    substitutes.end(session, identity, at=now)


def to_move(session: Session, *, now: datetime) -> list[tuple[Occasion, Moving]]:
    """Every share that has to change hands now."""
    day = local_date(now)
    found: list[tuple[Occasion, Moving]] = [("over", one) for one in substitutes.over(session, day=day)]
    found += [("left", one) for one in substitutes.left_behind(session)]
    return found + [("begun", one) for one in substitutes.begun(session, day=day)]


def move(session: Session, occasion: Occasion, one: Moving, *, now: datetime) -> bool:
    """Let one share change hands; False when somebody acted first, or nobody may take it."""

    def ask(state: CaseState, process: Process) -> Command:
        if occasion == "left":
            share = state.assignment(one.assignment_id)
            step = process.step(share.step) if share else process.steps[0]
            concerned = {*bodies_at(step), *([share.body] if share else [])}
            bodies = {key: process.bodies[key] for key in concerned}
            return ReplaceLeaver(one.assignment_id, staff_for(session, bodies, state, now=now))
        principal = organisation.furnished(session, one.person, process=state.process, now=now)
        command = StandInFor if occasion == "begun" else EndStandIn
        return command(one.assignment_id, principal)

    return bool(perform(session, one.case_id, ask, by=None, now=now))


def _must_be_mine(person_id: str, actor: Person) -> None:
    if person_id != actor.id and ADMINISTRATOR not in actor.posts:
        raise NotAdministrator
