"""制发文书: a number from its series, both forms, and a line in the journal of every case it is about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from actions.attachments import store
from actions.papers import approval_form, facts, minutes, summary_table
from actions.papers.letters import as_contents, letter
from actions.papers.typesetting import Documents, Order, make
from actions.papers.words import award, day_of
from actions.perform import perform, ready
from engine.commands import IssueDocument, VoidDocument
from engine.deadlines import local_date
from engine.definition import MachineStep, Process
from engine.documents.issuing import may_issue
from engine.documents.kinds import About, Kind, official_number, series_of
from engine.refusals import (
    DocumentNotForIt,
    NoSuchCase,
    NoSuchDocument,
    NoSuchMeeting,
    NoSuchProcess,
    NoSuchRound,
    NumberVoided,
    VoidReasonMissing,
)
from engine.state import CaseState, Person
from models import attachments, cases, documents, journal, meetings, numbers, processes, rounds
from models.documents import Document
from models.files import FileStore
from models.reads import statistics
from models.sealing import Seal
from models.session import Session

_FORM = MachineStep.model_validate(
    {
        "key": "form",
        "title": "推荐审批表",
        "kind": "machine",
        "task": "render_document",
        "document": "approval_form",
    }
)
_TABLE = MachineStep.model_validate(
    {"key": "table", "title": "汇总表", "kind": "machine", "task": "roll_up", "document": "summary_table"}
)
CODE_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Workshop:
    """What documents are made with: where files go, the office's key, and the address that certificates print."""

    files: FileStore
    seal: Seal
    demo: bool
    address: str


@dataclass(frozen=True, slots=True)
class _Draft:
    """A document about to be made: its name, the cases it is about, how to make it, what the check page may show."""

    name: str
    cases: Sequence[str]
    process: str
    contents: Mapping[str, Any]
    shown: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Desk:
    """A document being issued: of which kind, about what, with what, by whom, when."""

    session: Session
    kind: Kind
    key: str
    workshop: Workshop
    actor: Person
    now: datetime


def issue_document(
    session: Session, kind: Kind, key: str, *, workshop: Workshop, actor: Person, now: datetime
) -> Document:
    """Issue a document about the case, round or meeting ``key``; once issued, a new version under the same number.

    Raises NoRightToIssue, NoSuchCase, NoSuchRound, NoSuchMeeting, DocumentNotForIt, and DocumentMixed.
    """
    may_issue(actor.posts)
    desk = _Desk(session, kind, key, workshop, actor, now)
    draft = _DRAFTS[kind.about](desk)
    head = _head(desk)
    document = _stored(desk, draft, head, _made(desk, draft, head))
    _note(desk, draft.cases, document)
    return document


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


def _head(desk: _Desk) -> dict[str, Any]:
    """What stands in the head and at the foot of every document."""
    number, version = _number(desk)
    code = desk.workshop.seal.hash(f"document:{number}:{desk.key}")[:CODE_LENGTH].upper()
    return {
        "kind": desk.kind.title,
        "number": number,
        "version": version,
        "code": code,
        "address": f"{desk.workshop.address}/verify",
        "office": statistics.organiser(desk.session),
        "day": day_of(desk.now),
        "year": str(local_date(desk.now).year),
        "demonstration": desk.workshop.demo,
    }


def _number(desk: _Desk) -> tuple[str, int]:
    """The number of the document, and which version this is; the next number of the series for a new one."""
    for one in documents.about(desk.session, desk.kind.about, desk.key):
        if one.kind == desk.kind.key and one.voided_at is None:
            return one.number, documents.hold(desk.session, one.number) + 1
    year = local_date(desk.now).year
    n = numbers.taken(desk.session, series_of(desk.kind.prefix, year))
    return official_number(desk.kind.prefix, year, n), 1


def _made(desk: _Desk, draft: _Draft, head: Mapping[str, Any]) -> Documents:
    session = desk.session
    told = {"now": desk.now, "demo": desk.workshop.demo, "official": head["number"]}
    match desk.kind.layout:
        case "approval_form":
            state, process = _case(session, desk.key)
            return approval_form.prepare(session, process, state, _FORM, **told)()
        case "summary_table":
            state, process = _case(session, draft.cases[0])
            return summary_table.prepare(session, process, state, _TABLE, **told)()
        case "minutes":
            filled = {**draft.contents, **head}
        case _:
            filled = {**head, "blocks": as_contents(letter(desk.kind, {**draft.contents, **head}))}
    return make(Order(draft.process, desk.kind.layout, draft.name, filled, desk.now))


def _stored(desk: _Desk, draft: _Draft, head: Mapping[str, Any], made: Documents) -> Document:
    name = f"{draft.name}（{head['number']}，第 {head['version']} 版）"
    about = {one: desk.key if desk.kind.about == one else None for one in ("case", "round", "meeting")}
    document = Document(
        id=str(uuid4()),
        kind=desk.kind.key,
        number=head["number"],
        version=head["version"],
        title=name,
        case_id=about["case"],
        round=about["round"],
        meeting=about["meeting"],
        shared=desk.kind.shared,
        pdf=_kept(desk, f"{name}.pdf", made.pdf, "pdf"),
        docx=_kept(desk, f"{name}.docx", made.docx, "docx"),
        code=head["code"],
        shown=dict(draft.shown),
        made_at=desk.now,
        made_by=desk.actor.id,
    )
    documents.put(desk.session, document)
    return document


def _kept(desk: _Desk, name: str, content: bytes, form: str) -> str:
    """Keep a file; it is the office's, and not an upload of whoever asked for it."""
    kept = store(
        desk.session,
        name=name,
        content=content,
        accept=[form],
        actor=None,
        now=desk.now,
        files=desk.workshop.files,
    )
    return kept.digest


def _note(desk: _Desk, about: Sequence[str], document: Document) -> None:
    """A line in the journal of each case concerned, with the digests; the files become the cases'."""
    files = {"pdf": document.pdf, "docx": document.docx}
    command = IssueDocument(
        desk.actor, document.id, desk.kind.key, desk.kind.title, document.number, document.version, files
    )
    for case_id in about:
        perform(desk.session, case_id, ready(command), by=desk.actor.id, now=desk.now)
        for form, digest in files.items():
            attachments.attach(desk.session, case_id, digest, f"{document.title}.{form}", now=desk.now)


def _about_case(desk: _Desk) -> _Draft:
    kind, (state, process) = desk.kind, _case(desk.session, desk.key)
    said = facts.of_case(kind, process, state)
    reason = _why_rejected(desk.session, desk.key)
    shown = {one: str(said[one]) for one in ("holder", "unit", "honour")}
    name = f"{award(process)}{kind.title}（{state.number}）"
    return _Draft(name, [state.id], process.key, {**said, "reason": reason}, shown)


def _about_round(desk: _Desk) -> _Draft:
    session, kind = desk.session, desk.kind
    found = rounds.lock(session, desk.key)
    if found is None:
        raise NoSuchRound(round=desk.key)
    current = processes.current(session, found.process, local_date(desk.now))
    if current is None:
        raise NoSuchProcess(process=found.process, day=local_date(desk.now).isoformat())
    _version, process = current
    nominees = statistics.nominees(session, found.process, desk.key)
    if not nominees:
        raise DocumentNotForIt(kind=kind.title, because=f"{found.title}还没有申报")
    said = facts.of_round(kind, process, nominees, found.title)
    concerned = [one.id for one in facts.named_in(kind, process, nominees)]
    return _Draft(f"{found.title}{kind.title}", concerned, process.key, said, {})


def _about_meeting(desk: _Desk) -> _Draft:
    record = meetings.lock(desk.session, desk.key)
    if record is None:
        raise NoSuchMeeting
    state = record.state
    if state.status != "closed":
        raise DocumentNotForIt(kind=desk.kind.title, because="会议还没有散会")
    concerned = [one.item.case.case for one in state.items if one.item.case]
    name = f"{state.title}{desk.kind.title}（{state.number}）"
    return _Draft(name, concerned, "", minutes.contents(state, record.head), {})


_DRAFTS: dict[About, Callable[[_Desk], _Draft]] = {
    "case": _about_case,
    "round": _about_round,
    "meeting": _about_meeting,
}


def _why_rejected(session: Session, case_id: str) -> str:
    """The reason in the journal; empty where the case did not end by a rejection."""
    said = (one.payload["reason"] for one in journal.lines(session, case_id) if one.event == "case.rejected")
    return next(said, "").rstrip("。")


def _case(session: Session, case_id: str) -> tuple[CaseState, Process]:
    """The case, locked: of two who issue the same document at once, the second makes a second version."""
    record = cases.lock(session, case_id)
    if record is None:
        raise NoSuchCase
    return record.state, processes.get(session, record.state.version)
