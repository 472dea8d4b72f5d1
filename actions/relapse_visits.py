"""Verbs of visits (走访): plan them after a run or an event, say what became of them, send somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from actions.people import somebody
from engine.deadlines import local_date, working_days_after
from engine.refusals import NoSuchVisit, NotAVisitor, VisitNoted, VisitsRefused
from engine.relapse.rules import GRADES, MONTHLY, Every, Grade, RelapseRules
from engine.state import Person
from models import calendars, organisation, outbox, relapse_checks, relapse_visits
from models.correlation import correlation_of
from models.relapse_visits import Owed, RelapseVisit
from models.sealing import Seal
from models.session import Session

_OFFICERS = frozenset({"prov_officer", "prov_head", "city_reviewer", "administrator"})


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a visit: done on a day with what was found, or missed for a reason."""

    visit: int
    done_on: date | None = None
    missed_why: str | None = None
    findings: str = ""


def plan(
    session: Session, month: date, rules: RelapseRules, *, now: datetime, every: Every = MONTHLY
) -> None:
    """Plan what every household found by the run of the month's period is owed; asked twice, it is planned once."""
    run = relapse_checks.begin(session, every, month, rules, now)
    owed = {GRADES.index(grade): _owed(session, rules, grade, now) for grade in rules.visits}
    for unit in relapse_visits.units_to_visit(session, run.id, list(owed)):
        going = _who_goes(session, rules, unit)
        for one in owed.values():
            relapse_visits.plan_run(session, run.id, one, unit, going, now=now)


def plan_at_once(
    session: Session, household: int, unit: str, grade: Grade, rules: RelapseRules, *, now: datetime
) -> None:
    """Plan the visit that an event calls for, unless the household has one this month."""
    if grade in rules.visits:
        period, going = local_date(now).replace(day=1), _who_goes(session, rules, unit)
        owed = _owed(session, rules, grade, now)
        relapse_visits.plan_one(session, household, period, owed, going, now=now)


def _owed(session: Session, rules: RelapseRules, grade: Grade, now: datetime) -> Owed:
    rule = rules.visits[grade]
    due = working_days_after(local_date(now), rule.due.amount, calendars.of(session))
    return Owed(GRADES.index(grade), rule.how, rule.people, rule.clause, due)


def _who_goes(session: Session, rules: RelapseRules, unit: str) -> Sequence[str]:
    """The people of the unit by the posts of the rules, each once."""
    holders = (one.id for post in rules.visitors for one in organisation.holders(session, unit, post))
    return list(dict.fromkeys(holders))


def report(session: Session, reports: Sequence[Report], *, actor: Person, seal: Seal, now: datetime) -> int:
    """Put on file what became of visits: of all that are named, or of none. How many.

    By those who were to go, and by officers. Raises VisitsRefused with every finding.
    """
    visits = relapse_visits.lock(session, [one.visit for one in reports])
    wrong = [said for one in reports if (said := _wrong(one, visits.get(one.visit), actor))]
    if wrong:
        raise VisitsRefused(wrong)
    for one in reports:
        visit = visits[one.visit]
        visit.done_on, visit.missed_why = one.done_on, one.missed_why
        visit.findings = seal.text(one.findings) if one.findings else None
        visit.noted_at, visit.noted_by = now, actor.id
    session.flush()
    return len(reports)


def _wrong(one: Report, visit: RelapseVisit | None, actor: Person) -> str:
    if visit is None or not _may_report(visit, actor):
        return f"走访 {one.visit}：{NoSuchVisit().sentence}"
    if visit.noted_at is not None:
        return f"走访 {one.visit}：{VisitNoted().sentence}"
    if one.done_on is not None and visit.people > 1 and visit.second is None:
        return f"走访 {one.visit}：{visit.clause}，还没有第二人，请先安排同行人。"
    return ""


def _may_report(visit: RelapseVisit, actor: Person) -> bool:
    return actor.id in (visit.visitor, visit.second) or bool(actor.posts & _OFFICERS)


def send(session: Session, visit_id: int, visitor: str, second: str, *, actor: Person) -> None:
    """Let other people of the household's unit go. Raises NoSuchVisit, VisitNoted, NoSuchPerson and NotAVisitor."""
    visit = relapse_visits.lock(session, [visit_id]).get(visit_id)
    if visit is None or not _may_report(visit, actor):
        raise NoSuchVisit
    if visit.noted_at is not None:
        raise VisitNoted
    unit = organisation.unit(session, relapse_visits.units_of(session, [visit_id])[visit_id])
    going = [somebody(session, one) for one in (visitor, second) if one]
    for one in going:
        if one.unit != unit.key:
            raise NotAVisitor(who=one.name, unit=unit.name)
    first, other = [*(one.id for one in going), None, None][:2]
    visit.visitor, visit.second = first, other if other != first else None


def tell_of_late(session: Session, *, now: datetime) -> int:
    """Have the officers told once of each visit whose last day is over; how many there are of them."""
    late = relapse_visits.take_late(session, local_date(now), now=now)
    if late:
        by = correlation_of(session)
        outbox.put(session, event="visits.late", payload={"count": late}, now=now, correlation=by)
    return late
