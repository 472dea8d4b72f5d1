"""The versions of the rules of monitoring, and of who is monitored, that hold for a month."""

from datetime import date

from engine.relapse.population import PopulationRules
from engine.relapse.rules import RelapseRules
from engine.rulebook.published import RuleSet
from seeds.rule_sets import published


def rules_for(period: date) -> RelapseRules:
    """The newest published rules that hold at the beginning of the month.

    Raises LookupError when none do, DefinitionRefused or ValidationError with every finding for a file that is wrong.
    """
    return RelapseRules.model_validate(_newest("relapse.grade", period).content)


def population_rules_for(day: date) -> PopulationRules:
    """The newest published rules of who is monitored that hold on the day. Raises as ``rules_for`` does."""
    return PopulationRules.model_validate(_newest("relapse.population", day).content)


def _newest(rule: str, day: date) -> RuleSet:
    valid = [one for one in published(rule) if one.holds_on(day)]
    if not valid:
        raise LookupError(day)
    return max(valid, key=lambda one: one.valid_from)
