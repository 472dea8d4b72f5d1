"""The exchange table of a body: its cells are read, or every one that cannot be is named."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from engine.hardship.matching import TOLD, Agency, Fact, Told
from engine.hardship.paying import CellFinding
from engine.id_numbers import as_id_number, is_id_number

HEADS = ("编号", "身份证号", "事项", "数量或金额", "说明")
_BY_WORD: dict[str, Told] = {word: key for key, word in TOLD.items()}
Cells = Mapping[str, str]


def wrong_in(row: int, cells: Cells, agency: Agency) -> Iterator[CellFinding]:
    """Every cell of a row that cannot be read. Whether anybody asked for it does not matter here."""
    if not cells["编号"]:
        yield CellFinding(row, "编号", "没有编号")
    if not is_id_number(as_id_number(cells["身份证号"])):
        yield CellFinding(row, "身份证号", "身份证号不正确")
    if _BY_WORD.get(cells["事项"]) not in agency.tells:
        words = "、".join(TOLD[one] for one in agency.tells)
        yield CellFinding(row, "事项", f"“{cells['事项']}”应为 {words} 之一")
    if _amount(cells["数量或金额"]) is None:
        yield CellFinding(row, "数量或金额", f"“{cells['数量或金额']}”不是不小于 0 的数")


def fact_in(cells: Cells) -> Fact:
    """What a row without findings says; an empty amount is one."""
    return Fact(
        id_number=as_id_number(cells["身份证号"]),
        told=_BY_WORD[cells["事项"]],
        amount=_amount(cells["数量或金额"]) or Decimal(0),
        note=cells["说明"],
    )


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.replace(",", "").replace("，", "") or "1")
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount >= 0 else None
