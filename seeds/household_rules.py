"""The published parameters that hold for households: the line of a place and day, bodies asked, caps of help."""

from datetime import date
from functools import cache
from pathlib import Path

from engine.hardship.aid import AidTable
from engine.hardship.matching import Agencies
from engine.rulebook.published import RuleSet
from seeds.rule_sets import published
from seeds.schema import read_as, text_of

_FOLDER = Path(__file__).parent / "households"


class NoRulesFor(LookupError):
    """No published set holds on the day."""


def parameters_for(city: str | None, day: date) -> RuleSet:
    """The parameters of the place, else those of the capital, whose line the province lends (本省其他市的标准 [A]).

    Raises NoRulesFor, and what ``published`` raises for a file that is wrong.
    """
    valid = [one for one in published("hardship.class") if one.holds_on(day)]
    own = [one for one in valid if city and city.startswith(one.place)]
    return _newest(own or valid, day)


def agencies_for(day: date) -> Agencies:
    """The bodies that are asked about a household. Raises as ``parameters_for``."""
    return Agencies.model_validate(_newest(_matching(), day).content)


def aid_table_for(name: str, day: date) -> AidTable:
    """The caps called ``name``; one table is chosen for a year. Raises as ``parameters_for``."""
    named = [one for one in published("hardship.aid") if name in (one.key, one.family)]
    return AidTable.model_validate(_newest(named, day).content)


@cache
def _matching() -> list[RuleSet]:
    files = sorted(_FOLDER.glob("matching_*.yaml"))
    return [read_as(RuleSet, text_of(file), str(file))[0] for file in files]


def _newest(sets: list[RuleSet], day: date) -> RuleSet:
    valid = [one for one in sets if one.holds_on(day)]
    if not valid:
        raise NoRulesFor(day)
    return max(valid, key=lambda one: one.valid_from)
