"""Opening a round: the quota notice (名额通知) to the units."""

from collections.abc import Mapping
from datetime import datetime

from engine.deadlines import local_date
from engine.ledger.verbs import given
from engine.quotas import must_be_places
from engine.refusals import NoSuchProcess, RoundAlreadyOpen
from engine.state import Person
from models import organisation, outbox, places, processes, rounds
from models.correlation import correlation_of
from models.session import Session


def open_round(
    session: Session,
    process_key: str,
    *,
    year: int,
    quota: Mapping[str, int],
    actor: Person,
    now: datetime,
) -> str:
    """Open the round of ``year`` with so many places a unit, and have the units told. Returns the round's key.

    Raises NoSuchProcess, RoundAlreadyOpen, and QuotaUnreadable with every line that is wrong.
    """
    found = processes.current(session, process_key, local_date(now))
    if found is None:
        raise NoSuchProcess(process=process_key, day=local_date(now).isoformat())
    _version, process = found
    must_be_places(quota, known=organisation.keys(session))
    title = f"{process.title}（{year} 年）"
    key = f"{process_key}-{year}"
    new = rounds.Round(
        key=key, process=process_key, year=year, title=title, opened_at=now, opened_by=actor.id
    )
    if not rounds.open_with(session, new):
        raise RoundAlreadyOpen(process=process.title, year=year)
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
    return key
