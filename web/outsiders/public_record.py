"""公示留痕 as a dossier tells it: what the public read from when to when, and whether the pages could be reached."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.dossiers import Material
from engine.showing.reachable import Gap, gaps_of
from models.showings import Shown


@dataclass(frozen=True, slots=True)
class Kept:
    """One text of a public page, from when to when; ``until`` is None while it is still shown."""

    seq: int
    since: datetime
    until: datetime | None
    unit: str
    posted: str
    last_day: str | None
    lines: list[tuple[str, str]]
    digest: str


@dataclass(frozen=True, slots=True)
class Reached:
    """How often the page of one showing was looked at, and the gaps."""

    title: str
    looks: int
    gaps: list[Gap]


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """Both."""

    shown: list[Kept]
    reached: list[Reached]


def public_record(material: Material) -> PublicRecord:
    """All that was kept of the case's public pages."""
    lines = material.showings
    return PublicRecord(
        [_kept(lines, n) for n, one in enumerate(lines) if one.change.content], _reached(material)
    )


def _kept(lines: Sequence[Shown], n: int) -> Kept:
    change, following = lines[n].change, [one.change for one in lines[n + 1 :]]
    read = json.loads(change.content)
    return Kept(
        seq=lines[n].seq,
        since=change.at,
        until=next((one.at for one in following if one.window == change.window), None),
        unit=read["unit"],
        posted=read["posted"],
        last_day=read["until"],
        lines=read["lines"],
        digest=change.digest,
    )


def _reached(material: Material) -> list[Reached]:
    state, homes = material.state, material.process.homes
    keys = {one.id: one.key for one in state.steps}
    found = []
    for window in state.windows:
        looks, home = material.looks.get(window.id, ()), homes.get(keys[window.id])
        title = home.entry.title if home else keys[window.id]
        found.append(Reached(title, len(looks), gaps_of(window, looks, material.entries[-1].at)))
    return found
