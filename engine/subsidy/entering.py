"""What an administrator says of a year's 劳模专项补助: lines, ceilings, ages; read whole, or every finding at once."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from engine.refusals import FieldFinding, ParametersUnfit
from engine.rulebook.entering import PROVINCE, Holding, entered_set, flaws_of_holding, holding, number_said
from engine.rulebook.published import RuleSet
from engine.subsidy.question import Line, Situation, SubsidyParameters

SUBSIDY_RULE, FAMILY = "subsidy.amount", "subsidy_shaanxi"
TITLES: Mapping[Situation, str] = {"in_post": "在职", "retired": "离退休", "farmer": "农民"}
AGES = {"farmer_male": "农民：男满（周岁）", "farmer_female": "农民：女满（周岁）"}
AMOUNTS = {
    "in_post_line": "在职：标准线（元/月）",
    "in_post_most": "在职：最高（元，不设则空）",
    "retired_line": "离退休：标准线（元/月）",
    "retired_most": "离退休：最高（元，不设则空）",
    "farmer_line": "农民：标准线（元/月）",
    "farmer_most": "农民：最高（元，不设则空）",
    "spring": "春节慰问金（元，未定则空）",
    "special_most": "特殊困难帮扶金最高（元，未定则空）",
}
"""Amounts in yuan, as the form asks for them; lines are by month."""
NUMBERS: Mapping[str, str] = AMOUNTS | AGES
_MUST = {f"{one}_line" for one in TITLES}
_OLDEST = 120


def values_said(typed: Mapping[str, str], before: SubsidyParameters) -> tuple[Holding, SubsidyParameters]:
    """The parameters that are said; what excludes stays as it was ``before``. Raises ParametersUnfit."""
    found = [*flaws_of_holding(typed), *_flaws(typed)]
    if found:
        raise ParametersUnfit(found)
    held = holding(typed, PROVINCE)
    lines = [_line(one, typed, held.source) for one in TITLES]
    changed = {
        "lines": lines,
        "spring": _amount(typed, "spring"),
        "special_most": _amount(typed, "special_most"),
    }
    return held, before.model_copy(update=changed)


def as_typed(values: SubsidyParameters) -> dict[str, str]:
    """The same as the form writes it."""
    typed = {"spring": values.spring, "special_most": values.special_most}
    for one in values.lines:
        typed |= {f"{one.situation}_line": one.line, f"{one.situation}_most": one.most}
        typed |= {f"{one.situation}_{sex}": Decimal(age) for sex, age in one.least_age.items()}
    return {key: "" if typed.get(key) is None else str(typed[key]) for key in NUMBERS}


def subsidy_set(held: Holding, said: SubsidyParameters, *, assumed: bool) -> RuleSet:
    """The same as a set of parameters."""
    title = f"劳模专项补助（{held.place}，{held.valid_from.year}）"
    return entered_set(SUBSIDY_RULE, FAMILY, held, title, said.model_dump(mode="json"), assumed=assumed)


def _flaws(typed: Mapping[str, str]) -> Iterator[FieldFinding]:
    for key, label in AMOUNTS.items():
        text = typed.get(key, "").strip()
        number = number_said(text)
        if not text and key in _MUST:
            yield FieldFinding(key, label, "请填写")
        elif text and (number is None or number <= 0):
            yield FieldFinding(key, label, f"“{text}”应是大于 0 的数")
    for key, label in AGES.items():
        number = number_said(typed.get(key, ""))
        if number is None or number != int(number) or not 0 < number <= _OLDEST:
            yield FieldFinding(key, label, f"应是 1 到 {_OLDEST} 的整数")


def _line(one: Situation, typed: Mapping[str, str], source: str) -> Line:
    line, most = _amount(typed, f"{one}_line"), _amount(typed, f"{one}_most")
    said = f"{source}：{TITLES[one]}劳模月收入低于 {line} 元的补差" + (f"，最高 {most} 元" if most else "")
    ages = {sex: int(typed[f"farmer_{sex}"]) for sex in ("male", "female")} if one == "farmer" else {}
    given = {"situation": one, "line": line, "most": most, "least_age": ages, "clause": said}
    return Line.model_validate({**given, "no_fixed_income": one == "farmer"})


def _amount(typed: Mapping[str, str], key: str) -> Decimal | None:
    return number_said(typed.get(key, ""))
