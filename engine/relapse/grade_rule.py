"""``relapse.grade``: one household asked on its own, with every indicator and its figures."""

from decimal import Decimal

from pydantic import Field, model_validator

from engine.hardship.parameters import Strict, refuse_all
from engine.relapse import examples
from engine.relapse.grading import Facts, Standing, found, gap, holds, indicated, reason, settle, unknown
from engine.relapse.rules import GRADE_WORDS, Fact, Grade, Indicator, RelapseRules
from engine.rulebook.answer import Answer, Figure, Rule

_TOLD = {None: "不明", True: "成立", False: "不成立"}
_SIGNS = {"lt": "<", "le": "≤", "gt": ">", "ge": "≥"}


class GradeAsked(Strict):
    """What ``relapse.grade`` must be told.

    Raises pydantic's ValidationError naming every finding at once.
    """

    rules: RelapseRules
    facts: dict[Fact, Decimal | None]
    standing: Grade | None = None  # the grade that stood before
    calm: int = Field(default=0, ge=0)  # better checks running so far

    @model_validator(mode="after")
    def _is_sound(self) -> "GradeAsked":
        negative = [key for key, value in self.facts.items() if value is not None and value < 0]
        # Rigid expenditure may be more than the income: only a net income is ever below zero.
        wrong = [key for key in negative if key not in ("net_income", "base_income")]
        refuse_all(f"{key} 为 {self.facts[key]}，不得为负。" for key in wrong)
        return self


def grade_of(asked: GradeAsked) -> Answer:
    """The grade that stands after this check; figure ``found`` is what this period alone would give.

    A month of which nobody can say is ``unknown``: no check, and what stood before goes on standing.
    """
    now = found(asked.rules, asked.facts)
    shown = tuple(_figure(asked.rules, one, asked.facts) for one in asked.rules.indicators)
    if now is None:
        said = f"{gap(asked.rules, asked.facts)}本月不能定级，记为缺数据，仍应查。"
        return Answer("unknown", said, (*shown, Figure("found", "本次", "unknown", "", asked.rules.source)))
    before = Standing(asked.standing, asked.calm) if asked.standing else None
    after = settle(asked.rules, before, now)
    said = reason(asked.rules, asked.facts) or "没有指标成立。"
    kept = (
        f"；连续 {asked.rules.calm_checks} 次好转方可降级，仍为{GRADE_WORDS[after.grade]}"
        if after.grade != now
        else ""
    )
    ends = (
        Figure("found", "本次", now, "", asked.rules.source),
        Figure("grade", "等级", after.grade),
        Figure("calm", "连续好转次数", after.calm, f"满 {asked.rules.calm_checks} 次降级"),
    )
    return Answer(after.grade, said.rstrip("。") + kept + "。", shown + ends)


def _figure(rules: RelapseRules, one: Indicator, facts: Facts) -> Figure:
    value = "不明" if one in unknown(rules, facts) else one in indicated(rules, facts)
    how = "；或 ".join(
        " ".join([f"{term.fact} {_SIGNS[term.op]}", " × ".join([str(term.times), *term.of])])
        + f"（{_TOLD[holds(term, facts)]}）"
        for term in one.any
    )
    return Figure(one.key, one.title, value, how, rules.source)


RULE = Rule("relapse.grade", "返困监测等级", GradeAsked, grade_of, examples.GRADE, "rules")
