"""What the office does by itself with the household of a case: reckon it, open its file, close it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from engine.deadlines import local_date
from engine.definition import Process
from engine.hardship.filling import name_in, title_of
from engine.refusals import NoHouseholdYet
from engine.state import CaseState
from models import cases, households, numbers, outbox
from models.households import Household, HouseholdVersion
from models.session import Session

ON_THE_EDGE = "household.on_the_edge"
FILE_SERIES = "KNZG"  # 困难职工档案
Answers = dict[str, object]


def reckoned(session: Session, state: CaseState, *, now: datetime) -> Answers:  # noqa: ARG001 - as the others
    """Class, N and persons of the version that was handed in last. Raises NoHouseholdYet."""
    version = _handed_in(session, state)
    return {
        "hardship_class": title_of(str(version.hardship_class)),
        "by_head": f"{version.by_head:.2f}",
        "persons": version.persons,
        "on_the_edge": bool(version.edge),
    }


def filed(session: Session, state: CaseState, *, now: datetime) -> Answers:
    """Open the file: a number of its own, kept for good; done twice, it is done once. Raises NoHouseholdYet."""
    household = households.lock(session, _handed_in(session, state).household)
    today = local_date(now)
    if household.file_number is None:
        household.file_number = numbers.following(session, f"{FILE_SERIES}-{today.year}")
    if household.filed_on is None or household.exited_on is not None:
        household.filed_on, household.exited_on, household.exit_why = today, None, None
    session.flush()
    return {"file_number": household.file_number, "filed_on": household.filed_on.isoformat()}


def closed(session: Session, state: CaseState, *, now: datetime) -> Answers:
    """Close the file; its people are free, its history stays. Raises NoHouseholdYet."""
    household = households.lock(session, _handed_in(session, state).household)
    if household.exited_on is None:
        household.exited_on = local_date(now)
        household.exit_why = str(state.answers.get("exit_why") or "")
        households.release(session, household.id, now=now)
        session.flush()
    return {"exited_on": household.exited_on.isoformat()}


WORK: Mapping[str, Callable[..., Answers]] = {
    "reckon_household": reckoned,
    "open_household_file": filed,
    "close_household_file": closed,
}


def filled(
    session: Session, process: Process, state: CaseState, step: str, task: str, *, now: datetime
) -> Answers:
    """Do ``task``; what it found out, as far as the form asks for it at ``step``."""
    found = WORK[task](session, state, now=now)
    return {one.key: found[name_in(task, one.key) or one.key] for one in process.fields_at(step)}


def settle_end(session: Session, case_id: str, *, now: datetime, correlation: str) -> None:
    """After the end of a case: who has no file is bound to none, and who is near the line is told to monitoring.

    Asked twice, the second time says the same of the household again; whoever listens takes it once.
    """
    household, record = households.of_case(session, case_id), cases.load(session, case_id)
    if household is None or record is None:
        return
    known = households.lock(session, household)
    households.drop_draft(session, household, case_id)
    if known.file_number is None or known.exited_on is not None:
        households.release(session, household, now=now)
    version = _last_fixed(session, household, case_id)
    if version is not None and version.edge:
        _tell_monitoring(session, known, version, record.state, now=now, correlation=correlation)


def _tell_monitoring(
    session: Session,
    household: Household,
    version: HouseholdVersion,
    state: CaseState,
    *,
    now: datetime,
    correlation: str,
) -> None:
    payload = {
        "household": household.id,
        "unit": household.unit,
        "file_number": household.file_number or state.number,
        "version": version.number,
        "why": "edge",
    }
    outbox.put(
        session, event=ON_THE_EDGE, payload=payload, now=now, correlation=correlation, process=state.process
    )


def _handed_in(session: Session, state: CaseState) -> HouseholdVersion:
    household = households.of_case(session, state.id)
    version = _last_fixed(session, household, state.id) if household else None
    if version is None:
        raise NoHouseholdYet
    return version


def _last_fixed(session: Session, household: str, case_id: str) -> HouseholdVersion | None:
    mine = [one for one in households.versions(session, household) if one.case_id == case_id and one.fixed_at]
    return mine[-1] if mine else None
