"""帮扶标准、比对部门: every table there is with its source, and the forms by which an administrator enters another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions.parameters import enter
from engine.deadlines import local_date
from engine.hardship import aid, classing, matching
from engine.hardship.place_tables import PER, WAYS, Rows, agencies_said, caps_said
from engine.refusals import ParametersUnfit
from engine.rulebook.published import RuleSet, in_force
from seeds.household_rules import aid_sets, help_sets, matching_sets
from web.errors import status_of
from web.pages import render
from web.speaking import Administrator, Posted, Viewer, said, transaction
from web.wording import SENT

router = APIRouter(prefix="/admin/parameters")
_WHERE = ("title", "valid_from", "valid_to", "source")
_CAP = ("kind", "per", "lines", "amount", "share_of_cost", "needs_file")
_AGENCY = ("key", "title", "within", "clause", "way")
_SPARE = 3
_MOST = 60  # rows of one table; no place has half as many


@dataclass(frozen=True, slots=True)
class _Typed:
    """What stands in a form: as it was typed, or as the set from which it begins says it."""

    where: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]
    one_kind: Sequence[str] = field(default=())
    assumed: bool = False


@router.get("/caps")
def caps_page(request: Request, me: Administrator, begin: str = "") -> Response:
    """Every table of caps with its source, and the form, filled with the table ``begin``."""
    return _caps(request, me, begin=begin)


@router.post("/caps")
def enter_caps(request: Request, me: Administrator, form: Posted) -> Response:
    """Enter a table of caps; with one finding nothing is entered."""
    typed = _typed(form, "caps", _CAP, "classes")
    try:
        with transaction(request) as session:
            new = caps_said(typed.where, typed.rows, typed.one_kind, assumed=typed.assumed)
            enter(session, new, actor=me.person, now=me.now)
    except ParametersUnfit as refusal:
        return _caps(request, me, typed=typed, refusal=refusal)
    return RedirectResponse("/admin/parameters/caps?entered=1", 303)


@router.get("/agencies")
def agencies_page(request: Request, me: Administrator) -> Response:
    """The bodies that are asked today, and the form to enter others from a day on."""
    return _agencies(request, me)


@router.post("/agencies")
def enter_agencies(request: Request, me: Administrator, form: Posted) -> Response:
    """Enter the bodies that are asked; with one finding nothing is entered."""
    typed = _typed(form, "agencies", _AGENCY, "sends", "tells")
    try:
        with transaction(request) as session:
            new = agencies_said(typed.where, typed.rows, assumed=typed.assumed)
            enter(session, new, actor=me.person, now=me.now)
    except ParametersUnfit as refusal:
        return _agencies(request, me, typed=typed, refusal=refusal)
    return RedirectResponse("/admin/parameters/agencies?entered=1", 303)


def _typed(form: FormData, table: str, cells: Sequence[str], *ticked: str) -> _Typed:
    """The rows in which something is typed; the kind of a cap or the key of a body tells."""
    rows: list[Mapping[str, Any]] = []
    for n in range(_MOST):
        at = f"{table}.{n}"
        row = {key: said(form, f"{at}.{key}").replace(",", "") for key in cells}
        row = {key: value for key, value in row.items() if value}
        if row.keys() & {"kind", "key", "title", "lines", "amount", "share_of_cost"}:
            more = {key: _several(form, f"{at}.{key}") for key in ticked}
            rows.append({**_with_flag(row, cells), **more})
    where = {key: said(form, key) for key in _WHERE}
    return _Typed(where, rows, _several(form, "one_kind"), assumed=said(form, "assumed") == "yes")


def _with_flag(row: Mapping[str, str], cells: Sequence[str]) -> Mapping[str, Any]:
    return {**row, "needs_file": "needs_file" in row} if "needs_file" in cells else row


def _several(form: FormData, name: str) -> list[str]:
    return [one for one in form.getlist(name) if isinstance(one, str)]


def _begun(rules: RuleSet, rows: Rows, one_kind: Sequence[str] = ()) -> _Typed:
    where = {"title": "", "valid_from": "", "valid_to": "", "source": ""}
    return _Typed(where, rows, one_kind, assumed=rules.assumed)


def _caps(
    request: Request,
    me: Viewer,
    *,
    begin: str = "",
    typed: _Typed | None = None,
    refusal: ParametersUnfit | None = None,
) -> Response:
    with transaction(request) as session:
        sets, chosen = aid_sets(session), in_force(help_sets(session), local_date(me.now))
    tables = [(one, aid.AidTable.model_validate(one.content)) for one in sets]
    first = next((one for one in tables if one[0].key == begin), tables[0])
    blank = _begun(first[0], first[1].model_dump()["caps"], first[1].one_kind_classes)
    shown = typed or blank
    return _page(
        request,
        "admin/parameters_caps.html",
        shown,
        refusal,
        tables=tables,
        chosen=chosen.content["table"] if chosen else "",
        kinds=aid.TITLES,
        classes=classing.WORDS,
        per=PER,
    )


def _agencies(
    request: Request, me: Viewer, *, typed: _Typed | None = None, refusal: ParametersUnfit | None = None
) -> Response:
    with transaction(request) as session:
        sets = matching_sets(session)
    held = in_force(sets, local_date(me.now))
    known = matching.Agencies.model_validate((held or sets[0]).content)
    shown = typed or _begun(held or sets[0], known.model_dump()["agencies"])
    return _page(
        request,
        "admin/parameters_agencies.html",
        shown,
        refusal,
        held=held,
        agencies=known.agencies if held else (),
        sent=SENT,
        told=matching.TOLD,
        ways=WAYS,
    )


def _page(
    request: Request, template: str, shown: _Typed, refusal: ParametersUnfit | None, **given: object
) -> Response:
    spare: list[Mapping[str, Any]] = [{} for _ in range(_SPARE)]
    wrong = refusal.findings if refusal else ()
    return render(
        request,
        template,
        status_of(refusal) if refusal else 200,
        typed=shown,
        rows=[*shown.rows, *spare],
        findings=wrong,
        wrong={f"{one.field}.{one.cell}".rstrip("."): one.message for one in wrong},
        entered="entered" in request.query_params,
        **given,
    )
