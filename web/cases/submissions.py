"""Starting a nomination and filling its form: drafts are kept, every defect is named at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions import cases
from actions import recommending as recommended
from engine.conditions import HANDED_IN
from engine.deadlines import local_date
from engine.definition import FormField, Process
from engine.explain import RuleResult, rule_results
from engine.forms.parts import asked_at, counted
from engine.offering.choices import choices
from engine.refusals import FieldFinding, FormIncomplete, Refusal
from engine.state import AssignmentState, CaseState, facts_of
from engine.variants import holds
from models import calendars, drafts, processes, variants
from models.drafts import Draft
from models.reads import inbox, rounds
from models.reads.assignments import case_of, fields_at
from models.reads.cases import details
from models.reads.narrowing import Narrowing
from models.session import Session
from web import formats
from web.cases.fields import beside_no_field, drawn
from web.cases.page import visible_state
from web.cases.tasks import Refused
from web.cases.typed import Typed, dropped, file_sent, read, rows_shown
from web.errors import sentence_of, status_of
from web.households.page import in_one_line_of
from web.pages import office_of, render, words
from web.refusals import NotFound
from web.speaking import Identity, Me, Posted, Viewer, said, transaction

router = APIRouter()
_AT = "at-"  # before the ids of fields on a case page


@dataclass(frozen=True, slots=True)
class _Form:
    """A form before its writer, on a day."""

    state: CaseState
    process: Process
    mine: AssignmentState
    today: str


@router.get("/start")
def start_page(request: Request, me: Me) -> Response:
    """What one's unit can begin, and how many places it has."""
    return _start(request, me)


@router.post("/start")
def start(request: Request, me: Me, form: Posted) -> Response:
    """Begin a case of one's unit and go to its form."""
    try:
        with transaction(request) as session:
            case_id = cases.open_case(
                session,
                said(form, "process"),
                actor=me.person,
                now=me.now,
                round_key=said(form, "round") or None,
            )
            state = visible_state(session, me, case_id)
    except Refusal as refusal:
        return _start(request, me, status=status_of(refusal), sentence=sentence_of(request, refusal))
    mine = next((one for one in state.assignments if one.person == me.person.id), None)
    return RedirectResponse(f"/assignments/{mine.id}/form" if mine else f"/cases/{case_id}", 303)


@router.get("/assignments/{assignment_id}/form")
def form_page(request: Request, me: Me, assignment_id: Identity) -> Response:
    """The form, as far as it is filled."""
    return _page(request, me, assignment_id)


@router.post("/assignments/{assignment_id}/draft")
def save(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Keep what is typed so far; the page itself asks for this while somebody types."""
    typed = _keep(request, me, assignment_id, form)
    if request.headers.get("hx-request"):
        return _saved(request, me, assignment_id, typed, form)
    if typed.findings:
        return _page(
            request, me, assignment_id, status=422, refused=_refused_files(request, assignment_id, typed)
        )
    return RedirectResponse(_where_filled(request, me, assignment_id), 303)


def _where_filled(request: Request, me: Viewer, assignment_id: str) -> str:
    """The page on which the fields of the step stand: the form, or the page of the case."""
    with transaction(request) as session:
        form = _form(session, me, assignment_id)
    if form.process.step(form.mine.step).kind == "submit":
        return f"/assignments/{assignment_id}/form?saved=1"
    return f"/cases/{form.state.id}"


@router.post("/assignments/{assignment_id}/submission")
def submit(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Hand the form in; with defects it stays a draft and every one of them is marked."""
    typed = _keep(request, me, assignment_id, form)
    try:
        with transaction(request) as session:
            case_id = case_of(session, assignment_id)
            seal = office_of(request).seal
            cases.submit(session, assignment_id, typed.answers, actor=me.person, now=me.now, seal=seal)
            if typed.findings:
                raise FormIncomplete(typed.findings)
    except Refusal as refusal:
        findings = _each_field_once(getattr(refusal, "findings", ()), typed.findings)
        sentence = _all_defects(request, findings) if findings else sentence_of(request, refusal)
        refused = Refused(assignment_id, sentence, findings, typed.answers)
        return _page(request, me, assignment_id, status=status_of(refusal), refused=refused)
    return RedirectResponse(f"/cases/{case_id}?done=1", 303)


def _start(request: Request, me: Viewer, *, status: int = 200, sentence: str = "") -> Response:
    with transaction(request) as session:
        current = processes.in_force(session, local_date(me.now))
        chosen = variants.chosen(session, local_date(me.now))
        opened, year = rounds.rounds(session, unit=me.person.unit), local_date(me.now).year
        places = {one.process: one for one in opened if one.year == year}
        given = [
            (process, _own_line(places.get(process.key), me))
            for _version, process in current
            if process.begun_freely and holds(process, chosen)
        ]
        recommending = recommended.campaigns_for(session, me.person, now=me.now)
        drafts_only = Narrowing(status="draft")
        begun, _ = inbox.lines(session, "started", me.person.id, now=me.now, narrowing=drafts_only)
    offers = [(process, line) for process, line in given if not process.quota or (line and line.left)]
    given_out = {
        "offers": [] if recommending else offers,
        "shut": [] if recommending else [one for one in given if one not in offers],
        "recommending": recommending,
    }
    return render(request, "start.html", status, begun=begun, sentence=sentence, **given_out)


def _own_line(round_: rounds.RoundPage | None, me: Viewer) -> rounds.PlacesLine | None:
    lines = round_.lines if round_ else ()
    return next((one for one in lines if one.unit == me.person.unit), None)


def _saved(request: Request, me: Viewer, assignment_id: str, typed: Typed, posted: FormData) -> Response:
    """When it was saved, the rules as they stand now, and the files that came: none is sent a second time."""
    with transaction(request) as session:
        form = _form(session, me, assignment_id)
        values = _values(form, drafts.of(session, assignment_id))
    unasked = _unasked(form, values)
    stale = [one for one in form.process.fields_at(form.mine.step) if _is_stale(one, posted, unasked)]
    longer = {one.key: len(rows_shown(posted, one)) + 1 for one in stale if said(posted, "again") == one.key}
    again = drawn(stale, values, typed.findings, unasked, longer)
    given = {
        "findings": typed.findings,
        "rules": _rules(form, values),
        "again": again,
        "prefix": _AT if said(posted, "prefix") == _AT else "",
        "assignment_of": assignment_id,
    }
    return render(request, "_saved.html", at=formats.moment(me.now)[-5:], **given)


def _unasked(form: _Form, values: Mapping[str, Any]) -> set[str]:
    """The fields of the form that the answers so far do not ask for."""
    asked = {one.key for one in asked_at(form.process, form.mine.step, _facts(form, values))}
    return {one.key for one in form.process.fields_at(form.mine.step)} - asked


def _facts(form: _Form, values: Mapping[str, Any]) -> dict[str, object]:
    return {**facts_of(form.state), HANDED_IN: form.today, **values}


def _is_stale(field: FormField, posted: FormData, unasked: set[str]) -> bool:
    """Whether the page shows what it should not, or not what it should.

    That is a chosen file, a field that came or went, a table with a row more or less. Nothing else is drawn
    anew, for somebody may be typing in it.
    """
    shown = field.key in posted.getlist("shown")
    came_or_went = field.when is not None and shown == (field.key in unasked)
    rows_changed = said(posted, "again") == field.key or bool(dropped(posted, field))
    return came_or_went or rows_changed or file_sent(posted, field) is not None


def _each_field_once(
    found: Sequence[FieldFinding], files: tuple[FieldFinding, ...]
) -> tuple[FieldFinding, ...]:
    """A file that was not taken in is missing for that reason: it is not asked for a second time."""
    refused = {one.field for one in files}
    return (*(one for one in found if one.field not in refused), *files)


def _keep(request: Request, me: Viewer, assignment_id: str, form: Posted) -> Typed:
    with transaction(request) as session:
        typed = read(request, session, me, assignment_id, fields=fields_at(session, assignment_id), form=form)
        seal = office_of(request).seal
        cases.save_draft(session, assignment_id, typed.answers, actor=me.person, now=me.now, seal=seal)
    return typed


def _page(
    request: Request, me: Viewer, assignment_id: str, *, status: int = 200, refused: Refused | None = None
) -> Response:
    with transaction(request) as session:
        form = _form(session, me, assignment_id)
        kept = drafts.of(session, assignment_id)
        values = _with_household(request, session, form, _values(form, kept, refused))
        fields = form.process.fields_at(form.mine.step)
        findings = refused.findings if refused else ()
        offered = choices(
            form.process,
            form.state,
            assignment_id,
            now=me.now,
            calendar=calendars.of(session),
            answers=values,
        )
        return render(
            request,
            "form.html",
            status,
            case=form.state,
            process=form.process,
            assignment=form.mine,
            fields=drawn(fields, values, findings, _unasked(form, values)),
            loose=beside_no_field(fields, findings),
            refused=refused,
            rules=_rules(form, values),
            choices=offered,
            saved_at=kept.saved_at if kept else None,
            returned=form.state.status == "returned",
            reasons=_reasons(session, form),
        )


def _with_household(
    request: Request, session: Session, form: _Form, values: dict[str, Any]
) -> dict[str, Any]:
    """The household is filled in on a page of its own: here stands how far it has come."""
    asked = [one.key for one in form.process.fields_at(form.mine.step) if one.type == "household"]
    told = {"words": in_one_line_of(session, form.state.id, office_of(request).seal)} if asked else {}
    return {**values, **dict.fromkeys(asked, told)}


def _values(form: _Form, kept: Draft | None, refused: Refused | None = None) -> dict[str, Any]:
    """What is filled in; a field that was just refused stands as typed, for its writer to find the slip."""
    wrong = {one.field for one in refused.findings} if refused else set()
    typed = {key: value for key, value in refused.typed.items() if key in wrong} if refused else {}
    return {**form.state.answers, **(kept.answers if kept else {}), **typed}


def _reasons(session: Session, form: _Form) -> list[dict[str, str]]:
    """Who sent the form back last, where, and in which words; nothing when nobody did."""
    back = [one for one in form.state.assignments if one.decision == "send_back" and one.decided_at]
    if form.state.status != "returned" or not back:
        return []
    last = max(back, key=lambda one: one.decided_at or one.opened_at)
    words_ = details(session, form.state.id).comments.get(last.id) or ""
    return [{"name": last.name, "step": form.process.step(last.step).title, "comment": words_}]


def _rules(form: _Form, values: Mapping[str, Any]) -> list[RuleResult]:
    """The rules that are checked when the form is handed in; one that looks at an empty field is not judged yet."""
    standing = counted(form.process, values, _facts(form, values))
    filled = {key: value for key, value in standing.items() if value not in ("", None)}
    results = rule_results(form.process, {**filled, HANDED_IN: form.today}, case=form.state)
    return [one for one in results if one.checked_at == form.mine.step]


def _form(session: Session, me: Viewer, assignment_id: str) -> _Form:
    """The reader's own open form. Raises NotFound for anything else: those who only look use the case page."""
    case_id = case_of(session, assignment_id)
    state = visible_state(session, me, case_id) if case_id else None
    mine = state.assignment(assignment_id) if state else None
    if state is None or mine is None or mine.person != me.person.id or mine.status != "open":
        raise NotFound
    return _Form(state, processes.get(session, state.version), mine, local_date(me.now).isoformat())


def _refused_files(request: Request, assignment_id: str, typed: Typed) -> Refused:
    return Refused(assignment_id, _all_defects(request, typed.findings), typed.findings, typed.answers)


def _all_defects(request: Request, findings: tuple[FieldFinding, ...]) -> str:
    return words(request)("有 {n} 处需要补正，已逐项标出；草稿已保存。").format(n=len(findings))
