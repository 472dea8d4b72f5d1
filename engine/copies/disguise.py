"""Invented names, units, numbers, ids and days in place of the real ones: the same for the same, within one copy."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid5

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d.*$")
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_MONTH = re.compile(r"^\d{4}-\d\d$")
_EPOCH = date(2000, 1, 3)  # a Monday: a copy begins on the weekday on which its first case began


def shift_to_epoch(first: date) -> timedelta:
    """By how many whole weeks the days of a copy are moved, so that it begins in the first week of 2000."""
    return timedelta(weeks=-((first - _EPOCH).days // 7))


@dataclass
class Disguise:
    """``secret`` is chance from outside: ids of one copy cannot be found again in another, or in the office."""

    secret: str
    shift: timedelta
    _known: dict[str, dict[str, str]] = field(default_factory=dict)

    def person(self, name: str) -> str:
        """Somebody invented, and marked so."""
        return self._invented("person", name, lambda n: f"演示{_SURNAMES[n % len(_SURNAMES)]}{n:03d}")

    def unit(self, name: str) -> str:
        """A unit that is not there."""
        return self._invented("unit", name, lambda n: f"演示第{n:03d}单位")

    def unit_key(self, key: str) -> str:
        """Its key."""
        return self._invented("unit key", key, lambda n: f"demo{n:03d}")

    def city(self, name: str) -> str:
        """A city that is not there."""
        return self._invented("city", name, lambda n: f"演示第{n:03d}市")

    def number(self, number: str) -> str:
        """The number of a case, a title, a document or a round."""
        return self._invented("number", number, lambda n: f"YS-{n:04d}")

    def text(self, said: str) -> str:
        """What people wrote: only how long it was is left."""
        return f"（示意文字，原文 {len(said)} 字）" if said else ""

    def ids(self, said: str) -> str:
        """The same text with other ids and digests in it."""
        said = _ID.sub(lambda found: str(uuid5(UUID(self.secret), found[0])), said)
        return _DIGEST.sub(lambda found: sha256(f"{self.secret}{found[0]}".encode()).hexdigest(), said)

    def has_ids_only(self, said: str) -> bool:
        """Whether a text is an id or a digest, and nothing besides."""
        return bool(_ID.fullmatch(said) or _DIGEST.fullmatch(said))

    def moment(self, at: datetime) -> datetime:
        """The moment, as many weeks earlier as all others."""
        return at + self.shift

    def day(self, said: str) -> str | None:
        """A day, month or moment as text, moved; None for what is none."""
        if _MOMENT.match(said):
            return self.moment(datetime.fromisoformat(said)).isoformat()
        if _DAY.match(said):
            return (date.fromisoformat(said) + self.shift).isoformat()
        if _MONTH.match(said):
            return (date.fromisoformat(f"{said}-01") + self.shift).isoformat()[:7]
        return None

    def _invented(self, kind: str, real: str, make: Callable[[int], str]) -> str:
        """Empty stays empty; the n-th that is met is the n-th that is invented."""
        if not real:
            return real
        known = self._known.setdefault(kind, {})
        return known.setdefault(real, make(len(known) + 1))

    def real(self) -> set[str]:
        """Everything that was given an invented name so far: none of it may be in the copy."""
        return {one for known in self._known.values() for one in known}
