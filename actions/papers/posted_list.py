"""公示 as it is posted on a board: a list that is shown to the public, as PDF and Word file."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache

from actions.papers.typesetting import Documents, Order, make
from engine.deadlines import day_text

_KEPT = 16  # lists whose files are kept in the process: they are open to all, and typesetting takes its time


@dataclass(frozen=True, slots=True)
class PostedRow:
    """One line of the list: what is shown of the case, its unit, and from when to when."""

    cells: tuple[str, ...]
    unit: str
    days: str


@dataclass(frozen=True, slots=True)
class PostedList:
    """What the public reads on ``day``, no more than the page shows; ``window`` in working days."""

    title: str
    level: str
    columns: tuple[str, ...]
    rows: tuple[PostedRow, ...]
    window: int
    receives: str
    office: str
    address: str
    day: date
    demonstration: bool


@lru_cache(maxsize=_KEPT)
def files_of(posted: PostedList) -> Documents:
    """Both forms; of the same list on the same day the same bytes."""
    contents = asdict(posted) | {"day": day_text(posted.day)}
    name = f"关于{posted.title}的公示（{posted.level}，{posted.day.isoformat()}）"
    at = datetime.combine(posted.day, time(), UTC)
    return make(Order("", "posted_list", name, contents, at))


def days_in_words(posted: date, last: date | None) -> str:
    """``2022年2月21日至2月28日``; without a last day, the window is suspended."""
    if last is None:
        return f"{day_text(posted)}起（公示期中止）"
    same = posted.year == last.year
    return f"{day_text(posted)}至{day_text(last).partition('年')[2] if same else day_text(last)}"
