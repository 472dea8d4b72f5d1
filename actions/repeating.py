"""The same as last year (同去年): a round of another year, proposed from an earlier one and opened as it was edited."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from actions.places import book
from actions.rounds import open_round
from engine.deadlines import local_date
from engine.ledger.booking import APART
from engine.ledger.verbs import Asked
from engine.refusals import NoSuchProcess, NoSuchRound
from engine.rounds.planning import Span
from engine.rounds.repeating import Proposal, again
from engine.state import Person
from models import calendars, places, processes, round_records
from models.reads.rounds import grass_units
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

    Places by category, and of levels that cut, are given as last year, unless ``quota`` names the level.
    Returns its key. Raises what ``propose_again`` and ``open_round`` raise.
    """
    proposal = propose_again(session, round_key, year, now=now)
    last = round_records.state_of(session, round_key)
    if last is None:
        raise NoSuchRound(round=round_key)
    given = quota if quota is not None else places_of(session, round_key)
    key = open_round(
        session,
        last.process,
        year=year,
        quota=given,
        actor=actor,
        now=now,
        days={**proposal.days, **(days or {})},
    )
    for one in further_places(session, round_key):
        if one.category or one.unit not in given:
            book(session, key, replace(one, reason=f"同{last.title}"), actor=actor, now=now)
    return key


def places_of(session: Session, round_key: str) -> dict[str, int]:
    """The places that the grass unions had in a round, without categories; what lapsed at its end is of them."""
    unions = {one.key for one in grass_units(session)}
    return {
        unit: n for (unit, category), n in _had(session, round_key).items() if unit in unions and not category
    }


def further_places(session: Session, round_key: str) -> list[Asked]:
    """What else is given like in that round: by category, and to the levels that cut. Who was apart (单列) is not."""
    plain = places_of(session, round_key)
    return [
        Asked("give", unit, n, category)
        for (unit, category), n in _had(session, round_key).items()
        if category or unit not in plain
    ]


def _had(session: Session, round_key: str) -> dict[tuple[str, str], int]:
    """By unit and category, what was given, moved and taken back in all."""
    found = {(one.unit, one.category): one.places + one.lapsed for one in places.ledger(session, round_key)}
    return {(unit, category): n for (unit, category), n in found.items() if n and category != APART}
