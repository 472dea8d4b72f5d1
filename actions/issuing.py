"""A document on its way to the file: its number from the series, its head, its versions, the lines in the journals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from actions.attachments import store
from actions.papers import approval_form, summary_table
from actions.papers.letters import as_contents, letter
from actions.papers.typesetting import Documents, Order, make
from actions.papers.words import day_of
from actions.perform import perform, ready
from engine.commands import IssueDocument
from engine.deadlines import local_date
from engine.definition import Process
from engine.documents.kinds import Kind, official_number, series_of
from engine.refusals import NoSuchCase
from engine.state import CaseState, Person
from models import attachments, cases, documents, numbers, processes
from models.documents import Document
from models.files import FileStore
from models.reads import statistics
from models.sealing import Seal
from models.session import Session

CODE_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Workshop:
    """What documents are made with: where files go, the office's key, and the address that certificates print."""

    files: FileStore
    seal: Seal
    demo: bool
    address: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A document about to be made: its name, the cases it is about, how to make it, what the check page may show."""

    name: str
    cases: Sequence[str]
    process: str
    contents: Mapping[str, Any]
    shown: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """A document being issued: of which kind, about what, with what, by whom (None: the office itself), when."""

    session: Session
    kind: Kind
    key: str
    workshop: Workshop
    actor: Person | None
    now: datetime


def issue(desk: Desk, draft: Draft) -> Document:
    """Make a document and keep it: the next number of its series, or a new version under the number that it has.

    Files, number and the lines in the journals are one transaction: undone, none of them was. Raises DocumentMixed.
    """
    head = _head(desk)
    document = _stored(desk, draft, head, _typeset(desk, draft, head))
    _note(desk, draft.cases, document)
    return document


def case_of(session: Session, case_id: str) -> tuple[CaseState, Process]:
    """The case, locked: of two who issue the same document at once, the second makes a second version."""
    record = cases.lock(session, case_id)
    if record is None:
        raise NoSuchCase
    return record.state, processes.get(session, record.state.version)


def _head(desk: Desk) -> dict[str, Any]:
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


def _number(desk: Desk) -> tuple[str, int]:
    """The number of the document, and which version this is; the next number of the series for a new one."""
    for one in documents.about(desk.session, desk.kind.about, desk.key):
        if one.kind == desk.kind.key and one.voided_at is None:
            return one.number, documents.hold(desk.session, one.number) + 1
    year = local_date(desk.now).year
    n = numbers.taken(desk.session, series_of(desk.kind.prefix, year))
    return official_number(desk.kind.prefix, year, n), 1


def _typeset(desk: Desk, draft: Draft, head: Mapping[str, Any]) -> Documents:
    return make(Order(draft.process, desk.kind.layout, draft.name, _filled(desk, draft, head), desk.now))


def _filled(desk: Desk, draft: Draft, head: Mapping[str, Any]) -> dict[str, Any]:
    on_forms = {**head, "official": head["number"], "filled_on": head["day"]}
    match desk.kind.layout:
        case "approval_form" | "notice":
            state, process = case_of(desk.session, desk.key)
            return on_forms | approval_form.of_case(desk.session, process, state)
        case "summary_table":
            state, process = case_of(desk.session, draft.cases[0])
            return on_forms | summary_table.of_round(desk.session, process, state)
        case "minutes":
            return {**draft.contents, **head}
        case _:
            return {**head, "blocks": as_contents(letter(desk.kind, {**draft.contents, **head}))}


def _stored(desk: Desk, draft: Draft, head: Mapping[str, Any], made: Documents) -> Document:
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
        made_by=desk.actor.id if desk.actor else None,
    )
    documents.put(desk.session, document)
    return document


def _kept(desk: Desk, name: str, content: bytes, form: str) -> str:
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


def _note(desk: Desk, about: Sequence[str], document: Document) -> None:
    """A line in the journal of each case concerned, with the digests; the files become the cases'."""
    files = {"pdf": document.pdf, "docx": document.docx}
    command = IssueDocument(
        desk.actor, document.id, desk.kind.key, desk.kind.title, document.number, document.version, files
    )
    by = desk.actor.id if desk.actor else None
    for case_id in about:
        perform(desk.session, case_id, ready(command), by=by, now=desk.now)
        for form, digest in files.items():
            attachments.attach(desk.session, case_id, digest, f"{document.title}.{form}", now=desk.now)
