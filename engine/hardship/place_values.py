"""What an administrator says of a place and a time: read whole, or every finding at once."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict

from engine.definition import Process
from engine.hardship.parameters import HardshipParameters
from engine.refusals import FieldFinding, ParametersUnfit
from engine.rulebook.entering import (
    PROVINCE,
    WHERE,
    Holding,
    entered_set,
    flaws_of_holding,
    holding,
    number_said,
)
from engine.rulebook.published import RuleSet
from engine.variants import VARIANT_RULE

CLASS_RULE, HELP_RULE = "hardship.class", "household.help"
HOME = "省本级"
"""The place of a unit that belongs to no city."""

NUMBERS: Mapping[str, str] = {
    "line": "低保线（元/人·月）",
    "minimum_wage": "最低工资（元/月）",
    "relative_multiple": "相对困难：低保线的倍数",
    "edge_multiple": "边缘户：低保线的倍数",
    "accident_share": "意外致困：损失占年收入的比例",
    "home_area": "两套以上住房：人均面积超过才排除（平方米，不设则空）",
    "assets_limit": "金融资产上限（元，不设则空）",
}
CHOICES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "deep_cmp": ("深度困难的界线", {"lt": "低于低保线", "le": "不高于低保线"}),
    "exclusion_scope": (
        "排除情形的范围",
        {"no_file": "不予建档", "not_deep": "只是不认定为深度困难"},
    ),
}
WORDS: Mapping[str, str] = {
    **{key: label for key, (label, _) in CHOICES.items()},
    **{value: word for _, words in CHOICES.values() for value, word in words.items()},
}
"""What the choices and their values are called."""
_MAY_BE_EMPTY = ("assets_limit", "home_area")
_ABOVE_ONE = ("relative_multiple", "edge_multiple")
_CHOSEN = {"table": "帮扶标准", "process": "办理顺序"}
"""What is chosen for a time, by its field."""


def place_of(city: str | None) -> str:
    """Whose parameters hold for a unit of ``city``."""
    return city or HOME


def names(place: str, city: str | None) -> bool:
    """Whether parameters of ``place`` are those of the city: 西安 names 西安市."""
    return place_of(city).startswith(place)


def values_said(
    typed: Mapping[str, str], before: HardshipParameters, assumed: tuple[str, ...], places: Collection[str]
) -> tuple[Holding, HardshipParameters]:
    """The parameters that are said; what is not asked (what counts, what excludes) stays as it was ``before``.

    ``assumed`` names the values for which the one who enters them has no text.
    Raises ParametersUnfit with all findings.
    """
    found = [*flaws_of_holding(typed), *_of_values(typed)]
    if typed.get("place", "").strip() not in places:
        found.append(FieldFinding("place", WHERE["place"], f"从这些里选：{'、'.join(places)}"))
    unknown = [one for one in assumed if one not in (*NUMBERS, *CHOICES)]
    found += [FieldFinding("assumed", "暂定", f"没有“{one}”这个参数") for one in unknown]
    if found:
        raise ParametersUnfit(found)
    held = holding(typed, typed["place"].strip())
    said = {key: number_said(typed.get(key, "")) for key in NUMBERS}
    said |= {key: typed[key] for key in CHOICES}  # type: ignore[misc]
    kept = before.model_dump() | said
    return held, HardshipParameters.model_validate({**kept, **asdict(held), "assumed": assumed})


def choice_said(typed: Mapping[str, str], field: str, known: Collection[str]) -> tuple[Holding, str]:
    """Which of the ``known`` is chosen in ``field``, for the province. Raises ParametersUnfit with all findings."""
    found = [*flaws_of_holding(typed)]
    if typed.get(field, "") not in known:
        found.append(FieldFinding(field, _CHOSEN[field], f"从这些里选：{'、'.join(known)}"))
    if found:
        raise ParametersUnfit(found)
    return holding(typed, PROVINCE), typed[field]


def class_set(held: Holding, said: HardshipParameters) -> RuleSet:
    """The same as a set of parameters."""
    title = f"困难职工家庭认定（{held.place} {held.valid_from.year}）"
    return entered_set(
        CLASS_RULE, held.place, held, title, said.model_dump(mode="json"), assumed=bool(said.assumed)
    )


def help_set(held: Holding, table: str) -> RuleSet:
    """The choice of a table of caps as a set of parameters."""
    return entered_set(
        HELP_RULE,
        held.place,
        held,
        f"{held.valid_from.year} 年帮扶标准的选定",
        {"table": table},
        assumed=False,
    )


def variant_set(held: Holding, process: Process) -> RuleSet:
    """The choice of an order of steps as a set of parameters; its family is the matter."""
    title = f"办理顺序的选定：{process.title}"
    return entered_set(VARIANT_RULE, process.matter, held, title, {"process": process.key}, assumed=False)


def _of_values(typed: Mapping[str, str]) -> Iterator[FieldFinding]:
    for key, label in NUMBERS.items():
        text = typed.get(key, "").strip()
        number = number_said(text)
        if not text and key in _MAY_BE_EMPTY:
            continue
        least = 1 if key in _ABOVE_ONE else 0
        if number is None or number <= least:
            yield FieldFinding(key, label, f"“{text}”应是大于 {least} 的数" if text else "请填写")
    lower, upper = (number_said(typed.get(key, "")) for key in _ABOVE_ONE)
    if lower and upper and upper < lower:
        yield FieldFinding("edge_multiple", NUMBERS["edge_multiple"], "不能小于相对困难的倍数")
    for key, (label, words) in CHOICES.items():
        if typed.get(key) not in words:
            yield FieldFinding(key, label, f"从这些里选：{'、'.join(words)}")
