"""信息比对的交换表: what each body still has to answer goes out as a table, its answers come in as one."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from actions import matching
from actions.matching import Taken
from engine.deadlines import local_date
from engine.hardship.centre import must_be_of_the_centre
from engine.hardship.exchange import HEADS, fact_in, wrong_in
from engine.hardship.matching import Agency, Fact
from engine.hardship.paying import CellFinding
from engine.refusals import NoSuchRequest, Refusal
from models import data_requests
from models.data_requests import StrayAnswer
from models.session import Session
from seeds.household_rules import agencies_ever, agencies_for
from web.downloads import made_file
from web.errors import sentence_of, status_of
from web.pages import office_of, render
from web.speaking import Identity, Me, Posted, Viewer, said, transaction
from web.uploads import table_sent
from web.wording import SENT
from web.xlsx.comma_separated import as_csv
from web.xlsx.tables import Row, read, written

router = APIRouter(prefix="/matching")


@dataclass(frozen=True, slots=True)
class Body:
    """A body that is asked, and how many households it has not answered about; ``line``: it is asked directly."""

    agency: Agency
    waiting: int
    late: int
    line: bool


@router.get("")
def page(request: Request, me: Me, taken: str = "") -> Response:
    """What each body still has to answer, and the answers that belong to nothing."""
    return _page(request, me, taken=taken)


@router.post("/{agency}/batch")
def send(request: Request, me: Me, form: Posted, agency: str) -> Response:
    """The table for one body, xlsx or CSV: only the fields that it needs."""
    with transaction(request) as session:
        known = agency_of(session, me, agency)
        seal = office_of(request).seal
        number, lines = matching.batch(session, known, actor=me.person, now=me.now, seal=seal)
    heads = ["编号", *(SENT[one] for one in known.sends)]
    answer = [one for one in HEADS if one not in heads]
    rows = [[one.number, *(one.fields[key] for key in known.sends), *("" for _ in answer)] for one in lines]
    kind = "csv" if said(form, "as") == "csv" else "xlsx"
    content = as_csv([*heads, *answer], rows) if kind == "csv" else written(number, [*heads, *answer], rows)
    return made_file(content, f"{number}-{known.key}.{kind}")


@router.post("/{agency}/answers")
def receive(request: Request, me: Me, form: Posted, agency: str) -> Response:
    """Take in what a body says; with one cell that cannot be read, nothing, and every such cell is named."""
    try:
        taken = received(request, me, agency, read(table_sent(form), HEADS))
    except Refusal as refusal:
        return _page(request, me, sentence=sentence_of(request, refusal), status=status_of(refusal))
    if not isinstance(taken, Taken):
        return _page(request, me, wrong=taken, status=422)
    told = f"{taken.answered}-{taken.contradictions}-{taken.strays}"
    return RedirectResponse(f"/matching?taken={told}", 303)


def received(request: Request, me: Viewer, agency: str, rows: Sequence[Row]) -> Taken | list[CellFinding]:
    """What the rows of an answer come to; with one cell that cannot be read nothing is taken in, and each is named.

    Raises NotTheCentre, NoSuchRequest for no body that is asked.
    """
    with transaction(request) as session:
        known = agency_of(session, me, agency)
        if wrong := [found for row in rows for found in wrong_in(row.number, row.cells, known)]:
            return wrong
        lines = [matching.Line(row.cells["编号"], fact_in(row.cells)) for row in rows]
        return matching.take_in(session, known, lines, now=me.now, seal=office_of(request).seal)


@router.post("/strays/{stray}")
def settle(request: Request, me: Me, form: Posted, stray: Identity) -> Response:
    """Say what became of an answer that belongs to nothing."""
    seal, note = office_of(request).seal, said(form, "note")
    try:
        with transaction(request) as session:
            matching.settle_stray(session, stray, note, actor=me.person, now=me.now, seal=seal)
    except Refusal as refusal:
        return _page(request, me, sentence=sentence_of(request, refusal), status=status_of(refusal))
    return RedirectResponse("/matching", 303)


def _page(
    request: Request,
    me: Viewer,
    *,
    sentence: str = "",
    wrong: Sequence[CellFinding] = (),
    taken: str = "",
    status: int = 200,
) -> Response:
    with transaction(request) as session:
        bodies, strays = asked_bodies(request, session, me), stray_answers(request, session, me)
        counts = taken.split("-") if taken.count("-") == 2 else []  # noqa: PLR2004 - answered, found, astray
        return render(
            request,
            "matching.html",
            status,
            bodies=bodies,
            strays=strays,
            fields=SENT,
            sentence=sentence,
            wrong=wrong,
            counts=counts,
            heads="、".join(HEADS),
        )


def asked_bodies(request: Request, session: Session, me: Viewer) -> list[Body]:
    """What each body still has to answer, those among them that are not asked any more. Raises NotTheCentre."""
    must_be_of_the_centre(me.person)
    today, lines = local_date(me.now), office_of(request).settings.agency_lines
    agencies = {one.key: one for one in agencies_for(session, today).agencies}
    waiting = {key: data_requests.waiting(session, key) for key in agencies_ever(session)}
    former = [one for key, one in agencies_ever(session).items() if key not in agencies and waiting[key]]
    return [
        Body(
            one,
            waiting=len(waiting[one.key]),
            late=sum(each.due_on < today for each in waiting[one.key]),
            line=one.key in lines,
        )
        for one in (*agencies.values(), *former)
    ]


def stray_answers(request: Request, session: Session, me: Viewer) -> list[tuple[StrayAnswer, str]]:
    """The answers that belong to nothing, each with what it says. Raises NotTheCentre."""
    must_be_of_the_centre(me.person)
    seal = office_of(request).seal
    return [
        (one, matching.said_in(Fact.model_validate_json(seal.open(one.content))))
        for one in data_requests.strays(session)
    ]


def agency_of(session: Session, me: Viewer, key: str) -> Agency:
    """The body with this key, also one that is not asked any more. Raises NotTheCentre, NoSuchRequest."""
    must_be_of_the_centre(me.person)
    found = agencies_ever(session).get(key)
    if found is None:
        raise NoSuchRequest
    return found
