"""What an administrator says of a place and a time: read whole, or every finding at once."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from engine.definition import Process
from engine.hardship.parameters import HardshipParameters
from engine.refusals import FieldFinding, ParametersUnfit
from engine.rulebook.published import RuleSet
from engine.variants import VARIANT_RULE

CLASS_RULE, HELP_RULE = "hardship.class", "household.help"
PROVINCE, HOME = "陕西", "省本级"
"""Where the caps of help hold, and the place of a unit that belongs to no city."""

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
_WHERE = {
    "place": "地区",
    "source": "出处",
    "valid_from": "自",
    "valid_to": "至",
    "table": "帮扶标准",
    "process": "办理顺序",
}


@dataclass(frozen=True, slots=True)
class Holding:
    """Where and when what is said holds, and where it comes from; ``valid_to`` is included."""

    place: str
    valid_from: date
    valid_to: date
    source: str


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
    found = [*findings_of_holding(typed), *_of_values(typed)]
    if typed.get("place", "").strip() not in places:
        found.append(FieldFinding("place", _WHERE["place"], f"从这些里选：{'、'.join(places)}"))
    unknown = [one for one in assumed if one not in (*NUMBERS, *CHOICES)]
    found += [FieldFinding("assumed", "暂定", f"没有“{one}”这个参数") for one in unknown]
    if found:
        raise ParametersUnfit(found)
    held = holding_of(typed)
    said = {key: _number(typed.get(key, "")) for key in NUMBERS}
    said |= {key: typed[key] for key in CHOICES}  # type: ignore[misc]
    kept = before.model_dump() | said
    return held, HardshipParameters.model_validate({**kept, **asdict(held), "assumed": assumed})


def choice_said(typed: Mapping[str, str], field: str, known: Collection[str]) -> tuple[Holding, str]:
    """Which of the ``known`` is chosen in ``field``, for the province. Raises ParametersUnfit with all findings."""
    found = [*findings_of_holding(typed)]
    if typed.get(field, "") not in known:
        found.append(FieldFinding(field, _WHERE[field], f"从这些里选：{'、'.join(known)}"))
    if found:
        raise ParametersUnfit(found)
    return holding_of({**typed, "place": PROVINCE}), typed[field]


def class_set(held: Holding, said: HardshipParameters) -> RuleSet:
    """The same as a set of parameters."""
    title = f"困难职工家庭认定（{held.place} {held.valid_from.year}）"
    return set_of(CLASS_RULE, held, title, said.model_dump(mode="json"), assumed=bool(said.assumed))


def help_set(held: Holding, table: str) -> RuleSet:
    """The choice of a table of caps as a set of parameters."""
    return set_of(
        HELP_RULE, held, f"{held.valid_from.year} 年帮扶标准的选定", {"table": table}, assumed=False
    )


def variant_set(held: Holding, process: Process) -> RuleSet:
    """The choice of an order of steps as a set of parameters; its family is the matter."""
    title = f"办理顺序的选定：{process.title}"
    chosen = set_of(VARIANT_RULE, held, title, {"process": process.key}, assumed=False)
    return chosen.model_copy(update={"family": process.matter})


def set_of(rule: str, held: Holding, title: str, content: Mapping[str, object], *, assumed: bool) -> RuleSet:
    """What is said as a set of parameters of ``rule``."""
    given = {
        "key": f"{held.place}_{held.valid_from.year}", "family": held.place, "rule": rule, "title": title,
        "place": held.place, "from": held.valid_from, "to": held.valid_to, "source": held.source,
        "assumed": assumed, "content": dict(content),
    }  # fmt: skip
    return RuleSet.model_validate(given)


def holding_of(typed: Mapping[str, str]) -> Holding:
    """Where and when it holds, of what has no findings."""
    first, last = (date.fromisoformat(typed[one]) for one in ("valid_from", "valid_to"))
    return Holding(typed["place"].strip(), first, last, typed["source"].strip())


def findings_of_holding(typed: Mapping[str, str]) -> Iterator[FieldFinding]:
    """What is wrong with the source and the days."""
    if not typed.get("source", "").strip():
        yield FieldFinding("source", _WHERE["source"], "请写明出处：文件名称、文号")
    days = {key: _day(typed.get(key, "")) for key in ("valid_from", "valid_to")}
    for key, day in days.items():
        if day is None:
            yield FieldFinding(key, _WHERE[key], "请写成日期，如 2023-01-01")
    first, last = days["valid_from"], days["valid_to"]
    if first and last and first > last:
        yield FieldFinding("valid_to", _WHERE["valid_to"], f"{last} 早于 {first}")


def _of_values(typed: Mapping[str, str]) -> Iterator[FieldFinding]:
    for key, label in NUMBERS.items():
        text = typed.get(key, "").strip()
        number = _number(text)
        if not text and key in _MAY_BE_EMPTY:
            continue
        least = 1 if key in _ABOVE_ONE else 0
        if number is None or number <= least:
            yield FieldFinding(key, label, f"“{text}”应是大于 {least} 的数" if text else "请填写")
    lower, upper = (_number(typed.get(key, "")) for key in _ABOVE_ONE)
    if lower and upper and upper < lower:
        yield FieldFinding("edge_multiple", NUMBERS["edge_multiple"], "不能小于相对困难的倍数")
    for key, (label, words) in CHOICES.items():
        if typed.get(key) not in words:
            yield FieldFinding(key, label, f"从这些里选：{'、'.join(words)}")


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "").replace("，", "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
