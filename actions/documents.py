"""制发文书: a number from its series, both forms, and a line in the journal of every case it is about."""

from collections.abc import Callable
from datetime import datetime

from actions.issuing import Desk, Draft, Workshop, case_of, issue
from actions.papers import facts, minutes
from actions.papers.words import award
from actions.perform import perform, ready
from engine.commands import VoidDocument
from engine.deadlines import local_date
from engine.definition import Process
from engine.documents.issuing import may_issue
from engine.documents.kinds import About, Kind, called_by
from engine.refusals import (
    DocumentNotForIt,
    NoSuchDocument,
    NoSuchMeeting,
    NoSuchProcess,
    NoSuchRound,
    NumberVoided,
    VoidReasonMissing,
)
from engine.state import Person
from models import cases, documents, journal, meetings, processes, rounds
from models.documents import Document
from models.reads import statistics
from models.session import Session


def issue_document(
    session: Session, kind: Kind, key: str, *, workshop: Workshop, actor: Person, now: datetime
) -> Document:
    """Issue a document about the case, round or meeting ``key``; once issued, a new version under the same number.

    Raises NoRightToIssue, NoSuchCase, NoSuchRound, NoSuchMeeting, DocumentNotForIt, and DocumentMixed.
    """
    may_issue(actor.posts)
    process = process_of(session, kind.about, key)
    called = called_by(process, kind) if process else kind
    desk = Desk(session, called, key, workshop, actor, now)
    return issue(desk, _DRAFTS[kind.about](desk))


def process_of(session: Session, about: str, key: str) -> Process | None:
    """The process of the case or the round that documents are about; nothing for a meeting, or when there is none."""
    if about == "case":
        version = cases.version_of(session, key)
        return processes.get(session, version) if version else None
    return rounds.definition(session, key) if about == "round" else None


def void_number(session: Session, number: str, reason: str, *, actor: Person, now: datetime) -> None:
    """Void a number, with the reason. It stays in the register and is never given again.

    Raises NoRightToIssue, NoSuchDocument, NumberVoided when it is void already, and VoidReasonMissing.
    """
    may_issue(actor.posts)
    found = documents.numbered(session, number)
    if found is None:
        raise NoSuchDocument
    if found.voided_at is not None:
        raise NumberVoided(number=number, reason=found.void_reason)
    if not reason.strip():
        raise VoidReasonMissing
    for case_id in documents.cases_of(session, number):
        perform(
            session,
            case_id,
            ready(VoidDocument(actor, number, reason)),
            by=actor.id,
            now=now,
        )
    documents.void(session, number, by=actor.id, reason=reason.strip(), now=now)


def _about_case(desk: Desk) -> Draft:
    kind, (state, process) = desk.kind, case_of(desk.session, desk.key)
    said = facts.of_case(kind, process, state)
    reason = _why_rejected(desk.session, desk.key)
    shown = {one: str(said[one]) for one in ("holder", "unit", "honour")}
    name = f"{award(process)}{kind.title}（{state.number}）"
    return Draft(name, [state.id], process.key, {**said, "reason": reason}, shown)


def _about_round(desk: Desk) -> Draft:
    session, kind = desk.session, desk.kind
    found = rounds.lock(session, desk.key)
    if found is None:
        raise NoSuchRound(round=desk.key)
    process = rounds.definition(session, desk.key)
    if process is None:
        raise NoSuchProcess(process=found.process, day=local_date(found.opened_at).isoformat())
    nominees = statistics.nominees(session, found.process, desk.key)
    if not nominees:
        raise DocumentNotForIt(kind=kind.title, because=f"{found.title}还没有申报")
    said = facts.of_round(kind, process, nominees, found.title)
    concerned = [one.id for one in facts.named_in(kind, process, nominees)]
    return Draft(f"{found.title}{kind.title}", concerned, process.key, said, {})


def _about_meeting(desk: Desk) -> Draft:
    record = meetings.lock(desk.session, desk.key)
    if record is None:
        raise NoSuchMeeting
    state = record.state
    if state.status != "closed":
        raise DocumentNotForIt(kind=desk.kind.title, because="会议还没有散会")
    concerned = [one.item.case.case for one in state.items if one.item.case]
    name = f"{state.title}{desk.kind.title}（{state.number}）"
    return Draft(name, concerned, "", minutes.contents(state, record.head), {})


_DRAFTS: dict[About, Callable[[Desk], Draft]] = {
    "case": _about_case,
    "round": _about_round,
    "meeting": _about_meeting,
}


def _why_rejected(session: Session, case_id: str) -> str:
    """The reason in the journal; empty where the case did not end by a rejection."""
    said = (one.payload["reason"] for one in journal.lines(session, case_id) if one.event == "case.rejected")
    return next(said, "").rstrip("。")
