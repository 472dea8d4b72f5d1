"""The case that follows an outcome: opened by the office, linked to the one before, with what is known carried over.

返困: a household that fell back is identified anew. Its history stays, its file is carried over, the twelve months are
those before now, and nothing else is spared it: it is looked at, shown and approved as the first time.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from actions import cases as opening
from actions import links
from engine.deadlines import local_date
from engine.definition import Process
from engine.refusals import NobodyToBegin, NoParameters
from engine.rulebook.published import RuleSet
from engine.state import CaseState
from models import cases, drafts, households, numbers, processes, variants
from models.households import HouseholdVersion
from models.session import Session

Parameters = Callable[[str | None], RuleSet]
_FILE_NUMBER = "file_number"  # the field that names the household in a case about one


def open_what_follows(session: Session, case_id: str, *, parameters: Parameters, now: datetime) -> str | None:
    """Open the case that the outcome asks for; asked twice, it is opened once. Its id, None where nothing follows.

    Raises NoSuchProcess and NobodyToBegin.
    """
    record = cases.lock(session, case_id)
    if record is None:
        return None
    before = record.state
    outcome = processes.get(session, before.version).outcome(before.outcome)
    key = outcome.opens if outcome else None
    if key is None or _followed(session, before, key):
        return None
    held = variants.chosen(session, local_date(now)).get(key, key)
    prepared = opening.prepared_for(session, held, before.unit, now=now)
    holders = [one for people in prepared.staff.values() for one in people]
    if not holders:
        raise NobodyToBegin(unit=before.unit.name, process=prepared.process.title)
    number = numbers.following(session, prepared.series)
    opened = opening.begin(session, prepared, number, actor=holders[0], now=now, by_itself=True)
    links.follows(
        session, opened, (before.id, before.number), by=holders[0], note="由前一事项的结果发起", now=now
    )
    _carry_over(session, prepared.process, opened, before, parameters=parameters, now=now)
    return opened.id


def _followed(session: Session, before: CaseState, key: str) -> bool:
    others = (cases.load(session, one.other) for one in before.links if one.kind == "followed_by")
    return any(one is not None and processes.get(session, one.state.version).matter == key for one in others)


def _carry_over(
    session: Session,
    process: Process,
    opened: CaseState,
    before: CaseState,
    *,
    parameters: Parameters,
    now: datetime,
) -> None:
    """Who applies, and the file as it was handed in last, to be brought up to date by the unit."""
    last = _last_version(session, str(before.answers.get(_FILE_NUMBER) or ""))
    if last is None:
        return
    earlier = cases.load(session, last.case_id)
    known = _who(process, earlier.state.answers if earlier else {})
    drafts.keep_new(session, {one.id: known for one in opened.assignments}, now=now)
    with suppress(NoParameters):  # the unit fills in the file when the parameters are there
        rules = parameters(opened.unit.city)
        new = HouseholdVersion(
            household=last.household,
            number=last.number + 1,
            occasion="reentry",
            case_id=opened.id,
            content=last.content,
            applied_on=local_date(now),
            rules={"key": rules.key, "title": rules.title, "content": rules.content},
            persons=last.persons,
            saved_at=now,
            saved_by=opened.opened_by,
        )
        households.keep(session, new)


def _last_version(session: Session, number: str) -> HouseholdVersion | None:
    """The last one that was handed in; None while another case fills in a newer one, or when it is destroyed."""
    household = households.numbered(session, number)
    known = households.versions(session, household) if household else []
    return known[-1] if known and known[-1].fixed_at and known[-1].content else None


def _who(process: Process, answers: Mapping[str, Any]) -> dict[str, Any]:
    keys = (process.form.subject, process.form.identity)
    return {key: answers[key] for key in keys if key is not None and key in answers}
