"""The same as last year (同去年): a round of another year, proposed from an earlier one and opened as it was edited."""

from collections.abc import Mapping
from datetime import datetime

from actions.rounds import open_round
from engine.deadlines import local_date
from engine.refusals import NoSuchProcess, NoSuchRound
from engine.rounds.planning import Span
from engine.rounds.repeating import Proposal, again
from engine.state import Person
from models import calendars, places, processes, round_records
from models.session import Session


def propose_again(session: Session, round_key: str, year: int, *, now: datetime) -> Proposal:
    """What the round would be in ``year`` under today's definition. Raises NoSuchRound and NoSuchProcess."""
    last = round_records.state_of(session, round_key)
    if last is None:
        raise NoSuchRound(round=round_key)
    current = processes.current(session, last.process, local_date(now))
    if current is None:
        raise NoSuchProcess(process=last.process, day=local_date(now).isoformat())
    version, process = current
    then = processes.get(session, last.version) if last.version else process
    return again(last, then, process, year=year, calendar=calendars.of(session), version=version)


def open_again(
    session: Session,
    round_key: str,
    *,
    year: int,
    actor: Person,
    now: datetime,
    days: Mapping[str, Span] | None = None,
    quota: Mapping[str, int] | None = None,
) -> str:
    """Open the proposed round with the ``days`` that were changed and, where none is given, the places of last year.

    Returns its key. Raises what ``propose_again`` and ``open_round`` raise.
    """
    proposal = propose_again(session, round_key, year, now=now)
    last = round_records.state_of(session, round_key)
    if last is None:
        raise NoSuchRound(round=round_key)
    given = quota if quota is not None else places_of(session, round_key)
    return open_round(
        session,
        last.process,
        year=year,
        quota=given,
        actor=actor,
        now=now,
        days={**proposal.days, **(days or {})},
    )


def places_of(session: Session, round_key: str) -> dict[str, int]:
    """The places that the units were given in a round."""
    return {
        one.unit: one.places for one in places.ledger(session, round_key) if one.places and not one.category
    }
