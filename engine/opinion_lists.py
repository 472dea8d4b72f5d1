"""部门意见 by list: what an outside body answered about many cases, a row each. Nothing here knows of files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from engine.deadlines import local_date, local_text
from engine.forms.many import CellFinding
from engine.handling.guards import MOST_WORDS
from engine.handling.opinions import LONGEST_SIGNER, unfit_day
from engine.state import ANSWER_LABELS, Answer

COLUMNS = {
    "number": "事项编号",
    "answer": "答复",
    "reason": "理由",
    "dated": "答复日期",
    "signer": "签署人",
}
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of one of the cases that a body was asked about; ``answer`` is the one on file."""

    number: str
    asked_at: datetime
    valid_days: int
    answer: Answer | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A row that can be put on file."""

    row: int
    number: str
    answer: Answer
    reason: str
    dated: date
    signer: str


def read_answers(
    rows: Sequence[Row], asked: Mapping[str, Asked], *, today: date
) -> tuple[list[Answered], list[CellFinding]]:
    """The rows that say something, and every wrong cell of them. A row without an answer says nothing: no consent.

    Rows are counted from 1, the heading not counted.
    """
    good: list[Answered] = []
    found: list[CellFinding] = []
    seen: set[str] = set()
    for place, row in enumerate(rows, 1):
        if not any(row[one] for one in COLUMNS if one != "number"):
            continue
        wrong = dict(_unknown(row, asked, seen) or _cells(row, asked[row["number"]], today))
        seen.add(row["number"])
        found += [CellFinding(place, one, COLUMNS[one], said) for one, said in wrong.items()]
        if not wrong:
            good.append(_answered(place, row))
    return good, found


def _unknown(row: Row, asked: Mapping[str, Asked], seen: set[str]) -> dict[str, str]:
    """Why the row is about no case that waits for this answer."""
    known = asked.get(row["number"])
    if known is None:
        return {"number": "没有就这件事项征求过本部门意见，或不由您办理"}
    if row["number"] in seen:
        return {"number": "与前面的一行重复"}
    if known.answer in ("agree", "disagree") and known.answered_at is not None:
        at, said = local_text(known.answered_at), ANSWER_LABELS[known.answer]
        return {"number": f"已于 {at} 登记答复“{said}”，不能重复登记"}
    return {}


def _cells(row: Row, known: Asked, today: date) -> dict[str, str]:
    answer = _answer(row["answer"])
    wrong: dict[str, str | None] = {
        "answer": None if answer else f"请填写{'、'.join(ANSWER_LABELS.values())}之一",
        "reason": _unfit_reason(row["reason"], answer),
        "dated": _unfit_date(row["dated"], known, today, answer or "defer"),
        "signer": None
        if 0 < len(row["signer"]) <= LONGEST_SIGNER
        else f"请写明姓名和职务（至多 {LONGEST_SIGNER} 字）",
    }
    return {key: said for key, said in wrong.items() if said}


def _unfit_reason(reason: str, answer: Answer | None) -> str | None:
    if len(reason) > MOST_WORDS:
        return f"不超过 {MOST_WORDS} 字，现有 {len(reason)} 字"
    if answer in ("disagree", "defer") and not reason:
        return f"答复“{ANSWER_LABELS[answer]}”必须写明理由"
    return None


def _unfit_date(said: str, known: Asked, today: date, answer: Answer) -> str | None:
    dated = _date(said)
    if dated is None:
        return "请填写日期，例如 2022-03-01"
    asked = local_date(known.asked_at)
    return unfit_day(dated, asked=asked, today=today, valid_days=known.valid_days, answer=answer)


def _answered(place: int, row: Row) -> Answered:
    answer, dated = _answer(row["answer"]), _date(row["dated"])
    if answer is None or dated is None:
        message = "a row with findings"
        raise ValueError(message)
    return Answered(place, row["number"], answer, row["reason"], dated, row["signer"])


def _answer(said: str) -> Answer | None:
    return next((key for key, label in ANSWER_LABELS.items() if label == said), None)


def _date(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
