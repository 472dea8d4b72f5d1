"""参数: what holds for households in each place and time, what is missing, and the forms to enter it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions.parameters import enter
from engine.deadlines import local_date
from engine.definition import Process
from engine.hardship.parameters import HardshipParameters
from engine.hardship.place_tables import CAPS_RULE, MATCHING_RULE
from engine.hardship.place_values import (
    CHOICES,
    CLASS_RULE,
    HELP_RULE,
    HOME,
    NUMBERS,
    choice_said,
    class_set,
    help_set,
    names,
    values_said,
    variant_set,
)
from engine.refusals import ParametersUnfit
from engine.rulebook.published import RuleSet, in_force
from engine.subsidy.entering import SUBSIDY_RULE, TITLES
from engine.subsidy.question import SubsidyParameters
from engine.variants import VARIANT_RULE, several
from models import parameter_sets, processes, variants
from models.reads.administration import cities
from models.session import Session
from seeds.household_rules import aid_tables, class_sets, help_sets, last_known
from seeds.subsidy_rules import subsidy_on
from web.errors import status_of
from web.pages import render
from web.speaking import Administrator, Posted, Viewer, said, transaction

router = APIRouter(prefix="/admin/parameters")
_CLASS_FIELDS = ("place", "valid_from", "valid_to", "source", *NUMBERS, *CHOICES)
_RULES = (CLASS_RULE, HELP_RULE, SUBSIDY_RULE, VARIANT_RULE, CAPS_RULE, MATCHING_RULE)
Year = Annotated[int, Query(ge=2000, le=2100)]
_CHOICE_FIELDS = ("valid_from", "valid_to", "source")


@dataclass(frozen=True, slots=True)
class OfSubsidies:
    """What holds for subsidies on a day."""

    rules: RuleSet

    @property
    def values(self) -> SubsidyParameters:
        """The same as the rule reads it."""
        return SubsidyParameters.model_validate(self.rules.content)


@dataclass(frozen=True, slots=True)
class InPlace:
    """What holds in a place on a day; nothing when nobody has entered it."""

    place: str
    rules: RuleSet | None

    @property
    def values(self) -> HardshipParameters | None:
        """The same as the rules read it."""
        return HardshipParameters.model_validate(self.rules.content) if self.rules else None


@router.get("")
def page(request: Request, me: Administrator, year: Year | None = None, entered: str = "") -> Response:
    """What holds in a year, place by place; what is missing stands there as missing."""
    return _page(request, me, year, entered=bool(entered))


@router.get("/hardship")
def form_page(request: Request, _me: Administrator, place: str = HOME, year: Year = 2022) -> Response:
    """The form for one place and year, filled with what held there last, or else with what holds elsewhere."""
    with transaction(request) as session:
        before = last_known(session, place)
    new = () if names(before.place, place) else ("line", "minimum_wage")
    typed = {"place": place, "valid_from": f"{year}-01-01", "valid_to": f"{year}-12-31", "source": ""}
    assumed = tuple(one for one in before.assumed if one not in new)
    return _form(request, typed | _as_typed(before, but=new), assumed)


@router.post("/hardship")
def enter_class(request: Request, me: Administrator, form: Posted) -> Response:
    """Enter the parameters of a place; with one finding nothing is entered."""
    typed = {key: said(form, key) for key in _CLASS_FIELDS}
    assumed = _ticked(form)
    try:
        with transaction(request) as session:
            enter(session, read_class(session, typed, assumed), actor=me.person, now=me.now)
    except ParametersUnfit as refusal:
        return _form(request, typed, assumed, refusal)
    return RedirectResponse(f"/admin/parameters?year={typed['valid_from'][:4]}&entered=1", 303)


@router.post("/help")
def enter_help(request: Request, me: Administrator, form: Posted) -> Response:
    """Choose the table of caps for a time."""
    typed = {key: said(form, key) for key in (*_CHOICE_FIELDS, "table")}
    try:
        with transaction(request) as session:
            enter(session, read_help(session, typed), actor=me.person, now=me.now)
    except ParametersUnfit as refusal:
        return _page(request, me, None, refusal=refusal, typed=typed)
    return RedirectResponse(f"/admin/parameters?year={typed['valid_from'][:4]}&entered=1#help", 303)


@router.post("/order")
def enter_order(request: Request, me: Administrator, form: Posted) -> Response:
    """Choose in which order the steps of a matter are gone through for a time."""
    typed = {key: said(form, key) for key in (*_CHOICE_FIELDS, "process")}
    try:
        with transaction(request) as session:
            enter(session, read_order(session, typed, me.now), actor=me.person, now=me.now)
    except ParametersUnfit as refusal:
        return _page(request, me, None, refusal=refusal, typed=typed)
    return RedirectResponse(f"/admin/parameters?year={typed['valid_from'][:4]}&entered=1#order", 303)


def read_help(session: Session, typed: Mapping[str, str]) -> RuleSet:
    """The table of caps that is chosen. Raises ParametersUnfit."""
    return help_set(*choice_said(typed, "table", list(aid_tables(session))))


def read_order(session: Session, typed: Mapping[str, str], now: datetime) -> RuleSet:
    """The order of steps that is chosen. Raises ParametersUnfit."""
    known = {one.key: one for several in orders(session, now).values() for one in several}
    held, key = choice_said(typed, "process", list(known))
    return variant_set(held, known[key])


def orders(session: Session, now: datetime) -> Mapping[str, Sequence[Process]]:
    """The processes among which an order is chosen, by their matter."""
    return several([one for _, one in processes.in_force(session, local_date(now))])


def read_class(session: Session, typed: Mapping[str, str], assumed: tuple[str, ...]) -> RuleSet:
    """The set that is said, on top of what held in the place last. Raises ParametersUnfit."""
    place = typed.get("place", "").strip()
    before = last_known(session, place)
    return class_set(*values_said(typed, before, assumed, places(session)))


def held_on(session: Session, day: date) -> list[InPlace]:
    """What holds on a day in each place."""
    sets = class_sets(session)
    return [
        InPlace(place, in_force([one for one in sets if names(one.place, place)], day))
        for place in places(session)
    ]


def places(session: Session) -> list[str]:
    """Every place for which parameters may be entered."""
    return [*cities(session), HOME]


def _as_typed(before: HardshipParameters, *, but: tuple[str, ...]) -> dict[str, str]:
    known = {key: getattr(before, key) for key in (*NUMBERS, *CHOICES)}
    return {key: "" if value is None or key in but else str(value) for key, value in known.items()}


def _ticked(form: FormData) -> tuple[str, ...]:
    return tuple(one for one in form.getlist("assumed") if isinstance(one, str))


def _page(
    request: Request,
    me: Viewer,
    year: int | None,
    *,
    entered: bool = False,
    refusal: ParametersUnfit | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    shown = year or local_date(me.now).year
    day = local_date(me.now) if shown == local_date(me.now).year else date(shown, 12, 31)
    with transaction(request) as session:
        lines = held_on(session, day)
        chosen = in_force(help_sets(session), day)
        subsidy = subsidy_on(session, day)
        entries = [one for rule in _RULES for one in parameter_sets.entries(session, rule)]
        tables = aid_tables(session)
        choosable, held = orders(session, me.now), variants.chosen(session, day)
    blank = {"valid_from": f"{shown}-01-01", "valid_to": f"{shown}-12-31", "source": ""}
    return render(
        request,
        "admin/parameters.html",
        status_of(refusal) if refusal else 200,
        year=shown,
        day=day,
        lines=lines,
        chosen=chosen,
        subsidy=OfSubsidies(subsidy) if subsidy else None,
        situations=TITLES,
        tables=tables,
        caps=[{"key": key, "title": title} for key, title in tables.items()],
        orders=choosable,
        held=held,
        entries=sorted(entries, key=lambda one: -one.number),
        typed=typed or {},
        blank=blank,
        wrong=refusal.findings if refusal else (),
        entered=entered,
    )


def _form(
    request: Request,
    typed: Mapping[str, str],
    assumed: tuple[str, ...],
    refusal: ParametersUnfit | None = None,
) -> Response:
    with transaction(request) as session:
        known = places(session)
    return render(
        request,
        "admin/parameters_form.html",
        status_of(refusal) if refusal else 200,
        typed=typed,
        assumed=assumed,
        numbers=NUMBERS,
        choices=CHOICES,
        places=known,
        findings=refusal.findings if refusal else (),
        wrong={one.field: one.message for one in refusal.findings} if refusal else {},
    )
