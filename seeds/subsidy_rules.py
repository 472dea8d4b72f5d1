"""The parameters by which a 劳模专项补助 is reckoned: as published, and as an administrator entered them since."""

from collections.abc import Sequence
from datetime import date

from engine.refusals import NoParameters
from engine.rulebook.entering import PROVINCE
from engine.rulebook.published import RuleSet, in_force
from engine.subsidy.entering import FAMILY, SUBSIDY_RULE
from engine.subsidy.question import SubsidyParameters
from models import parameter_sets
from models.session import Session
from seeds.rule_sets import published

_WHAT = "劳模专项补助标准"


def subsidy_for(session: Session, family: str, day: date) -> RuleSet:
    """The parameters of the family on the day. Raises NoParameters, which says what is missing and who enters it."""
    found = in_force(_of_family(session, family), day)
    if found is None:
        raise NoParameters(place=PROVINCE, day=day.isoformat(), what=_WHAT)
    return found


def subsidy_on(session: Session, day: date) -> RuleSet | None:
    """What holds in the province on a day; None where nobody has entered it."""
    return in_force(_of_family(session, FAMILY), day)


def last_subsidy(session: Session) -> SubsidyParameters:
    """What held last, as a beginning for the next year."""
    sets = _of_family(session, FAMILY)
    last = max(enumerate(sets), key=lambda one: (one[1].valid_from, one[0]))[1]
    return SubsidyParameters.model_validate(last.content)


def _of_family(session: Session, family: str) -> Sequence[RuleSet]:
    sets = [*published(SUBSIDY_RULE), *parameter_sets.entered(session, SUBSIDY_RULE)]
    return [one for one in sets if one.family == family]
