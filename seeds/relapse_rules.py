"""The versions of the rules of monitoring, and of who is monitored, that hold for a month."""

from datetime import date

from engine.refusals import NoMonitoringRules
from engine.relapse.population import PopulationRules
from engine.relapse.rules import RelapseRules
from engine.rulebook.published import RuleSet
from seeds.rule_sets import FOLDER, published
from seeds.schema import read_as, text_of


def rules_for(period: date) -> RelapseRules:
    """The newest published rules that hold at the beginning of the month.

    Raises NoMonitoringRules when none do, DefinitionRefused or ValidationError with every finding for a wrong file.
    """
    return RelapseRules.model_validate(_newest("relapse.grade", period).content)


def has_rules(period: date) -> bool:
    """Whether any published rules hold at the beginning of the month."""
    return any(one.holds_on(period) for one in published("relapse.grade"))


def population_rules_for(day: date) -> PopulationRules:
    """The newest published rules of who is monitored that hold on the day. Raises as ``rules_for`` does."""
    return PopulationRules.model_validate(_newest("relapse.population", day).content)


class _DraftSet(RuleSet):
    """A set of rules of monitoring as it stands in its file: findings know the lines of what is in it."""

    # A published set is read by the rule that it belongs to; a draft is read as what it has to be.
    content: RelapseRules  # type: ignore[assignment]


def read_draft(text: str, file: str) -> RelapseRules:
    """Rules that are not published yet, as they are written. Raises DefinitionRefused with every finding."""
    return read_as(_DraftSet, text, file)[0].content


def published_text(day: date) -> str:
    """The file of the rules that hold on the day: what a draft begins with."""
    return text_of(FOLDER / f"{_newest('relapse.grade', day).key}.yaml")


def _newest(rule: str, day: date) -> RuleSet:
    valid = [one for one in published(rule) if one.holds_on(day)]
    if not valid:
        raise NoMonitoringRules(day=day.isoformat())
    return max(valid, key=lambda one: one.valid_from)
