"""The list of visits that visitors take along, and in which they bring back what they found."""

from collections.abc import Sequence
from datetime import date

from engine.relapse.sheet import Column, Read, Wrong, place_of, read_table

MISSED: dict[str, str] = {
    "away": "家中无人",
    "moved": "已迁出",
    "refused": "拒绝走访",
    "weather": "灾害或道路不通",
    "other": "其他",
}
_MISSED_BY_WORD = {word: key for key, word in MISSED.items()}
MOST_WORDS = 1000
COLUMNS: tuple[Column, ...] = (
    Column("id", "走访编号", "text", must=True),
    Column("file_number", "档案号", shown=True),
    Column("unit", "单位", shown=True),
    Column("place", "地点", shown=True),
    Column("grade", "等级", shown=True),
    Column("how", "方式", shown=True),
    Column("people", "人数", shown=True),
    Column("second", "同行人", shown=True),
    Column("due_on", "时限", shown=True),
    Column("done_on", "走访日期", "day"),
    Column("missed_why", "未走访原因"),
    Column("findings", "走访情况"),
)


def read_visits(rows: Sequence[Sequence[str]], *, today: date) -> Read:
    """The lines that say something: done on a day with what was found, or missed for one of the reasons."""
    read = read_table(COLUMNS, rows)
    said = []
    seen: set[object] = set()
    for number, line in read.lines:
        if line["done_on"] is None and line["missed_why"] is None and line["findings"] is None:
            continue
        said.append((number, line))
        for key, message in _wrong(dict(line), today):
            label = next(one.title for one in COLUMNS if one.key == key)
            read.wrong.append(Wrong(place_of(COLUMNS, rows[0], key, number), label, message))
        if line["id"] in seen:
            place = place_of(COLUMNS, rows[0], "id", number)
            read.wrong.append(Wrong(place, "走访编号", f"{line['id']} 写了两次"))
        seen.add(line["id"])
    read.lines = said
    return read


def _wrong(line: dict[str, object], today: date) -> list[tuple[str, str]]:
    done, missed, findings = line["done_on"], line["missed_why"], line["findings"]
    found = []
    if done is not None and missed is not None:
        found.append(("missed_why", "走访日期和未走访原因只能填一样"))
    if isinstance(done, date) and done > today:
        found.append(("done_on", f"{done} 还没有到"))
    if isinstance(done, date) and findings is None:
        found.append(("findings", "走访过的写明情况"))
    if isinstance(missed, str) and missed not in _MISSED_BY_WORD:
        found.append(("missed_why", f"请写其中之一：{'、'.join(_MISSED_BY_WORD)}"))
    if done is None and missed is None and findings is not None:
        found.append(("done_on", "写了情况，没有写走访日期或未走访原因"))
    if isinstance(findings, str) and len(findings) > MOST_WORDS:
        found.append(("findings", f"不超过 {MOST_WORDS} 字"))
    return found


def missed_key(word: str) -> str:
    """The stable word of a reason as people write it."""
    return _MISSED_BY_WORD[word]
