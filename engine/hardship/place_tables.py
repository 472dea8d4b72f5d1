"""The tables that an administrator enters for the province: caps of help, and the bodies that are asked.

Each is read whole, or every finding is told at once by row and column.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from engine.hardship.aid import AidTable
from engine.hardship.matching import Agencies
from engine.refusals import FieldFinding, ParametersUnfit
from engine.rulebook.entering import PROVINCE, entered_set, flaws_of_holding, holding
from engine.rulebook.published import RuleSet

CAPS_RULE, MATCHING_RULE = "hardship.aid", "household.matching"
Rows = Sequence[Mapping[str, Any]]

COLUMNS: Mapping[str, str] = {
    "kind": "种类",
    "classes": "困难类别",
    "per": "按户或按人",
    "lines": "低保线的倍数",
    "amount": "金额（元）",
    "share_of_cost": "自负费用的比例",
    "needs_file": "建档之后",
    "key": "代码",
    "title": "名称",
    "sends": "发出的字段",
    "tells": "答复的事项",
    "within": "时限（工作日）",
    "clause": "依据",
    "way": "方式",
}
PER: Mapping[str, str] = {"household": "每户每年", "person": "每人每年"}
WAYS: Mapping[str, str] = {"exchange": "交换表", "http": "专线（须配置地址）"}
_SAYS = {
    "greater_than": "应大于 0",
    "less_than_equal": "不能大于 1（1 就是全部）",
    "literal_error": "请从列表里选择",
    "too_short": "至少选一项",
    "string_too_short": "没有填写",
    "string_pattern_mismatch": "只用小写字母和下划线",
    "missing": "没有填写",
}


def caps_said(typed: Mapping[str, str], rows: Rows, one_kind: Sequence[str], *, assumed: bool) -> RuleSet:
    """A table of caps with its ``title``. ``assumed``: no text of the place gives it. Raises ParametersUnfit."""
    content = {
        "place": PROVINCE,
        "source": typed.get("source", "").strip(),
        "assumed": ("caps",) if assumed else (),
        "caps": rows,
        "one_kind_classes": one_kind,
    }
    found = [*_of_title(typed), *flaws_of_holding(typed)]
    read, held = _read(AidTable, content, "caps", found), holding(typed, PROVINCE)
    return entered_set(CAPS_RULE, PROVINCE, held, typed["title"].strip(), read, assumed=assumed)


def agencies_said(typed: Mapping[str, str], rows: Rows, *, assumed: bool) -> RuleSet:
    """All bodies that are asked from a day on. Raises ParametersUnfit."""
    read = _read(Agencies, {"agencies": rows}, "agencies", [*flaws_of_holding(typed)])
    held = holding(typed, PROVINCE)
    return entered_set(MATCHING_RULE, PROVINCE, held, "困难职工家庭信息比对", read, assumed=assumed)


def _of_title(typed: Mapping[str, str]) -> Iterator[FieldFinding]:
    if not typed.get("title", "").strip():
        yield FieldFinding("title", "名称", "没有填写")


def _read(
    model: type[AidTable | Agencies], content: Mapping[str, object], rows: str, found: list[FieldFinding]
) -> Mapping[str, object]:
    try:
        read = model.model_validate(content)
    except ValidationError as wrong:
        found += _by_cell(wrong, rows)
    if found:
        raise ParametersUnfit(found)
    return read.model_dump(mode="json")


def _by_cell(wrong: ValidationError, rows: str) -> Iterator[FieldFinding]:
    for one in wrong.errors():
        place = [part for part in one["loc"] if part != rows]
        sentence = str(one.get("ctx", {}).get("sentence", "")).removeprefix("有 1 处问题：")
        said = sentence or _SAYS.get(one["type"], "写法不对")
        if not place or not isinstance(place[0], int):
            if one["type"] == "too_short" and one["input"]:
                continue  # there are rows, and each has its own finding
            yield FieldFinding(rows, "全表", "至少一行" if one["type"] == "too_short" else said)
            continue
        column = str(place[1]) if len(place) > 1 else ""
        label = f"第 {place[0] + 1} 行" + (f" {COLUMNS.get(column, column)}" if column else "")
        yield FieldFinding(f"{rows}.{place[0]}", label, said, cell=column)
