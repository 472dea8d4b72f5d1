"""参数 in JSON: what holds in each place on a day, and entering it with its source."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from actions.parameters import enter
from engine.deadlines import local_date
from engine.hardship.aid import AidTable
from engine.hardship.parameters import HardshipParameters
from engine.hardship.place_tables import agencies_said, caps_said
from engine.hardship.place_values import CHOICES, NUMBERS
from engine.subsidy.entering import as_typed
from engine.subsidy.question import SubsidyParameters
from seeds.household_rules import aid_sets, last_known
from seeds.subsidy_rules import last_subsidy, subsidy_on
from web.api.v1.moving import Administrator
from web.parameters.overview import read_help, read_order
from web.parameters.places import held_on, read_class
from web.parameters.subsidies import read_subsidy
from web.speaking import transaction

router = APIRouter(prefix="/parameters")


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid")
    valid_from: date
    valid_to: date
    source: str = Field(description="the text that says so: its name and number")


class NewClass(_Said):
    """What holds for households of a place; what is left out stays as it was there last. Yuan by head and month."""

    place: str
    line: Decimal = Field(description="urban minimum living allowance (低保线)")
    minimum_wage: Decimal
    relative_multiple: Decimal | None = None
    edge_multiple: Decimal | None = None
    accident_share: Decimal | None = None
    home_area: Decimal | None = Field(None, description="square metres by head")
    assets_limit: Decimal | None = None
    deep_cmp: Literal["lt", "le"] | None = None
    exclusion_scope: Literal["no_file", "not_deep"] | None = None
    assumed: tuple[str, ...] | None = Field(None, description="which of these values no text gives")


class NewHelp(_Said):
    """Which table of caps holds for a time."""

    table: str


class NewOrder(_Said):
    """Which of several processes of one matter is opened for a time."""

    process: str


class NewCaps(_Said):
    """A table of caps, to be chosen by its key; ``assumed``: no text of the place gives it."""

    title: str
    caps: list[dict[str, Any]] = Field(
        description="kind, classes, per, and at least one of lines, amount, share_of_cost; needs_file"
    )
    one_kind_classes: list[str] = []
    assumed: bool = False


class NewAgencies(_Said):
    """All bodies that are asked from a day on."""

    agencies: list[dict[str, Any]] = Field(
        description="key, title, sends, tells, within (working days), way, clause"
    )
    assumed: bool = False


class TableOfCaps(BaseModel):
    """A table of caps with the time for which it is entered."""

    key: str
    title: str
    valid_from: date
    valid_to: date | None
    table: AidTable


class NewSubsidy(_Said):
    """What holds for 劳模专项补助 of the province; what is left out stays as it was last. Yuan, lines by month."""

    in_post_line: Decimal | None = None
    in_post_most: Decimal | None = None
    retired_line: Decimal | None = None
    retired_most: Decimal | None = None
    farmer_line: Decimal | None = None
    farmer_most: Decimal | None = None
    farmer_male: int | None = Field(None, description="years of age from which a man counts")
    farmer_female: int | None = Field(None, description="years of age from which a woman counts")
    spring: Decimal | None = None
    special_most: Decimal | None = None
    assumed: bool = Field(default=False, description="whether no text gives some of these")


class SubsidyHeld(BaseModel):
    """What holds on the day asked for; ``rules`` is null where nothing was entered."""

    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    rules: SubsidyParameters | None = None


class Entered(BaseModel):
    """The number of what was entered."""

    number: int


class InPlace(BaseModel):
    """What holds in a place on the day asked for; ``rules`` is null where nothing was entered."""

    place: str
    rules: HardshipParameters | None


@router.get("")
def listed(request: Request, speaker: Administrator, day: date | None = None) -> list[InPlace]:
    """What holds in each place on a day, today when none is named."""
    with transaction(request) as session:
        held = held_on(session, day or local_date(speaker.now))
    return [InPlace(place=one.place, rules=one.values) for one in held]


@router.post("/hardship", status_code=201)
def enter_class(request: Request, speaker: Administrator, said: NewClass) -> Entered:
    """Enter the parameters of a place and a time; nothing that was reckoned before changes."""
    with transaction(request) as session:
        before = last_known(session, said.place)
        given = said.model_dump(exclude_none=True, exclude={"assumed"})
        kept = {key: value for key in (*NUMBERS, *CHOICES) if (value := getattr(before, key)) is not None}
        typed = {key: str(value) for key, value in (kept | given).items()}
        assumed = said.assumed if said.assumed is not None else _still_assumed(before, given)
        new = read_class(session, typed, assumed)
        return Entered(number=enter(session, new, actor=speaker.person, now=speaker.now))


@router.get("/subsidy")
def subsidies(request: Request, speaker: Administrator, day: date | None = None) -> SubsidyHeld:
    """What holds for subsidies on a day, today when none is named."""
    with transaction(request) as session:
        found = subsidy_on(session, day or local_date(speaker.now))
    if found is None:
        return SubsidyHeld()
    rules = SubsidyParameters.model_validate(found.content)
    return SubsidyHeld(valid_from=found.valid_from, valid_to=found.valid_to, source=found.source, rules=rules)


@router.post("/subsidy", status_code=201)
def enter_subsidy(request: Request, speaker: Administrator, said: NewSubsidy) -> Entered:
    """Enter the parameters of subsidies for a time; nothing that was reckoned before changes."""
    with transaction(request) as session:
        given = {key: str(value) for key, value in said.model_dump(exclude_none=True).items()}
        typed = as_typed(last_subsidy(session)) | given
        new = read_subsidy(session, typed, assumed=said.assumed)
        return Entered(number=enter(session, new, actor=speaker.person, now=speaker.now))


@router.post("/help", status_code=201)
def enter_help(request: Request, speaker: Administrator, said: NewHelp) -> Entered:
    """Choose the table of caps for a time."""
    with transaction(request) as session:
        return Entered(
            number=enter(session, read_help(session, _typed(said)), actor=speaker.person, now=speaker.now)
        )


@router.post("/order", status_code=201)
def enter_order(request: Request, speaker: Administrator, said: NewOrder) -> Entered:
    """Choose in which order a matter is gone through for a time; cases that are under way go on in theirs."""
    with transaction(request) as session:
        new = read_order(session, _typed(said), speaker.now)
        return Entered(number=enter(session, new, actor=speaker.person, now=speaker.now))


@router.get("/caps")
def caps(request: Request, _speaker: Administrator) -> list[TableOfCaps]:
    """Every table of caps, each with its source."""
    with transaction(request) as session:
        known = aid_sets(session)
    return [
        TableOfCaps(
            key=one.key,
            title=one.title,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            table=AidTable.model_validate(one.content),
        )
        for one in known
    ]


@router.post("/caps", status_code=201)
def enter_caps(request: Request, speaker: Administrator, said: NewCaps) -> Entered:
    """Enter a table of caps; it holds once it is chosen."""
    new = caps_said(_typed(said), said.caps, said.one_kind_classes, assumed=said.assumed)
    with transaction(request) as session:
        return Entered(number=enter(session, new, actor=speaker.person, now=speaker.now))


@router.post("/agencies", status_code=201)
def enter_agencies(request: Request, speaker: Administrator, said: NewAgencies) -> Entered:
    """Enter the bodies that are asked; what was asked before waits for its answer as it was asked."""
    new = agencies_said(_typed(said), said.agencies, assumed=said.assumed)
    with transaction(request) as session:
        return Entered(number=enter(session, new, actor=speaker.person, now=speaker.now))


def _typed(said: BaseModel) -> dict[str, str]:
    return {key: str(value) for key, value in said.model_dump().items()}


def _still_assumed(before: HardshipParameters, given: dict[str, object]) -> tuple[str, ...]:
    return tuple(one for one in before.assumed if one not in given)
