"""参数 of 困难职工认定 in one place: what holds there, and the form in which an administrator enters another time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData

from actions.parameters import enter
from engine.hardship.parameters import HardshipParameters
from engine.hardship.place_values import CHOICES, HOME, NUMBERS, class_set, names, values_said
from engine.refusals import ParametersUnfit
from engine.rulebook.published import RuleSet, in_force
from models.reads.administration import cities
from models.session import Session
from seeds.household_rules import class_sets, last_known
from web.errors import status_of
from web.pages import render
from web.parameters.years import Year, entered, whole_year
from web.speaking import Administrator, Posted, said, transaction

router = APIRouter(prefix="/admin/parameters/hardship")
_FIELDS = ("place", "valid_from", "valid_to", "source", *NUMBERS, *CHOICES)


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
def form_page(request: Request, _me: Administrator, place: str = HOME, year: Year = 2022) -> Response:
    """The form for one place and year, filled with what held there last, or else with what holds elsewhere."""
    with transaction(request) as session:
        before = last_known(session, place)
    new = () if names(before.place, place) else ("line", "minimum_wage")
    typed = {"place": place, **whole_year(year)}
    assumed = tuple(one for one in before.assumed if one not in new)
    return _form(request, typed | _as_typed(before, but=new), assumed)


@router.post("")
def enter_class(request: Request, me: Administrator, form: Posted) -> Response:
    """Enter the parameters of a place; with one finding nothing is entered."""
    typed = {key: said(form, key) for key in _FIELDS}
    assumed = _ticked(form)
    try:
        with transaction(request) as session:
            enter(session, read_class(session, typed, assumed), actor=me.person, now=me.now)
    except ParametersUnfit as refusal:
        return _form(request, typed, assumed, refusal)
    return entered(typed)


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
