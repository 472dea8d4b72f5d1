"""征求意见 of many cases: a list for each outside body goes out, and comes back with its answers."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from fastapi import APIRouter, Request, Response
from starlette.datastructures import UploadFile

from actions.opinion_lists import put_on_file
from actions.opinions import KINDS
from engine.deadlines import local_date
from engine.definition import ConsultStep, Process
from engine.forms.many import CellFinding
from engine.opinion_lists import COLUMNS, Asked, read_answers
from engine.refusals import DocumentMissing, Refusal
from engine.showing.shown import lines as lines_of
from models import processes
from models.reads.opinion_lists import AskedLine, answers_of, asked_by
from models.session import Session
from web.downloads import made_file
from web.errors import sentence_of, status_of
from web.pages import render, words
from web.refusals import NotFound
from web.speaking import Me, Posted, Viewer, said, transaction
from web.uploads import table_sent, take_in
from web.wording import Translate
from web.xlsx.answers import answers_in, list_for
from web.xlsx.marking import marked, places

router = APIRouter(prefix="/opinions")


@dataclass(frozen=True, slots=True)
class AgencyList:
    """What one outside body is asked about by the reader: the cases that wait for its answer, and all others."""

    which: str  # version of the definition, step and agency, with points between
    process: Process
    step: ConsultStep
    lines: tuple[AskedLine, ...]

    @property
    def title(self) -> str:
        """The body's name."""
        return self.lines[0].title

    @property
    def address(self) -> str:
        """Where the list is fetched and handed in."""
        return f"/opinions/lists/{self.which}"

    @property
    def waiting(self) -> list[AskedLine]:
        """The cases of which no answer is on file yet."""
        return [one for one in self.lines if one.waits]

    @property
    def due_at(self) -> datetime | None:
        """The first day on which an answer of them is due."""
        return min((one.due_at for one in self.waiting if one.due_at), default=None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a list: how many answers, whether only tried, and what is wrong in which cell."""

    which: str
    rows: int = 0
    tried: bool = False
    wrong: tuple[tuple[str, CellFinding], ...] = ()
    file: str = ""
    sentence: str = ""


@router.get("")
def page(request: Request, me: Me) -> Response:
    """All that the reader asked outside bodies about, a list for each body."""
    return _page(request, me)


@router.get("/lists/{which}")
def fetch(request: Request, me: Me, which: str) -> Response:
    """The list for a body: the cases that wait for its answer, with the fields that the definition shows it."""
    return list_file(request, me, which)


def list_file(request: Request, me: Viewer, which: str) -> Response:
    """The list as an xlsx file. Raises NotFound for a list of others."""
    with transaction(request) as session:
        found = _list(session, me, which)
        content = _written(session, found, words(request))
    return made_file(content, f"征求意见 {found.title}.xlsx")


@router.post("/lists/{which}")
def bring(request: Request, me: Me, form: Posted, which: str) -> Response:
    """Try a list that came back, or put all its answers on file; with one wrong cell, none."""
    try:
        outcome = brought(
            request, me, which, table_sent(form), _scan(form), tried=said(form, "how") != "file"
        )
    except NotFound:
        raise
    except Refusal as refusal:
        outcome = Outcome(which, sentence=sentence_of(request, refusal))
        return _page(request, me, status=status_of(refusal), outcome=outcome)
    return _page(request, me, status=422 if outcome.wrong else 200, outcome=outcome)


def brought(
    request: Request, me: Viewer, which: str, content: bytes, scan: UploadFile | None, *, tried: bool
) -> Outcome:
    """What a list that came back comes to: tried, or with one wrong cell, nothing of it is kept.

    Raises NotFound for a list of others, the refusals of reading, and DocumentMissing: what nobody signed is no answer.
    """
    with transaction(request) as session:
        found = _list(session, me, which)
        rows = answers_in(content, which, found.title)
        answers, wrong = read_answers(rows, _known(found), today=local_date(me.now))
        if not wrong and scan is None and not tried:
            raise DocumentMissing(title=found.title)
        if not wrong and scan is not None:
            document = take_in(request, session, me, scan, KINDS).digest
            asked = {one.number: one for one in found.lines}
            wrong = put_on_file(session, answers, asked, document, actor=me.person, now=me.now)
        if wrong or tried:
            session.rollback()
    return _outcome(which, len(answers), wrong, content, tried=tried)


def _outcome(which: str, rows: int, wrong: Sequence[CellFinding], content: bytes, *, tried: bool) -> Outcome:
    if not wrong:
        return Outcome(which, rows, tried)
    cells = places(content, COLUMNS, wrong)
    return Outcome(which, rows, tried, tuple(cells), b64encode(marked(content, cells)).decode())


def _scan(form: Posted) -> UploadFile | None:
    """The scan of the sealed list."""
    sent = form.get("document")
    return sent if isinstance(sent, UploadFile) and sent.filename else None


def _known(found: AgencyList) -> dict[str, Asked]:
    days = found.step.valid_days
    known = [one for one in found.lines if one.open or one.answer]
    return {one.number: Asked(one.number, one.asked_at, days, one.answer, one.answered_at) for one in known}


def _list(session: Session, me: Viewer, which: str) -> AgencyList:
    """Raises NotFound for a list that the reader has nothing to do with."""
    found = next((one for one in lists_of(session, me) if one.which == which), None)
    if found is None:
        raise NotFound
    return found


def lists_of(session: Session, me: Viewer) -> list[AgencyList]:
    """All that the reader asked outside bodies about, a list for each body."""

    def of(one: AskedLine) -> str:
        return f"{one.version}.{one.step}.{one.agency}"

    grouped = groupby(sorted(asked_by(session, me.person.id), key=of), of)
    return [_furnished(session, which, tuple(lines)) for which, lines in grouped]


def _furnished(session: Session, which: str, lines: tuple[AskedLine, ...]) -> AgencyList:
    process = processes.get(session, lines[0].version)
    step = process.step(lines[0].step)
    if not isinstance(step, ConsultStep):
        message = f"opinions asked at {step.key}, which is a {step.kind} step"
        raise TypeError(message)
    return AgencyList(which, process, step, lines)


def _written(session: Session, found: AgencyList, say: Translate) -> bytes:
    labels = [found.process.field(one.field).label for one in found.step.shows]
    answers = answers_of(session, [one.case_id for one in found.waiting])
    rows = [
        [
            one.number,
            one.unit_name,
            *(text for _label, text in lines_of(found.process, found.step, answers[one.number], say)),
        ]
        for one in found.waiting
    ]
    return list_for(found.which, labels, rows)


def _page(request: Request, me: Viewer, *, status: int = 200, outcome: Outcome | None = None) -> Response:
    with transaction(request) as session:
        lists = lists_of(session, me)
    return render(request, "opinion_lists.html", status, lists=lists, outcome=outcome)
