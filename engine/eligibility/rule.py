"""``eligibility``: each rule of an award or activity against the facts, with what is missing."""

from engine.definition_words import excepted
from engine.eligibility.judging import judge
from engine.eligibility.question import EligibilityAsked, EligibilityRule
from engine.rulebook.answer import Answer, Figure, Rule

_EXAMPLE = """\
rules: study_dream_2022      # or  rules: sanqin  with  on: 2022-03-01  — the version of that day
facts:                       # what is left out is unknown, and never a pass
  staff: 编外
  member: true
  front_line: true
  dispatched: false
  contract_months: 14
  diploma: 大专
  diploma_date: 2021-12-31
waivers: {}                  # exceptions made from rules not met: {in_post: {by: 省业务部, reason: 返聘在岗}}
"""
_RESULTS = {True: "pass", False: "fail", None: "unknown"}


def answer(asked: EligibilityAsked) -> Answer:
    """``eligible`` when every rule holds or was waived, ``not_eligible`` when one does not, else ``unknown``."""
    judged = {rule.key: judge(rule.condition, asked.known) for rule in asked.rules.rules}
    figures = [_figure(asked, rule, judged[rule.key]) for rule in asked.rules.rules]
    broken = [rule for rule in asked.rules.rules if judged[rule.key] is False]
    failed = [rule.title for rule in broken if rule.key not in asked.waivers]
    if failed:
        return Answer("not_eligible", f"不符合：{'；'.join(failed)}", tuple(figures))
    if None in judged.values():
        return _unknown(asked, [rule for rule in asked.rules.rules if judged[rule.key] is None], figures)
    said = (
        f"除准予例外的（{'；'.join(one.title for one in broken)}）外，各项条件都符合"
        if broken
        else "各项条件都符合"
    )
    if asked.rules.grants is None:
        return Answer("eligible", said, tuple(figures))
    amount = Figure("amount", "标准（元）", asked.rules.grants)
    return Answer("eligible", f"{said}，{asked.rules.grants} 元", (*figures, amount))


def _unknown(asked: EligibilityAsked, open_rules: list[EligibilityRule], figures: list[Figure]) -> Answer:
    missing = [fact for rule in open_rules for fact in rule.looks_at if asked.known.get(fact) is None]
    names = list(dict.fromkeys(f"{asked.rules.facts.get(fact, fact)}（{fact}）" for fact in missing))
    told = Figure("missing", "还缺的事实", "、".join(dict.fromkeys(missing)))
    return Answer("unknown", f"还不能认定，缺：{'、'.join(names)}", (*figures, told))


def _figure(asked: EligibilityAsked, rule: EligibilityRule, result: bool | None) -> Figure:  # noqa: FBT001 - three-valued
    told = (
        f"{asked.rules.facts.get(fact, fact)}：{_in_words(asked.known.get(fact))}" for fact in rule.looks_at
    )
    waiver = asked.waivers.get(rule.key)
    exception = f"；{excepted(waiver.by, rule.clause, waiver.reason)}" if waiver else ""
    return Figure(rule.key, rule.title, _RESULTS[result], "，".join(told) + exception, rule.clause)


def _in_words(fact: object) -> str:
    if fact is None:
        return "未知"
    if isinstance(fact, bool):
        return "是" if fact else "否"
    return "、".join(map(str, fact)) if isinstance(fact, list) else str(fact)


ELIGIBILITY = Rule("eligibility", "资格条件逐条认定", EligibilityAsked, answer, _EXAMPLE, "rules")
