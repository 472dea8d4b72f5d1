"""Opening a round: the quota notice (名额通知) to the units."""

from collections.abc import Mapping
from datetime import datetime

from actions.round_calendar import keep_to_calendar
from engine.deadlines import local_date
from engine.ledger.verbs import given
from engine.quotas import must_be_places
from engine.refusals import NoSuchProcess, RoundAlreadyOpen
from engine.rounds.events import RoundOpened
from engine.rounds.planning import Span, named, planned
from engine.state import Person
from models import calendars, organisation, outbox, places, processes, round_records, rounds
from models.correlation import correlation_of
from models.journal import Line
from models.round_records import RoundRecord
from models.session import Session


def open_round(
    session: Session,
    process_key: str,
    *,
    year: int,
    quota: Mapping[str, int],
    actor: Person,
    now: datetime,
    days: Mapping[str, Span] | None = None,
) -> str:
    """Open the round of ``year`` with so many places a unit, and have the units told. Returns the round's key.

    Its calendar is that of the definition, with other ``days`` for the parts that are named.
    Raises NoSuchProcess, RoundAlreadyOpen, QuotaUnreadable and CalendarUnfit with every line that is wrong.
    """
    found = processes.current(session, process_key, local_date(now))
    if found is None:
        raise NoSuchProcess(process=process_key, day=local_date(now).isoformat())
    version, process = found
    must_be_places(quota, known=organisation.keys(session))
    phases = planned(process.round, year, calendars.of(session), days)
    title = named(process.round, process.title, year)
    key = f"{process_key}-{year}"
    new = rounds.Round(
        key=key, process=process_key, year=year, title=title, opened_at=now, opened_by=actor.id
    )
    if not rounds.open_with(session, new):
        raise RoundAlreadyOpen(process=process.title, year=year)
    opened = RoundOpened(
        round=key, process=process_key, version=version, year=year, title=title, phases=phases
    )
    round_records.save(session, RoundRecord(key, None, Line(0, "")), [opened], by=actor.id, now=now)
    places.book(session, key, [given(unit, n) for unit, n in quota.items()], by=actor.id, now=now)
    payload = {"round": key, "title": title, "quota": dict(quota)}
    outbox.put(
        session,
        event="round.opened",
        payload=payload,
        now=now,
        correlation=correlation_of(session),
        process=process_key,
    )
    keep_to_calendar(session, key, now=now)
    return key
