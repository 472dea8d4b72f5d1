"""The journal of a round as it is read on its board."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.rounds.state import RoundState
from models.journal import Entry
from web.wording import Translate


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the journal in words; ``quote`` is the reason as somebody wrote it."""

    seq: int
    at: datetime
    who: str
    text: str
    quote: str
    hash: str


def told(
    entries: list[Entry], state: RoundState, gates: Mapping[str, str], names: Mapping[str, str], _: Translate
) -> list[Told]:
    """The journal, latest first."""
    titles = {one.key: one.title for one in state.phases}
    return [
        Told(
            one.seq,
            one.at,
            names.get(one.actor or "", "") if one.actor else _("按日程"),
            _WORDS[one.event](one.payload, titles, gates, _),
            str(one.payload.get("reason", "")),
            one.hash,
        )
        for one in reversed(entries)
    ]


_Titles = Mapping[str, str]
_Say = Callable[[Mapping[str, Any], _Titles, _Titles, Translate], str]


def _phase(payload: Mapping[str, Any], titles: _Titles) -> str:
    return titles.get(payload["phase"], str(payload["phase"]))


def _frozen(payload: Mapping[str, Any], _titles: _Titles, gates: _Titles, _: Translate) -> str:
    how = {
        "opened": _("打开关口“{gate}”时冻结 {n} 件"),
        "closed": _("关闭关口“{gate}”时冻结 {n} 件"),
        "again": _("在关口“{gate}”补充冻结，共 {n} 件"),
    }
    gate = gates.get(payload["gate"], str(payload["gate"]))
    return how[payload["occasion"]].format(gate=gate, n=payload["cases"])


_WORDS: dict[str, _Say] = {
    "round.opened": lambda _payload, _titles, _gates, _: _("下达名额通知，定下日程"),
    "phase.opened": lambda payload, titles, _gates, _: _("“{phase}”开始").format(
        phase=_phase(payload, titles)
    ),
    "phase.closed": lambda payload, titles, _gates, _: _("“{phase}”结束").format(
        phase=_phase(payload, titles)
    ),
    "phase.rescheduled": lambda payload, titles, _gates, _: _("“{phase}”改为 {first} 至 {last}").format(
        phase=_phase(payload, titles), first=payload["opens_on"], last=payload["closes_on"]
    ),
    "gate.opened": lambda payload, _titles, _gates, _: _("打开关口“{gate}”").format(gate=payload["title"]),
    "gate.closed": lambda payload, _titles, _gates, _: _("关闭关口“{gate}”").format(gate=payload["title"]),
    "round.frozen": _frozen,
}
