"""Verbs of who is monitored: a household comes in for a reason, leaves, or comes in once more after a relapse."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from engine.deadlines import local_date
from engine.refusals import (
    DayToCome,
    FileNumberUnfit,
    InAlready,
    NoSuchHousehold,
    NoSuchReason,
    NoSuchUnit,
    WatchedElsewhere,
)
from engine.relapse.population import REASON_WORDS, PopulationRules, Reason, ReasonRule, until
from engine.state import Person
from models import households, organisation, population
from models.households import Household
from models.monitoring import Membership, MonitoredHousehold
from models.sealing import Seal
from models.session import Session

OUT_OF_HARDSHIP = "脱困"
"""The reason of an exit after which a household is watched for two years."""
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
_ID_NUMBER = re.compile(r"[0-9]{17}[0-9Xx]")


def enter(
    session: Session,
    file_number: str,
    unit: str,
    reason: str,
    *,
    since: date,
    rules: PopulationRules,
    actor: Person | None,
    now: datetime,
) -> int:
    """Watch the household for this reason from ``since`` on; its id. After a relapse the entry names the one before.

    Raises FileNumberUnfit, NoSuchReason, NoSuchUnit, DayToCome, WatchedElsewhere and InAlready.
    """
    if not _NUMBER.fullmatch(file_number) or _ID_NUMBER.fullmatch(file_number):
        raise FileNumberUnfit
    if unit not in organisation.keys(session):
        raise NoSuchUnit(unit=unit)
    rule = _admitted(rules, reason, since, local_date(now))
    known = population.household(session, file_number)
    if known is not None and known.unit != unit:
        raise WatchedElsewhere(number=file_number)
    household = population.watch(session, file_number, unit)
    entry = Membership(
        household=household.id,
        reason=reason,
        since=since,
        runs_out_on=until(rule, since),
        clause=rule.clause,
        rule_version=rules.version,
        noted_at=now,
        noted_by=actor.id if actor else None,
        previous=population.last_ended(session, household.id, "refiled"),
    )
    if not population.enter(session, entry):
        raise InAlready(number=file_number, reason=REASON_WORDS[rule.reason])
    if reason == "left":
        population.note_exit(session, household.id, since)
    return household.id


def _admitted(rules: PopulationRules, reason: str, since: date, today: date) -> ReasonRule:
    rule = rules.of(reason)
    if rule is None:
        raise NoSuchReason(reason=reason, known="、".join(one.title for one in rules.reasons))
    if since > today:
        raise DayToCome(day=since.isoformat())
    return rule


def leave(session: Session, file_number: str, why: str, *, now: datetime) -> None:
    """No reason holds any more. Raises NoSuchHousehold for one that is not watched."""
    found = watched(session, file_number)
    population.end_all(session, found.id, local_date(now), why)


def watched(session: Session, file_number: str) -> MonitoredHousehold:
    """The household with this file, locked. Raises NoSuchHousehold for one that is not watched now."""
    found = population.household(session, file_number)
    if found is None or found.ended_on is not None:
        raise NoSuchHousehold(number=file_number)
    return found


def set_place(session: Session, file_number: str, place: str, *, seal: Seal) -> None:
    """Keep where visitors go, sealed. Raises NoSuchHousehold for a household that is not watched."""
    watched(session, file_number).place = seal.text(place) if place else None


def take_up_edge(session: Session, told: Mapping[str, Any], *, rules: PopulationRules, now: datetime) -> None:
    """A household that was not found to be in hardship and is near it (边缘户) is watched; told twice, it is once."""
    _enter_by_itself(session, str(told["file_number"]), str(told["unit"]), "edge", rules=rules, now=now)


def follow_file(
    session: Session, case_id: str, *, rules: Callable[[], PopulationRules], now: datetime
) -> None:
    """After a case about a household's file: relative hardship is watched, and for two years who left hardship.

    A file that was opened in deep hardship, or was closed for another reason, ends what was watched before. The
    ``rules`` of the day are asked for where somebody comes under monitoring; any case may end before there were any.
    """
    household = households.of_case(session, case_id)
    known = households.lock(session, household) if household else None
    if known is None or known.file_number is None:
        return
    reason = _reason_of(known, _class_of(session, known.id))
    for other in ("relative", "edge"):
        if other != reason:
            population.end(session, known.file_number, other, local_date(now), "file_changed")
    if reason is not None:
        _enter_by_itself(session, known.file_number, known.unit, reason, rules=rules(), now=now)


def _reason_of(known: Household, hardship_class: str | None) -> Reason | None:
    if known.exited_on is not None:
        return "left" if known.exit_why == OUT_OF_HARDSHIP else None
    return "relative" if hardship_class == "relative" else None


def _class_of(session: Session, household: str) -> str | None:
    fixed = [one for one in households.versions(session, household) if one.fixed_at]
    return fixed[-1].hardship_class if fixed else None


def _enter_by_itself(
    session: Session, number: str, unit: str, reason: Reason, *, rules: PopulationRules, now: datetime
) -> None:
    since = local_date(now)
    with suppress(InAlready):
        enter(session, number, unit, reason, since=since, rules=rules, actor=None, now=now)
