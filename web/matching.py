"""信息比对的交换表: what each body still has to answer goes out as a table, its answers come in as one."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import UploadFile

from actions import matching
from engine.deadlines import local_date
from engine.hardship.centre import must_be_of_the_centre
from engine.hardship.exchange import HEADS, fact_in, wrong_in
from engine.hardship.matching import Agency, Fact
from engine.hardship.paying import CellFinding
from engine.refusals import NoSuchRequest, Refusal
from models import data_requests
from seeds.household_rules import agencies_for
from web.errors import sentence_of, status_of
from web.pages import office_of, render
from web.refusals import SheetMissing
from web.speaking import Identity, Me, Posted, Viewer, said, transaction
from web.xlsx.comma_separated import MEDIA as CSV
from web.xlsx.comma_separated import as_csv
from web.xlsx.tables import MEDIA, read, written

router = APIRouter(prefix="/matching")
_FIELDS = {"name": "姓名", "id_number": "身份证号", "relation": "与职工的关系"}


@router.get("")
def page(request: Request, me: Me, taken: str = "") -> Response:
    """What each body still has to answer, and the answers that belong to nothing."""
    return _page(request, me, taken=taken)


@router.post("/{agency}/batch")
def send(request: Request, me: Me, form: Posted, agency: str) -> Response:
    """The table for one body, xlsx or CSV: only the fields that it needs."""
    known = _agency(me, agency)
    with transaction(request) as session:
        seal = office_of(request).seal
        number, lines = matching.batch(session, known, actor=me.person, now=me.now, seal=seal)
    heads = ["编号", *(_FIELDS[one] for one in known.sends)]
    answer = [one for one in HEADS if one not in heads]
    rows = [[one.number, *(one.fields[key] for key in known.sends), *("" for _ in answer)] for one in lines]
    kind = "csv" if said(form, "as") == "csv" else "xlsx"
    content = as_csv([*heads, *answer], rows) if kind == "csv" else written(number, [*heads, *answer], rows)
    disposition = f'attachment; filename="{number}-{known.key}.{kind}"'
    media = CSV if kind == "csv" else MEDIA
    return Response(content, media_type=media, headers={"content-disposition": disposition})


@router.post("/{agency}/answers")
def receive(request: Request, me: Me, form: Posted, agency: str) -> Response:
    """Take in what a body says; with one cell that cannot be read, nothing, and every such cell is named."""
    sent = form.get("table")
    try:
        known = _agency(me, agency)
        if not isinstance(sent, UploadFile) or not sent.filename:
            raise SheetMissing
        rows = read(sent.file.read(), HEADS)
        if wrong := [found for row in rows for found in wrong_in(row.number, row.cells, known)]:
            return _page(request, me, wrong=wrong, status=422)
        with transaction(request) as session:
            lines = [matching.Line(row.cells["编号"], fact_in(row.cells)) for row in rows]
            taken = matching.take_in(session, known, lines, now=me.now, seal=office_of(request).seal)
    except Refusal as refusal:
        return _page(request, me, sentence=sentence_of(request, refusal), status=status_of(refusal))
    told = f"{taken.answered}-{taken.contradictions}-{taken.strays}"
    return RedirectResponse(f"/matching?taken={told}", 303)


@router.post("/strays/{stray}")
def settle(request: Request, me: Me, form: Posted, stray: Identity) -> Response:
    """Say what became of an answer that belongs to nothing."""
    must_be_of_the_centre(me.person)
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
    must_be_of_the_centre(me.person)
    today, office = local_date(me.now), office_of(request)
    with transaction(request) as session:
        bodies = []
        for one in agencies_for(today).agencies:
            waiting = data_requests.waiting(session, one.key)
            late = sum(each.due_on < today for each in waiting)
            bodies.append(
                {
                    "agency": one,
                    "waiting": len(waiting),
                    "late": late,
                    "line": one.key in office.settings.agency_lines,
                }
            )
        strays = [
            (one, matching.said_in(Fact.model_validate_json(office.seal.open(one.content))))
            for one in data_requests.strays(session)
        ]
        counts = taken.split("-") if taken.count("-") == 2 else []  # noqa: PLR2004 - answered, found, astray
        return render(
            request,
            "matching.html",
            status,
            bodies=bodies,
            strays=strays,
            fields=_FIELDS,
            sentence=sentence,
            wrong=wrong,
            counts=counts,
            heads="、".join(HEADS),
        )


def _agency(me: Viewer, key: str) -> Agency:
    must_be_of_the_centre(me.person)
    found = agencies_for(local_date(me.now)).called(key)
    if found is None:
        raise NoSuchRequest
    return found
