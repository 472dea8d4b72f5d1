"""Cases for signals: opened by the office itself, and what their end means for the household."""

from datetime import datetime

from actions import cases as opening
from actions import links
from engine.deadlines import local_date
from engine.refusals import NobodyToVerify, NoSuchProcess, NoSuchSignal, SignalHasCase
from engine.relapse.rules import GRADE_WORDS
from engine.relapse.signals import FILLED_IN
from engine.state import CaseState, Person
from models import cases, drafts, numbers, organisation, population, risk_signals
from models.reads import relapse
from models.risk_signals import Signal
from models.session import Session

PROCESS = "relapse_case"
_LEAVES = ("refiled", "moved")  # back in hardship, or gone: monitoring is over


def open_for(session: Session, signal_id: int, *, now: datetime) -> str:
    """Open the case of a signal for its unit, with what is known filled in; its id.

    Raises NoSuchSignal, SignalHasCase, NoSuchProcess and NobodyToVerify.
    """
    signal = risk_signals.lock(session, signal_id)
    if signal is None:
        raise NoSuchSignal
    if signal.case_id is not None or signal.closed:
        raise SignalHasCase
    prepared = opening.prepared_for(session, PROCESS, organisation.unit(session, signal.unit), now=now)
    holders = [one for people in prepared.staff.values() for one in people]
    if not holders:
        body = next(iter(prepared.staff), "")
        title = prepared.process.bodies[body].title if body else ""
        raise NobodyToVerify(unit=prepared.unit.name, body=title)
    number = numbers.following(session, prepared.series)
    opened = opening.begin(session, prepared, number, actor=holders[0], now=now, by_itself=True)
    _fill_in(session, opened, signal, now=now)
    risk_signals.set_case(session, signal.id, opened.id)
    _follow_the_last(session, opened, signal, holders[0], now=now)
    return opened.id


def try_to_open(session: Session, signal_id: int, *, now: datetime) -> None:
    """The same by itself: what keeps a case from being opened stays with the signal, for an officer to see."""
    try:
        open_for(session, signal_id, now=now)
    except SignalHasCase:
        return
    except (NobodyToVerify, NoSuchProcess) as refusal:
        risk_signals.set_no_case(session, signal_id, refusal.sentence)


def _fill_in(session: Session, opened: CaseState, signal: Signal, *, now: datetime) -> None:
    known = dict(zip(FILLED_IN, (signal.file_number, GRADE_WORDS[signal.grade], signal.reason), strict=True))
    drafts.keep_new(session, {one.id: dict(known) for one in opened.assignments}, now=now)


def _follow_the_last(
    session: Session, opened: CaseState, signal: Signal, holder: Person, *, now: datetime
) -> None:
    """A second entry (返困) names the first: both cases show the other."""
    before = relapse.last_refiled_case(session, signal.household)
    if before is None:
        return
    links.follows(session, opened, (before.id, before.number), by=holder, note="同一户再次预警", now=now)


def take_note_of_end(session: Session, case_id: str, *, now: datetime) -> None:
    """The case is over: its signal is closed, and a household that fell back or is gone is monitored no more."""
    record, signal_id = cases.load(session, case_id), risk_signals.of_case(session, case_id)
    signal = risk_signals.lock(session, signal_id) if signal_id else None
    if record is None or signal is None or signal.closed:
        return
    outcome, today = record.state.outcome or record.state.status, local_date(now)
    risk_signals.close(session, signal.id, period=today.replace(day=1), outcome=outcome)
    if outcome in _LEAVES:
        population.end_all(session, signal.household, today, outcome)
