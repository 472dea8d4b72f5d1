"""文书 about a case, a round or a meeting: what was issued, issuing another, voiding a number."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from actions.documents import issue_document, process_of, void_number
from engine.definition import Process
from engine.documents.issuing import ISSUERS
from engine.documents.kinds import Kind, called_by
from engine.refusals import NoSuchDocument, Refusal
from models import documents, rounds
from models.documents import Document
from models.session import Session
from seeds.document_kinds import kinds
from web.cases.page import visible_state
from web.errors import sentence_of, status_of
from web.meetings.page import visible
from web.pages import office_of, render
from web.refusals import NotFound
from web.speaking import IDENTITY, Me, Posted, Viewer, said, transaction

router = APIRouter(prefix="/documents/{about}/{key}")


@dataclass(frozen=True, slots=True)
class Thing:
    """A ``case``, a ``round`` or a ``meeting``, by its key."""

    about: str
    key: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document under its number, with its versions, the newest first."""

    kind: str
    versions: Sequence[Document]

    @property
    def newest(self) -> Document:
        """The version that holds."""
        return self.versions[0]

    @property
    def earlier(self) -> Sequence[Document]:
        """Those before it: nothing is lost."""
        return self.versions[1:]


@router.get("")
def listed(request: Request, me: Me, about: str, key: str) -> Response:
    """The documents about a thing, with every version and every voided number."""
    return _page(request, me, Thing(about, key))


@router.post("/void")
def void(request: Request, me: Me, form: Posted, about: str, key: str) -> Response:
    """Void a number of one of its documents."""
    thing, number, reason = Thing(about, key), said(form, "number"), said(form, "reason")
    return _done(request, me, thing, lambda session: void_one(session, me, thing, number, reason))


@router.post("/{kind}")
def issue(request: Request, me: Me, _form: Posted, about: str, key: str, kind: str) -> Response:
    """Issue a document, or a new version of it."""
    thing = Thing(about, key)
    return _done(request, me, thing, lambda session: issue_one(request, session, me, thing, kind))


def void_one(session: Session, me: Viewer, thing: Thing, number: str, reason: str) -> None:
    """Void a number of a document about the thing.

    Raises NotFound as ``title_of`` does, NoSuchDocument for the number of another, and the refusals of voiding.
    """
    title_of(session, me, thing)
    if number not in {one.number for one in documents.about(session, thing.about, thing.key)}:
        raise NoSuchDocument
    void_number(session, number, reason, actor=me.person, now=me.now)


def issue_one(request: Request, session: Session, me: Viewer, thing: Thing, kind: str) -> Document:
    """Issue a document about the thing. Raises NotFound also for no kind of document about such things."""
    title_of(session, me, thing)
    found = kinds().get(kind)
    if found is None or found.about != thing.about:
        raise NotFound
    workshop = office_of(request).workshop
    return issue_document(session, found, thing.key, workshop=workshop, actor=me.person, now=me.now)


def issued(session: Session, me: Viewer, thing: Thing) -> list[Numbered]:
    """The documents about a thing by number; what names people of several units only to those who see all."""
    sees_all = me.sees_all_units or thing.about == "meeting"
    rows = [one for one in documents.about(session, thing.about, thing.key) if sees_all or not one.shared]
    rows.sort(key=lambda one: (one.number, -one.version))
    process = process_of(session, thing.about, thing.key)
    titles = {one.key: one.title for one in _kinds(process)}
    found = [
        Numbered(titles.get(kind, kind), list(versions))
        for (kind, _number), versions in groupby(rows, key=lambda one: (one.kind, one.number))
    ]
    return sorted(found, key=lambda one: one.newest.made_at, reverse=True)


def offered(session: Session, me: Viewer, thing: Thing, known: Collection[str]) -> list[Kind]:
    """The kinds of documents about the thing that the reader may issue.

    What a step makes by itself is offered once it was made: ``known`` are the kinds that are there. What confers an
    honour is not offered for one that others confer, nor what hands a title on where none is given.
    """
    if not me.person.posts & ISSUERS:
        return []
    process = process_of(session, thing.about, thing.key)
    by_others = process is not None and process.conferred_by is not None
    gives_none = process is not None and process.title_terms is None
    return [
        one
        for one in _kinds(process)
        if one.about == thing.about
        and (one.needs != "its_step" or one.key in known)
        and not (one.confers and by_others)
        and not (one.needs == "granted" and gives_none)
    ]


def _kinds(process: Process | None) -> list[Kind]:
    """All kinds of documents, as the process calls them."""
    return [called_by(process, one) if process else one for one in kinds().values()]


def title_of(session: Session, me: Viewer, thing: Thing) -> str:
    """What the documents are about. Raises NotFound for whoever may not see it."""
    match thing.about:
        case "case" if re.fullmatch(IDENTITY, thing.key):
            state = visible_state(session, me, thing.key)
            return f"{state.number} {state.subject or ''}"
        case "meeting" if re.fullmatch(IDENTITY, thing.key):
            return visible(session, me, thing.key).title
        case "round" if me.sees_all_units and (found := rounds.by_key(session, thing.key)):
            return found.title
    raise NotFound


def _done(request: Request, me: Viewer, thing: Thing, do: Callable[[Session], object]) -> Response:
    try:
        with transaction(request) as session:
            do(session)
    except NotFound:
        raise
    except Refusal as refusal:
        status, sentence = status_of(refusal), sentence_of(request, refusal)
        return _page(request, me, thing, status=status, sentence=sentence)
    return RedirectResponse(f"/documents/{thing.about}/{thing.key}", 303)


def _page(request: Request, me: Viewer, thing: Thing, *, status: int = 200, sentence: str = "") -> Response:
    with transaction(request) as session:
        title = title_of(session, me, thing)
        found = issued(session, me, thing)
        may_issue = offered(session, me, thing, {one.newest.kind for one in found})
    key = thing.key
    return render(
        request,
        "documents.html",
        status,
        title=title,
        address=f"/documents/{thing.about}/{key}",
        back={"case": f"/cases/{key}", "round": "/rounds", "meeting": f"/meetings/{key}"}[thing.about],
        documents=found,
        kinds=may_issue,
        known={one.newest.kind for one in found if one.newest.voided_at is None},
        sentence=sentence,
    )
