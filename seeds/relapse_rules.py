"""The version of the rules of monitoring that holds for a month."""

from datetime import date

from engine.relapse.rules import RelapseRules
from seeds.rule_sets import published


def rules_for(period: date) -> RelapseRules:
    """The newest published rules that hold at the beginning of the month.

    Raises LookupError when none do, DefinitionRefused or ValidationError with every finding for a file that is wrong.
    """
    valid = [one for one in published("relapse.grade") if one.holds_on(period)]
    if not valid:
        raise LookupError(period)
    return RelapseRules.model_validate(max(valid, key=lambda one: one.valid_from).content)
