"""The pages of a household's file: filling it in, reading it line by line, clearing what contradicts it."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from actions import matching
from actions.households import Opened, open_file
from engine.deadlines import local_date
from engine.hardship.file import ASSET, RELATIONS
from engine.hardship.file_checks import Finding, Window, window_of
from engine.hardship.parameters import HardshipParameters
from engine.hardship.words import EXPENSE, INCOME, TRAIT
from engine.refusals import NoParameters, Refusal
from engine.state import CaseState
from models import households, processes
from models.session import Session
from web.errors import sentence_of, status_of
from web.households import acts
from web.households.form import Typed, read
from web.households.helping import wish_of
from web.households.page import shown
from web.households.rows import rows_of, wrong_at
from web.pages import office_of, render
from web.refusals import StandsOrNot
from web.speaking import Identity, Me, Posted, Viewer, said, transaction

router = APIRouter()
_DERIVED = {"second_home", "motor_vehicle", "controlling_shareholder", "elite_study", "assets"}


@router.get("/assignments/{assignment_id}/household")
def form_page(request: Request, me: Me, assignment_id: Identity, saved: str = "") -> Response:
    """The household's file, to be filled in by whoever has the step."""
    return _form(request, me, assignment_id, saved=bool(saved))


@router.post("/assignments/{assignment_id}/household")
def save(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Keep what is typed, whatever is wrong with it; only what cannot be read at all is not kept."""
    typed: Typed | None = None
    try:
        with transaction(request) as session:
            state, share = acts.mine(session, me, assignment_id)
            typed = read(form, acts.kept_file(request, session, state))
            if typed.file is not None:
                acts.keep(request, session, me, share, typed.file, state=state)
    except Refusal as refusal:
        status, sentence = status_of(refusal), sentence_of(request, refusal)
        return _form(request, me, assignment_id, typed=typed, sentence=sentence, status=status)
    if typed.file is None:
        return _form(request, me, assignment_id, typed=typed, status=422)
    return RedirectResponse(f"/assignments/{assignment_id}/household?saved=1", 303)


@router.get("/cases/{case_id}/household")
def page(request: Request, me: Me, case_id: Identity) -> Response:
    """The household line by line, with its numbers masked."""
    return _page(request, me, case_id)


@router.post("/cases/{case_id}/household/disclosure")
def whole(request: Request, me: Me, form: Posted, case_id: Identity) -> Response:
    """The same with whole numbers, once; who looked and why is a line of the case's journal."""
    try:
        with transaction(request) as session:
            acts.look_at_numbers(session, me, case_id, said(form, "reason"))
    except Refusal as refusal:
        return _page(request, me, case_id, sentence=sentence_of(request, refusal), status=status_of(refusal))
    return _page(request, me, case_id, shown_whole=True)


@router.post("/cases/{case_id}/help")
def grant(request: Request, me: Me, form: Posted, case_id: Identity) -> Response:
    """Grant a sum for the household, within the caps of the year."""
    try:
        with transaction(request) as session:
            acts.grant(request, session, me, case_id, wish_of(form))
    except Refusal as refusal:
        return _page(request, me, case_id, sentence=sentence_of(request, refusal), status=status_of(refusal))
    return RedirectResponse(f"/cases/{case_id}/household#help", 303)


@router.post("/cases/{case_id}/contradictions/{contradiction}")
def clear(request: Request, me: Me, form: Posted, case_id: Identity, contradiction: Identity) -> Response:
    """Say whether a contradiction stands, and why."""
    stands, reason = said(form, "stands"), said(form, "reason")
    try:
        if stands not in ("yes", "no"):
            raise StandsOrNot
        with transaction(request) as session:
            acts.visible(session, me, case_id)
            acts.clear(request, session, me, contradiction, reason, stands=stands == "yes")
    except Refusal as refusal:
        return _page(request, me, case_id, sentence=sentence_of(request, refusal), status=status_of(refusal))
    return RedirectResponse(f"/cases/{case_id}/household#matching", 303)


@router.post("/cases/{case_id}/data-requests/{asked}/waiver")
def waive(request: Request, me: Me, form: Posted, case_id: Identity, asked: Identity) -> Response:
    """Go on without an answer, with the reason."""
    try:
        with transaction(request) as session:
            acts.visible(session, me, case_id)
            reason, seal = said(form, "reason"), office_of(request).seal
            matching.waive(session, asked, reason, actor=me.person, now=me.now, seal=seal)
    except Refusal as refusal:
        return _page(request, me, case_id, sentence=sentence_of(request, refusal), status=status_of(refusal))
    return RedirectResponse(f"/cases/{case_id}/household#matching", 303)


def _page(
    request: Request,
    me: Viewer,
    case_id: str,
    *,
    sentence: str = "",
    status: int = 200,
    shown_whole: bool = False,
) -> Response:
    with transaction(request) as session:
        look = acts.look_at(request, session, me, case_id, whole=shown_whole)
        shares = look.state.assignments
        at_work = any(one.person == me.person.id and one.status == "open" for one in shares)
        return render(
            request,
            "household.html",
            status,
            case=look.state,
            process=look.process,
            sentence=sentence,
            at_work=at_work,
            **shown(look),
        )


def _form(
    request: Request,
    me: Viewer,
    assignment_id: str,
    *,
    typed: Typed | None = None,
    sentence: str = "",
    saved: bool = False,
    status: int = 200,
) -> Response:
    with transaction(request) as session:
        state, share = acts.mine(session, me, assignment_id)
        process = processes.get(session, state.version)
        kept = open_file(session, state.id, office_of(request).seal)
        findings = _findings(typed, kept)
        window, missing = _window(request, session, state, me)
        sentence = sentence or missing
        return render(
            request,
            "household_form.html",
            status,
            case=state,
            process=process,
            assignment=share,
            rows=rows_of(kept.file if kept else None, typed.tree if typed else None),
            findings=findings,
            wrong=wrong_at(findings),
            unreadable=typed is not None and typed.file is None,
            answer=kept.answer if kept and not typed else None,
            sentence=sentence,
            window=window,
            saved=saved,
            relations=RELATIONS,
            income_words=INCOME,
            expense_words=EXPENSE,
            asset_words=ASSET,
            trait_words={key: word for key, word in TRAIT.items() if key not in _DERIVED},
        )


def _findings(typed: Typed | None, kept: Opened | None) -> tuple[Finding, ...]:
    if typed is not None:
        return typed.findings
    return kept.findings if kept else ()


def _window(request: Request, session: Session, state: CaseState, me: Viewer) -> tuple[Window | None, str]:
    """The months and days that are reckoned; without parameters none, and which have to be entered first."""
    try:
        rules = acts.parameters(session, state, me)
    except NoParameters as refusal:
        return None, sentence_of(request, refusal)
    day = households.applied_on(session, state.id) or local_date(me.now)
    return window_of(day, HardshipParameters.model_validate(rules.content)), ""
