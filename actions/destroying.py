"""销毁: what is personal is taken out of a case on an approved list, in one transaction, and its history says so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from actions.dossiers import replayed
from actions.keeping import period_of
from engine.commands import Destroy
from engine.deadlines import local_date
from engine.refusals import MayNotBeDestroyed, NoSuchCase, NoSuchDisposal
from engine.retention.hindrances import in_words
from engine.retention.periods import ending_of
from engine.retention.proof import remains_of
from engine.retention.taking_out import taken_out
from engine.transitions import handle
from models import calendars, cases, destroying, disposals, journal, processes
from models.cases import CaseRecord
from models.correlation import correlation_of
from models.disposals import Disposal
from models.journal import Entry
from models.reads import keeping as reads
from models.session import Session


def carry_out(session: Session, number: str, case_id: str, *, now: datetime) -> list[str]:
    """Destroy a case on an approved list. Returns the digests of files that belong to nobody any more.

    What keeps the case meanwhile is noted on the list, and nothing is destroyed. Files go after the commit.
    """
    known, record = disposals.lock(session, number), cases.lock(session, case_id)
    if known is None:
        raise NoSuchDisposal
    if record is None:
        raise NoSuchCase
    try:
        return _destroyed(session, known, record, now=now)
    except MayNotBeDestroyed as refusal:
        disposals.note_hindered(session, number, case_id, str(refusal.facts["because"]))
        return []


def _destroyed(session: Session, known: Disposal, record: CaseRecord, *, now: datetime) -> list[str]:
    state, process = record.state, processes.get(session, record.state.version)
    lines = journal.lines(session, state.id)
    left = [taken_out(one.payload) for one in lines]
    entries = [replace(one, payload=payload) for one, (payload, _gone) in zip(lines, left, strict=True)]
    command = Destroy(
        listed=known.number,
        proposed_by=known.proposed_by,
        approved_by=str(known.decided_by),
        kept=period_of(session, state.version, ending_of(state), local_date(now)),
        hindrances=in_words(reads.hindered(session, [state.id], now=now).get(state.id, ())),
        withheld={str(one.seq): gone for one, (_payload, gone) in zip(lines, left, strict=True) if gone},
        remains=remains_of(entries, journal.shown(session, state.id)),
    )
    events = handle(process, state, command, now=now, calendar=calendars.of(session))
    _empty(session, state.id, entries, gone={int(seq) for seq in command.withheld})
    after = replace(record, state=replayed(entries))
    cases.save(session, after, events, by=None, now=now, correlation=correlation_of(session), whole=True)
    digests = destroying.forget(session, state.id)
    disposals.note_destroyed(session, known.number, state.id, now=now)
    return digests


def _empty(session: Session, case_id: str, entries: Sequence[Entry], *, gone: set[int]) -> None:
    for one in entries:
        if one.seq in gone:
            destroying.empty_line(session, case_id, one.seq, one.payload)
