"""参数 of 劳模专项补助: the form by which an administrator enters those of a year."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response

from actions.parameters import enter
from engine.refusals import ParametersUnfit
from engine.rulebook.entering import PROVINCE
from engine.rulebook.published import RuleSet
from engine.subsidy.entering import NUMBERS, as_typed, subsidy_set, values_said
from models.session import Session
from seeds.subsidy_rules import last_subsidy
from web.errors import status_of
from web.pages import render
from web.parameters.years import Year, entered, whole_year
from web.speaking import Administrator, Posted, said, transaction

router = APIRouter(prefix="/admin/parameters/subsidy")
_FIELDS = ("valid_from", "valid_to", "source", *NUMBERS)


@router.get("")
def form_page(request: Request, _me: Administrator, year: Year) -> Response:
    """The form for one year, filled with what held last."""
    with transaction(request) as session:
        before = as_typed(last_subsidy(session))
    return _form(request, whole_year(year) | before, assumed=False)


@router.post("")
def enter_subsidy(request: Request, me: Administrator, form: Posted) -> Response:
    """Enter the parameters of a year; with one finding nothing is entered."""
    typed, assumed = {key: said(form, key) for key in _FIELDS}, bool(said(form, "assumed"))
    try:
        with transaction(request) as session:
            enter(session, read_subsidy(session, typed, assumed=assumed), actor=me.person, now=me.now)
    except ParametersUnfit as refusal:
        return _form(request, typed, refusal, assumed=assumed)
    return entered(typed, "subsidy")


def read_subsidy(session: Session, typed: Mapping[str, str], *, assumed: bool) -> RuleSet:
    """The set that is said, on top of what held last. Raises ParametersUnfit."""
    held, values = values_said(typed, last_subsidy(session))
    return subsidy_set(held, values, assumed=assumed)


def _form(
    request: Request, typed: Mapping[str, str], refusal: ParametersUnfit | None = None, *, assumed: bool
) -> Response:
    findings = refusal.findings if refusal else ()
    return render(
        request,
        "admin/parameters_of_subsidies.html",
        status_of(refusal) if refusal else 200,
        typed=typed,
        place=PROVINCE,
        numbers=NUMBERS,
        assumed=assumed,
        findings=findings,
        wrong={one.field: one.message for one in findings},
    )
