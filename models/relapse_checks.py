"""Grading households by the set: a batch is a few statements, and done twice it is done once."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CursorResult,
    Date,
    Select,
    Text,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, Insert, insert
from sqlalchemy.orm import Session, aliased

from engine.relapse.frequency import lets_newcomers_in, looked_at, period_of
from engine.relapse.rules import GRADES, Every, RelapseRules
from models import relapse_sql
from models.monitoring import Membership, MonitoredHousehold
from models.monitoring_runs import Gap, MonitoringRun, RelapseCheck
from models.relapse_sql import Reading
from models.risk_signals import RiskSignal
from models.snapshots import last_word


@dataclass(frozen=True)
class Tally:
    """What a run came to, counted from its rows."""

    checked: int
    warned: int
    opened: int
    unknown: int  # due, but nobody can say anything of the period

    @property
    def due(self) -> int:
        """Households that the period was due for."""
        return self.checked + self.unknown


def months_before(period: date, months: int) -> date:
    """The first day of the month so many months earlier."""
    number = period.year * 12 + period.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def begin(session: Session, every: Every, month: date, rules: RelapseRules, now: datetime) -> MonitoringRun:
    """The run of the month's period and the version, made if it is not there, locked until the transaction ends.

    One that was begun in an earlier month of the period goes on with the data of that month.
    """
    key = {"every_months": every, "rule_version": rules.version}
    begun = {"period": month, "rules": rules.model_dump(mode="json"), "started_at": now, "done_up_to": 0}
    session.execute(insert(MonitoringRun).values(**key, **begun).on_conflict_do_nothing())
    locked = select(MonitoringRun).filter_by(**key, number=period_of(every, month).number).with_for_update()
    return session.scalars(locked.execution_options(populate_existing=True)).one()


def next_batch(session: Session, after: int, size: int) -> int | None:
    """The last household of the next batch; None when all are done."""
    ids = select(MonitoredHousehold.id).where(MonitoredHousehold.id > after).order_by(MonitoredHousehold.id)
    last: int | None = session.scalar(select(func.max(ids.limit(size).subquery().c.id)))
    return last


def grade_batch(session: Session, run: MonitoringRun, rules: RelapseRules, up_to: int) -> int:
    """Grade all due households after ``run.done_up_to``, note gaps and open signals; how many were graded."""
    checks = insert(RelapseCheck).from_select(_COLUMNS, _graded(run, rules, up_to)).on_conflict_do_nothing()
    graded = session.execute(checks)
    session.execute(_gaps(run, rules, up_to))
    session.execute(_signals(run, rules, up_to))
    run.done_up_to = up_to
    return graded.rowcount if isinstance(graded, CursorResult) else 0


_COLUMNS = ["household", "period", "run_id", "found", "grade", "calm", "reason", "input", "why"]


def _graded(run: MonitoringRun, rules: RelapseRules, up_to: int) -> Select[Any]:
    said, before = last_word(run.period), _last_check(run.period)
    reading = Reading(rules, said)
    now = reading.found()
    known = (
        select(
            MonitoredHousehold.id,
            now.label("found"),
            before.grade.label("before"),
            before.calm.label("calm"),
            reading.reason(now).label("reason"),
            reading.facts().label("facts"),
            _reasons().label("why"),
        )
        .select_from(MonitoredHousehold)
        .join(said, true())
        .outerjoin(before, true())
        .where(*_in_batch(run, up_to), *_due(run, rules, before))
        .subquery()
    ).c
    grade, calm = relapse_sql.stands(rules, known.found, known.before, known.calm)
    facts = case((known.found > 0, known.facts))
    period, run_id = literal(run.period, Date), literal(run.id, BigInteger)
    graded = select(known.id, period, run_id, known.found, grade, calm, known.reason, facts, known.why)
    return graded.where(known.found.is_not(None))


def _gaps(run: MonitoringRun, rules: RelapseRules, up_to: int) -> Insert:
    """Households of the batch that were due and are not graded: nothing was said, or too little."""
    said, before = last_word(run.period), _last_check(run.period)
    reading = Reading(rules, said)
    because = case((said.household.is_(None), "本月没有数据。"), else_=reading.gap())
    lacking = (
        select(MonitoredHousehold.id, literal(run.id, BigInteger), because, _reasons())
        .select_from(MonitoredHousehold)
        .outerjoin(said, true())
        .outerjoin(before, true())
        .where(*_in_batch(run, up_to), *_due(run, rules, before), reading.cannot_say())
    )
    columns = ["household", "run_id", "reason", "why"]
    return insert(Gap).from_select(columns, lacking).on_conflict_do_nothing()


def _reasons() -> ColumnElement[list[str]]:
    """The reasons for which the household is monitored now."""
    held = select(func.array_agg(Membership.reason)).where(
        Membership.household == MonitoredHousehold.id, Membership.ended_on.is_(None)
    )
    return func.coalesce(held.scalar_subquery(), cast([], ARRAY(Text)))


def _in_batch(run: MonitoringRun, up_to: int) -> tuple[ColumnElement[bool], ...]:
    return MonitoredHousehold.id > run.done_up_to, MonitoredHousehold.id <= up_to


def _last_check(period: date) -> type[RelapseCheck]:
    last = (
        select(RelapseCheck)
        .where(RelapseCheck.household == MonitoredHousehold.id, RelapseCheck.period < period)
        .order_by(RelapseCheck.period.desc(), RelapseCheck.run_id.desc())
        .limit(1)
        .lateral()
    )
    return aliased(RelapseCheck, last)


def _due(
    run: MonitoringRun, rules: RelapseRules, before: type[RelapseCheck]
) -> tuple[ColumnElement[bool], ...]:
    """Whom ``engine.relapse.frequency`` says, and nobody at whom another run of the month has looked."""
    period = period_of(run.every_months, run.period)
    since = {GRADES.index(grade): first for grade, first in looked_at(rules, period, run.period).items()}
    turns = [and_(before.grade == severity, before.period < first) for severity, first in since.items()]
    newcomers = [before.period.is_(None)] if lets_newcomers_in(period) else []
    others = select(MonitoringRun.id).where(
        MonitoringRun.period == run.period,
        MonitoringRun.rule_version == run.rule_version,
        MonitoringRun.id != run.id,
    )
    seen = [
        exists().where(table.household == MonitoredHousehold.id, table.run_id.in_(others))
        for table in (RelapseCheck, Gap)
    ]
    return MonitoredHousehold.ended_on.is_(None), or_(*newcomers, *turns, false()), not_(or_(*seen))


def _signals(run: MonitoringRun, rules: RelapseRules, up_to: int) -> Insert:
    """Signals of the batch: none where one is open (the index says so), none within the cool-down."""
    rested = months_before(run.period, rules.cool_down_months)
    recent = select(RiskSignal.id).where(
        RiskSignal.household == RelapseCheck.household, RiskSignal.closed_period > rested
    )
    wanted = select(
        RelapseCheck.household,
        RelapseCheck.run_id,
        RelapseCheck.grade,
        RelapseCheck.reason,
        RelapseCheck.period,
    ).where(
        RelapseCheck.run_id == run.id,
        RelapseCheck.household > run.done_up_to,
        RelapseCheck.household <= up_to,
        RelapseCheck.grade.in_([GRADES.index(grade) for grade in rules.opens]),
        ~exists(recent),
    )
    columns = ["household", "run_id", "grade", "reason", "opened_period"]
    return insert(RiskSignal).from_select(columns, wanted).on_conflict_do_nothing()


def finish(session: Session, run: MonitoringRun, now: datetime) -> None:
    """All are graded: note who was in it, by reason."""
    held = select(Membership.reason, func.count()).where(Membership.ended_on.is_(None))
    counted = session.execute(held.group_by(Membership.reason)).tuples().all()
    run.population, run.finished_at = dict(counted), now


def tally(session: Session, run: MonitoringRun) -> Tally:
    """What the run came to so far."""
    checks = select(func.count(), func.count().filter(RelapseCheck.grade > 0)).where(
        RelapseCheck.run_id == run.id
    )
    checked, warned = session.execute(checks).one()
    opened = session.scalar(select(func.count()).where(RiskSignal.run_id == run.id)) or 0
    gaps = session.scalar(select(func.count()).where(Gap.run_id == run.id)) or 0
    return Tally(checked, warned, opened, gaps)
