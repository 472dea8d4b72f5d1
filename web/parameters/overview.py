"""What holds in a year, what is missing, what was entered when and by whom; the choices that are made for a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter, Request, Response

from actions.parameters import enter
from engine.deadlines import local_date
from engine.definition import Process
from engine.hardship.place_tables import CAPS_RULE, MATCHING_RULE
from engine.hardship.place_values import (
    CLASS_RULE,
    HELP_RULE,
    choice_said,
    help_set,
    variant_set,
)
from engine.refusals import ParametersUnfit
from engine.rulebook.published import RuleSet, in_force
from engine.subsidy.entering import SUBSIDY_RULE, TITLES
from engine.subsidy.question import SubsidyParameters
from engine.variants import VARIANT_RULE, several
from models import parameter_sets, processes, variants
from models.session import Session
from seeds.household_rules import aid_tables, help_sets
from seeds.subsidy_rules import subsidy_on
from web.errors import status_of
from web.pages import render
from web.parameters.places import held_on
from web.parameters.years import Year, whole_year
from web.parameters.years import entered as back_to_year
from web.speaking import Administrator, Posted, Viewer, said, transaction

router = APIRouter(prefix="/admin/parameters")
_RULES = (CLASS_RULE, HELP_RULE, SUBSIDY_RULE, VARIANT_RULE, CAPS_RULE, MATCHING_RULE)
_CHOICE_FIELDS = ("valid_from", "valid_to", "source")


@dataclass(frozen=True, slots=True)
class OfSubsidies:
    """What holds for subsidies on a day."""

    rules: RuleSet

    @property
    def values(self) -> SubsidyParameters:
        """The same as the rule reads it."""
        return SubsidyParameters.model_validate(self.rules.content)


@router.get("")
def page(request: Request, me: Administrator, year: Year | None = None, entered: str = "") -> Response:
    """What holds in a year, place by place; what is missing stands there as missing."""
    return _page(request, me, year, entered=bool(entered))


@router.post("/help")
def enter_help(request: Request, me: Administrator, form: Posted) -> Response:
    """Choose the table of caps for a time."""
    typed = {key: said(form, key) for key in (*_CHOICE_FIELDS, "table")}
    try:
        with transaction(request) as session:
            enter(session, read_help(session, typed), actor=me.person, now=me.now)
    except ParametersUnfit as refusal:
        return _page(request, me, None, refusal=refusal, typed=typed)
    return back_to_year(typed, "help")


@router.post("/order")
def enter_order(request: Request, me: Administrator, form: Posted) -> Response:
    """Choose in which order the steps of a matter are gone through for a time."""
    typed = {key: said(form, key) for key in (*_CHOICE_FIELDS, "process")}
    try:
        with transaction(request) as session:
            enter(session, read_order(session, typed, me.now), actor=me.person, now=me.now)
    except ParametersUnfit as refusal:
        return _page(request, me, None, refusal=refusal, typed=typed)
    return back_to_year(typed, "order")


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
        blank=whole_year(shown),
        wrong=refusal.findings if refusal else (),
        entered=entered,
    )
