"""From a household file to ``hardship.class``: the same question that ``banshi rule`` asks, and the same answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engine.hardship.classing import class_of
from engine.hardship.file import FileMember, HouseholdFile
from engine.hardship.household import Application, Expense, Income, Member
from engine.hardship.parameters import HardshipParameters, Trait
from engine.rulebook.answer import Answer


@dataclass(frozen=True, slots=True)
class Aided:
    """Help of the union that the household received in the window: it counts as income (工会帮扶金计入收入)."""

    amount: Decimal


def application_of(
    file: HouseholdFile, parameters: HardshipParameters, day: date, aided: Sequence[Aided] = ()
) -> Application:
    """The question about a file without findings. Members are called by their relation, never by name."""
    return Application(
        parameters=parameters,
        applied_on=day,
        members=tuple(
            _member(one, label, day, aided if one.relation == "本人" else ())
            for one, label in zip(file.members, file.labels, strict=True)
        ),
        rigid=tuple(Expense(kind=one.kind, amount=one.own, day=one.day) for one in file.bills),
        accident_loss=file.accident_loss,
        assets=sum((one.value for one in file.assets if one.kind == "deposit"), Decimal(0)),
        traits=tuple(dict.fromkeys((*file.traits, *_owned(file, parameters)))),
    )


def class_of_file(
    file: HouseholdFile, parameters: HardshipParameters, day: date, aided: Sequence[Aided] = ()
) -> Answer:
    """The class of the household with every figure. Raises ValidationError for a file with findings."""
    return class_of(application_of(file, parameters, day, aided))


def _member(one: FileMember, label: str, day: date, aided: Sequence[Aided]) -> Member:
    incomes = [Income(kind=income.kind, amount=income.amount) for income in one.incomes]
    incomes += [Income(kind="union_aid", amount=help_.amount) for help_ in aided]
    return Member(
        who=label,
        adult=one.is_adult(day),
        able=one.able,
        working=one.working,
        studying=one.studying,
        proof=one.excuse,
        authorised=one.authorised_on is not None,
        incomes=tuple(incomes),
    )


def _owned(file: HouseholdFile, parameters: HardshipParameters) -> Iterator[Trait]:
    """The traits that follow from what is owned. A mobility aid is no motor vehicle (残疾、患病代步车除外)."""
    if _has_too_many_homes(file, parameters.home_area):
        yield "second_home"
    if any(one.kind == "vehicle" and not one.mobility_aid for one in file.assets):
        yield "motor_vehicle"
    if any(one.kind == "share" and one.controlling for one in file.assets):
        yield "controlling_shareholder"
    if any(one.kind == "elite_study" for one in file.bills):
        yield "elite_study"


def _has_too_many_homes(file: HouseholdFile, by_head: Decimal | None) -> bool:
    """Two homes or more, together above the area by head where the place has one (两套以上且人均面积超过当地标准).

    A home whose area nobody wrote down may be of any size.
    """
    homes = [one.area for one in file.assets if one.kind == "home"]
    known = [one for one in homes if one is not None]
    small = by_head is not None and len(known) == len(homes) and sum(known) <= by_head * len(file.members)
    return len(homes) > 1 and not small
