"""One check of one household: which indicators hold, what grade they give, and what stands after hysteresis."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import prod
from operator import ge, gt, le, lt

from engine.relapse.rules import GRADE_WORDS, GRADES, Fact, Grade, Indicator, RelapseRules, Term

Facts = Mapping[Fact, Decimal | None]
_OPERATIONS = {"lt": lt, "le": le, "gt": gt, "ge": ge}


@dataclass(frozen=True)
class Standing:
    """The grade that stands, and how many checks running have been better than it."""

    grade: Grade
    calm: int = 0


def holds(term: Term, facts: Facts) -> bool | None:
    """Whether the term holds; None when a fact it needs is not known."""
    value, factors = facts.get(term.fact), [facts.get(one) for one in term.of]
    known = [one for one in factors if one is not None]
    if value is None or len(known) < len(factors):
        return None
    return bool(_OPERATIONS[term.op](value, prod(known, start=term.times)))


def indicated(rules: RelapseRules, facts: Facts) -> tuple[Indicator, ...]:
    """The indicators that hold, in the order of the rules."""
    return tuple(one for one in rules.indicators if any(holds(term, facts) for term in one.any))


def unknown(rules: RelapseRules, facts: Facts) -> tuple[Indicator, ...]:
    """The indicators that nobody can say: none of their terms holds and at least one lacks a fact."""
    answers = ((one, [holds(term, facts) for term in one.any]) for one in rules.indicators)
    return tuple(one for one, said in answers if None in said and True not in said)


def cannot_say(rules: RelapseRules, facts: Facts) -> bool:
    """Whether a month is unknown: nothing holds, and an indicator that must be known is not, or none is."""
    if indicated(rules, facts):
        return False
    missing = {one.key for one in unknown(rules, facts)}
    return not missing.isdisjoint(rules.must_know) or len(missing) == len(rules.indicators)


def found(rules: RelapseRules, facts: Facts) -> Grade | None:
    """What the facts of this period alone would give; None when nobody can say: unknown is not green."""
    if cannot_say(rules, facts):
        return None
    keys = {one.key for one in indicated(rules, facts)}
    for rule in rules.grades:
        if keys & set(rule.indicators) or (rule.at_least is not None and len(keys) >= rule.at_least):
            return rule.grade
    return "green"


def settle(rules: RelapseRules, before: Standing | None, now: Grade) -> Standing:
    """Worse counts at once; better counts only after ``calm_checks`` better checks running (hysteresis)."""
    if before is None or GRADES.index(now) >= GRADES.index(before.grade):
        return Standing(now)
    if before.calm + 1 >= rules.calm_checks:
        return Standing(now)
    return Standing(before.grade, before.calm + 1)


def opens_signal(
    rules: RelapseRules, standing: Grade, *, one_is_open: bool, months_since_closed: int | None
) -> bool:
    """Whether this check opens a signal: never a second one, and none within the cool-down."""
    rested = months_since_closed is None or months_since_closed >= rules.cool_down_months
    return standing in rules.opens and not one_is_open and rested


def reason(rules: RelapseRules, facts: Facts) -> str:
    """Why, in plain words: 橙：人均收入低于低保线 1.5 倍；失业三个月以上。"""
    said, grade = "；".join(one.title for one in indicated(rules, facts)), found(rules, facts)
    return f"{GRADE_WORDS[grade]}：{said}。" if said and grade else ""


def gap(rules: RelapseRules, facts: Facts) -> str:
    """Why a month is a gap: 不明：人均收入低于低保线。"""
    return f"不明：{'；'.join(one.title for one in unknown(rules, facts))}。"
