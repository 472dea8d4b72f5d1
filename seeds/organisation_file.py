"""The organisation files → units, posts and organs, checked against each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from engine.definition import Strict
from seeds.findings import DefinitionRefused, Finding
from seeds.people_lines import HEAVIEST_SEAT
from seeds.schema import read_as, text_of
from seeds.staffing import Staffed

Kind = Literal["federation", "province", "city", "grass", "group", "authority"]
Sector = Literal["education", "science", "culture", "health", "sport"]


class UnitLine(Strict):
    """A union organisation. A ``direct`` one stands under the province without a city between."""

    key: str = Field(pattern=r"^[a-z][a-z0-9]*$")
    name: str
    kind: Kind
    parent: str | None = None
    direct: bool = False
    sector: Sector | None = None
    city: str | None = None


class PostLine(Strict):
    """A post that every unit of a kind has; one signs in as ``<unit>.<login>``, or as ``login`` if whole."""

    post: str
    login: str
    title: str
    whole: bool = False


class SeatLine(Strict):
    """A member of an organ: somebody known by sign-in name, or a new person of ``unit``.

    ``weight`` is what the seat counts in ballots that are weighted.
    """

    login: str
    unit: str | None = None
    weight: int = Field(1, ge=1, le=HEAVIEST_SEAT)


class OrganLine(Strict):
    """A committee, with its members in the order of their seats."""

    key: str
    title: str
    unit: str
    members: list[SeatLine] = Field(min_length=1)


class _Units(Strict):
    units: list[UnitLine] = Field(min_length=1)


class _Posts(Strict):
    posts_of: dict[Kind, list[PostLine]]
    organs: list[OrganLine] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody of the organisation: where, by which sign-in name, in which posts, and what that is called."""

    login: str
    unit: str
    posts: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """All of it, in an order in which every parent comes before its children."""

    units: tuple[UnitLine, ...]
    holders: tuple[Holder, ...]
    organs: tuple[OrganLine, ...]

    def staffed(self) -> Staffed:
        """Tell who is there, as the check of a definition's bodies asks it."""
        return Staffed(
            units={unit.key: unit.parent for unit in self.units},
            posts=frozenset((one.unit, post) for one in self.holders for post in one.posts),
            organs=frozenset(organ.key for organ in self.organs),
            sizes={organ.key: len(organ.members) for organ in self.organs},
        )


def read_organisation(folder: Path) -> Organisation:
    """Read ``units.yaml`` and ``posts.yaml`` in ``folder``. Raises DefinitionRefused with every finding."""
    units_file, posts_file = folder / "units.yaml", folder / "posts.yaml"
    units, document = read_as(_Units, text_of(units_file), str(units_file))
    posts, _ = read_as(_Posts, text_of(posts_file), str(posts_file))
    findings = [
        Finding(
            str(units_file), document.line(("units", place)), sentence, "每个单位一个代码，上级写在下级之前"
        )
        for place, sentence in _wrong_units(units.units)
    ]
    if findings:
        raise DefinitionRefused(findings)
    holders = [holder for unit in units.units for holder in _holders(unit, posts)]
    newcomers = [
        Holder(seat.login, seat.unit, (), f"{organ.title}委员")
        for organ in posts.organs
        for seat in organ.members
        if seat.unit is not None
    ]
    return Organisation(tuple(units.units), (*holders, *newcomers), tuple(posts.organs))


def _wrong_units(units: list[UnitLine]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for place, unit in enumerate(units):
        if unit.key in seen:
            yield place, f"单位代码 {unit.key} 写了两次"
        if unit.parent is not None and unit.parent not in seen:
            yield place, f"{unit.name}的上级 {unit.parent} 不存在，或写在它之后"
        seen.add(unit.key)


def _holders(unit: UnitLine, posts: _Posts) -> Iterator[Holder]:
    for line in posts.posts_of.get(unit.kind, []):
        login = line.login if line.whole else f"{unit.key}.{line.login}"
        yield Holder(login, unit.key, (line.post,), line.title)
