"""``relapse.population``: whether a household is monitored on a day, for which reasons, and until when."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field, model_validator

from engine.hardship.parameters import Strict, refuse_all
from engine.relapse import examples
from engine.relapse.population import PopulationRules, Reason, holds_on, until
from engine.rulebook.answer import Answer, Figure, Rule


class Entered(Strict):
    """A reason, and the day from which it counts: of the exit, the report, the rejection."""

    reason: Reason
    since: date


class PopulationAsked(Strict):
    """What ``relapse.population`` must be told. Raises pydantic's ValidationError naming every finding at once."""

    rules: PopulationRules
    as_of: date
    entered: tuple[Entered, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_sound(self) -> "PopulationAsked":
        refuse_all(_findings(self))
        return self


def _findings(asked: PopulationAsked) -> Iterator[str]:
    for one in asked.entered:
        if asked.rules.of(one.reason) is None:
            yield f"规则里没有纳入原因 {one.reason}。"
        if one.since > asked.as_of:
            yield f"{one.reason} 的日期 {one.since} 晚于 {asked.as_of}。"


def population_of(asked: PopulationAsked) -> Answer:
    """In as long as one reason holds."""
    figures, held = [], []
    for one in asked.entered:
        rule = asked.rules.of(one.reason)
        if rule is None:  # refused when asked
            continue
        end, holds = until(rule, one.since), holds_on(rule, one.since, asked.as_of)
        how = f"自 {one.since}" + (f" 起 {rule.months} 个月，至 {end} 前" if end else " 起，不设期限")
        figures.append(Figure(one.reason, rule.title, holds, how, rule.clause))
        held += [rule.title] if holds else []
    said = f"{asked.as_of} 在监测范围内：{'、'.join(held)}。" if held else f"{asked.as_of} 不在监测范围内。"
    return Answer("in" if held else "out", said, tuple(figures))


RULE = Rule("relapse.population", "监测对象", PopulationAsked, population_of, examples.POPULATION, "rules")
