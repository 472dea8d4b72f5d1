"""A title as its entries make it. An entry is never changed: the title is what all of them together say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

TitleStatus = Literal["held", "rectifying", "cancelled", "revoked"]
EntryKind = Literal[
    "granted",
    "earlier",
    "opened",
    "missed",
    "kept",
    "rectify",
    "restored",
    "leader_changed",
    "cancelled",
    "revoked",
]
STATUS_LABELS: dict[TitleStatus, str] = {
    "held": "有效",
    "rectifying": "限期整改",
    "cancelled": "已注销",
    "revoked": "已撤销（摘牌）",
}
ENTRY_LABELS: dict[EntryKind, str] = {
    "granted": "命名",
    "earlier": "此前已办",
    "opened": "发起事项",
    "missed": "逾期未办",
    "kept": "合格",
    "rectify": "责令限期整改",
    "restored": "整改合格",
    "leader_changed": "变更领衔人",
    "cancelled": "注销",
    "revoked": "撤销（摘牌）",
}
_STATUS_AFTER: dict[EntryKind, TitleStatus] = {
    "rectify": "rectifying",
    "restored": "held",
    "cancelled": "cancelled",
    "revoked": "revoked",
}
OVER: tuple[TitleStatus, ...] = ("cancelled", "revoked")
"""A title that is over obliges to nothing, and nothing more is done to it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a title's life. ``check`` and ``period`` say which look was opened, missed or held elsewhere."""

    kind: EntryKind
    on: date
    case: str | None = None
    number: str = ""
    words: str = ""
    check: str | None = None
    period: int | None = None
    due: date | None = None
    leader: str | None = None
    identity: str | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A title in the register, as it stands after its entries."""

    number: str
    status: TitleStatus
    granted_on: date
    leader: str | None
    identity: str | None
    rectify_by: date | None = None
    looked_at: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Whether it was cancelled or taken back."""
        return self.status in OVER


def after(title: Title, entry: Entry) -> Title:
    """The title after one more entry."""
    if entry.kind in ("earlier", "opened", "missed"):
        return _looked_at(title, entry)
    if entry.kind == "leader_changed":
        return replace(title, leader=entry.leader, identity=entry.identity)
    if (status := _STATUS_AFTER.get(entry.kind)) is None:
        return title
    return replace(title, status=status, rectify_by=entry.due if status == "rectifying" else None)


def replayed(number: str, entries: Iterable[Entry]) -> Title:
    """The title that these entries make; the first grants it. Raises ValueError when it does not."""
    first, *later = entries
    if first.kind != "granted":
        message = f"{number} begins with {first.kind}"
        raise ValueError(message)
    title = Title(number, "held", first.on, first.leader, first.identity)
    for entry in later:
        title = after(title, entry)
    return title


def _looked_at(title: Title, entry: Entry) -> Title:
    if entry.check is None or entry.period is None:
        return title
    latest = max(entry.period, title.looked_at.get(entry.check, entry.period))
    return replace(title, looked_at={**title.looked_at, entry.check: latest})
