"""``subsidy.amount``: 劳模专项补助 — by the person's own income, unrounded, in yuan a month."""

from decimal import Decimal

from engine.rulebook.answer import Answer, Figure, Rule
from engine.subsidy.question import Line, SubsidyAsked

_EXAMPLE = """\
parameters: hubei_2025     # the published parameters of a province and year
kind: living               # living 生活困难补助金, spring 春节慰问金, special 特殊困难帮扶金
situation: in_post         # in_post 在职, retired 离退休, farmer 农民
income: 5900               # the person's own income, yuan a month
age: 52                    # age, sex and fixed_income are looked at for farmers only
sex: male
fixed_income: true
facts:                     # what excludes; a fact that is not told is unknown
  honour_revoked: false
  under_investigation: false
  moved_abroad: false
  lost_contact: false
"""
ZERO = Decimal(0)


def answer(asked: SubsidyAsked) -> Answer:
    """Exclusions first, then the kind. ``result`` is the amount; a word where no amount can be said."""
    excluding = [one for one, true in asked.facts.items() if true]
    figures = tuple(
        Figure(f"fact.{one}", clause, asked.facts.get(one, "unknown"), "", clause)
        for one, clause in asked.parameters.excluded.items()
    )
    if excluding:
        said = "、".join(asked.parameters.excluded[one] for one in excluding)
        return Answer(ZERO, f"不予补助：{said}", figures)
    if asked.kind == "special":
        return _special(asked, figures)
    if asked.kind == "spring":
        return _spring(asked, figures)
    return _living(asked, figures)


def _special(asked: SubsidyAsked, figures: tuple[Figure, ...]) -> Answer:
    said, most = "特殊困难帮扶金没有固定标准，按个案审定", asked.parameters.special_most
    if most is None:
        return Answer("case_by_case", said, figures)
    return Answer(
        "case_by_case", f"{said}，最高 {most:.2f} 元", (*figures, Figure("most", "最高（元）", most))
    )


def _spring(asked: SubsidyAsked, figures: tuple[Figure, ...]) -> Answer:
    amount = asked.parameters.spring
    if amount is None:
        return Answer("unknown", "这套参数没有春节慰问金的标准", figures)
    return Answer(amount, f"春节慰问金 {amount:.2f} 元", figures)


def _living(asked: SubsidyAsked, figures: tuple[Figure, ...]) -> Answer:
    line = next((one for one in asked.parameters.lines if one.situation == asked.situation), None)
    if line is None or asked.income is None:
        return Answer("unknown", "这套参数没有这类人员的标准", figures)
    outside = _outside(asked, line)
    if outside is not None:
        return Answer(*outside, figures)
    gap = line.line - asked.income
    full = max(gap, ZERO)
    amount = full if line.most is None else min(full, line.most)
    figures += (
        Figure("line", "标准线（元/月）", line.line, "", line.clause),
        Figure("income", "本人月收入（元）", asked.income, "", "按本人收入，不按家庭收入"),
        Figure("gap", "差额（元）", gap, f"{line.line} - {asked.income}", line.clause),
    )
    if line.most is not None:
        figures += (Figure("most", "最高（元）", line.most, "", line.clause),)
    how = "，按最高额" if amount < full else ""
    said = f"生活困难补助金 {amount:.2f} 元{how}" if amount else "本人收入不低于标准线，不补助"
    return Answer(amount, said, (*figures, Figure("amount", "补助（元）", amount, "", line.clause)))


def _outside(asked: SubsidyAsked, line: Line) -> tuple[Decimal | str, str] | None:
    """Whether age or income keep the person out, or are not told; None when neither matters."""
    if line.no_fixed_income and asked.fixed_income is not False:
        return (ZERO, "有固定收入，不补助") if asked.fixed_income else ("unknown", "没有写有无固定收入")
    if not line.least_age:
        return None
    if asked.age is None or asked.sex is None:
        return "unknown", "没有写年龄和性别"
    least = line.least_age[asked.sex]
    return (ZERO, f"未满 {least} 周岁，不补助") if asked.age < least else None


SUBSIDY = Rule("subsidy.amount", "劳模专项补助的金额", SubsidyAsked, answer, _EXAMPLE, "parameters")
