"""The verb for what happens between the months: an accident, wages that stop. It opens a signal at once."""

from datetime import date, datetime

from actions.population import watched
from actions.relapse_visits import plan_at_once
from engine.deadlines import local_date
from engine.refusals import DayToCome, NoSuchEvent
from engine.relapse.grading import opens_signal
from engine.relapse.rules import GRADE_WORDS, GRADES, EventRule, RelapseRules
from engine.state import Person
from models import outbox, risk_signals
from models.correlation import correlation_of
from models.risk_signals import MonitoringEvent
from models.session import Session


def record(
    session: Session,
    file_number: str,
    kind: str,
    *,
    happened_on: date,
    rules: RelapseRules,
    actor: Person | None,
    now: datetime,
) -> int | None:
    """Put on file what happened to a household; the signal it opened or came to, none within the cool-down.

    Raises NoSuchHousehold, NoSuchEvent and DayToCome.
    """
    rule = rules.event(kind)
    if rule is None:
        raise NoSuchEvent(kind=kind, known="、".join(one.title for one in rules.events))
    if happened_on > local_date(now):
        raise DayToCome(day=happened_on.isoformat())
    found = watched(session, file_number)
    household = found.id
    signal = _signal(session, household, rule, rules, period=local_date(now).replace(day=1))
    event = MonitoringEvent(
        household=household,
        kind=rule.key,
        title=rule.title,
        grade=GRADES.index(rule.grade),
        clause=rule.clause,
        rule_version=rules.version,
        happened_on=happened_on,
        signal=signal,
        recorded_at=now,
        recorded_by=actor.id if actor else None,
    )
    risk_signals.note(session, event)
    if signal is not None:
        plan_at_once(session, household, found.unit, rule.grade, rules, now=now)
    by = correlation_of(session)
    outbox.put(session, event="monitoring.event", payload={"signal": signal}, now=now, correlation=by)
    return signal


def _signal(
    session: Session, household: int, rule: EventRule, rules: RelapseRules, *, period: date
) -> int | None:
    """The open signal, or a new one unless the last was closed within the cool-down."""
    standing = risk_signals.open_of(session, household)
    closed = risk_signals.last_closed(session, household)
    months = None if closed is None else (period.year - closed.year) * 12 + period.month - closed.month
    if opens_signal(rules, rule.grade, one_is_open=standing is not None, months_since_closed=months):
        reason = f"{GRADE_WORDS[rule.grade]}：{rule.title}。"
        return risk_signals.open_by_event(session, household, rule, period=period, reason=reason)
    return standing
