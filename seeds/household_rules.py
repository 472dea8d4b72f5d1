"""The parameters that hold for households: the line of a place and day, bodies asked, caps of help.

Published files are where an office begins; what an administrator entered for the same days holds in their place.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from engine.hardship.aid import AidTable
from engine.hardship.matching import Agencies, Agency
from engine.hardship.parameters import HardshipParameters
from engine.hardship.place_tables import CAPS_RULE, MATCHING_RULE
from engine.hardship.place_values import CLASS_RULE, HELP_RULE, names, place_of
from engine.refusals import NoParameters
from engine.rulebook.entering import PROVINCE
from engine.rulebook.published import RuleSet, in_force
from models import parameter_sets
from models.session import Session
from seeds.rule_sets import published
from seeds.schema import read_as, text_of

_FOLDER = Path(__file__).parent / "households"
_WHAT = {
    CLASS_RULE: "困难职工认定参数（低保线、最低工资等）",
    HELP_RULE: "帮扶标准",
    MATCHING_RULE: "比对部门",
}


def parameters_for(session: Session, city: str | None, day: date) -> RuleSet:
    """The parameters of the place on the day; no other place lends its own.

    Raises NoParameters, which says what is missing for whom, and what ``published`` raises for a file that is wrong.
    """
    own = [one for one in class_sets(session) if names(one.place, city)]
    return _in_force(own, CLASS_RULE, place_of(city), day)


def class_sets(session: Session) -> Sequence[RuleSet]:
    """Every set of parameters of any place, as published and as entered, the later word last."""
    return [*published(CLASS_RULE), *parameter_sets.entered(session, CLASS_RULE)]


def last_known(session: Session, place: str) -> HardshipParameters:
    """What held in the place last; where nothing ever did, what was published first, as a beginning."""
    sets = class_sets(session)
    own = [one for one in sets if names(one.place, place)]
    found = max(enumerate(own), key=lambda one: (one[1].valid_from, one[0]))[1] if own else sets[0]
    return HardshipParameters.model_validate(found.content)


def help_sets(session: Session) -> Sequence[RuleSet]:
    """Every choice of a table of caps, the later word last."""
    return [*_sets("help_*.yaml"), *parameter_sets.entered(session, HELP_RULE)]


def matching_sets(session: Session) -> Sequence[RuleSet]:
    """Every list of bodies that are asked, as published and as entered, the later word last."""
    return [*_sets("matching_*.yaml"), *parameter_sets.entered(session, MATCHING_RULE)]


def agencies_for(session: Session, day: date) -> Agencies:
    """The bodies that are asked about a household. Raises as ``parameters_for``."""
    found = _in_force(matching_sets(session), MATCHING_RULE, PROVINCE, day)
    return Agencies.model_validate(found.content)


def agencies_ever(session: Session) -> dict[str, Agency]:
    """Every body that was ever asked, by its key, as it was described last."""
    every = (Agencies.model_validate(one.content).agencies for one in matching_sets(session))
    return {one.key: one for agencies in every for one in agencies}


def aid_sets(session: Session) -> Sequence[RuleSet]:
    """Every table of caps, as published and as entered; one is chosen for a time by its key."""
    return [*published(CAPS_RULE), *parameter_sets.entered(session, CAPS_RULE)]


def aid_table_for(session: Session, day: date) -> AidTable:
    """The caps that were chosen for the year. Raises as ``parameters_for``."""
    name = _in_force(help_sets(session), HELP_RULE, PROVINCE, day).content["table"]
    named = [one for one in aid_sets(session) if name in (one.key, one.family)]
    return AidTable.model_validate(_in_force(named, HELP_RULE, PROVINCE, day).content)


def aid_tables(session: Session) -> dict[str, str]:
    """The titles of all tables of caps by key."""
    return {one.key: one.title for one in aid_sets(session)}


@cache
def _sets(named: str) -> list[RuleSet]:
    files = sorted(_FOLDER.glob(named))
    return [read_as(RuleSet, text_of(file), str(file))[0] for file in files]


def _in_force(sets: Sequence[RuleSet], rule: str, place: str, day: date) -> RuleSet:
    found = in_force(sets, day)
    if found is None:
        raise NoParameters(place=place, day=day.isoformat(), what=_WHAT[rule])
    return found
