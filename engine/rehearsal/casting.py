"""Who plays: the written cast, or people found by what they do. Every empty body has one stand-in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from engine.commands import Staff
from engine.definition import Body
from engine.handling.guards import ADMINISTRATOR
from engine.rehearsal.script import CastLine, Opening
from engine.state import Person, Unit


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a rehearsal, by the names of the script, and the members of each body in their order."""

    bodies: Mapping[str, Body]
    unit: Unit
    people: Mapping[str, Person]
    members: Mapping[str, tuple[str, ...]]
    is_written: bool
    guests: frozenset[str] = frozenset()

    def person(self, name: str) -> Person:
        """The person of this name; whoever has no part in the case is a colleague in its unit."""
        if name in self.people:
            return self.people[name]
        return self._stand_in(name) if name in self.bodies else Person(name, name, self.unit.key)

    def staff(self, bodies: Iterable[str]) -> Staff:
        """The people of these bodies: the members, or the stand-in where there is none."""
        return {key: tuple(self.person(name) for name in self.members.get(key, (key,))) for key in bodies}

    def is_seated(self, name: str) -> bool:
        """Whether this name has a seat, or stands for one."""
        has_seat = any(name in names for names in self.members.values())
        return has_seat or name in self.bodies or name in self.guests

    def is_known(self, name: str) -> bool:
        """Whether it is said already where this name belongs."""
        return name in self.people or name in self.bodies

    def with_guest(self, name: str, unit: str) -> "Cast":
        """The cast in which this name is brought in from ``unit`` without a seat of its own."""
        people = {**self.people, name: Person(name, name, unit)}
        return replace(self, people=people, guests=self.guests | {name})

    def is_free(self, body: str) -> bool:
        """Whether only the stand-in sits in ``body``, so that the first who wants to act there may take the seat."""
        return not self.is_written and body not in self.members

    def with_member(self, name: str, body: str) -> "Cast":
        """The cast in which this name has a seat in ``body``, after those who have one."""
        seats = self.members.get(body, ())
        if name in seats:
            return self
        people = {name: Person(name, name, unit_of(body, self.bodies[body], self.unit)), **self.people}
        return replace(self, people=people, members={**self.members, body: (*seats, name)})

    def with_administrator(self, name: str) -> "Cast":
        """The cast in which this name looks after the office."""
        person = self.person(name)
        return replace(
            self, people={**self.people, name: replace(person, posts=person.posts | {ADMINISTRATOR})}
        )

    def _stand_in(self, body: str) -> Person:
        return Person(body, self.bodies[body].title, unit_of(body, self.bodies[body], self.unit))


def cast_of(bodies: Mapping[str, Body], opening: Opening) -> Cast:
    """The cast that is written, or one without anybody."""
    unit = Unit(**opening.unit.model_dump())
    lines = opening.cast or {}
    members = {key: _members(key, body, lines, unit) for key, body in bodies.items()}
    return Cast(
        bodies,
        unit,
        {name: _person(name, line, bodies, unit) for name, line in lines.items()},
        {key: names for key, names in members.items() if names},
        is_written=opening.cast is not None,
    )


def unit_of(key: str, body: Body, unit: Unit) -> str:
    """The unit that the people of a body come from; an organ's come from none that has cases."""
    return unit.key if body.unit == "unit" else body.unit or key


def _person(name: str, line: CastLine, bodies: Mapping[str, Body], unit: Unit) -> Person:
    homes = [unit_of(key, bodies[key], unit) for key in line.bodies if key in bodies]
    home = line.unit or (homes[0] if homes else unit.key)
    return Person(name, line.name or name, home, frozenset(line.posts), line.identity)


def _members(key: str, body: Body, lines: Mapping[str, CastLine], unit: Unit) -> tuple[str, ...]:
    return tuple(name for name, line in lines.items() if key in line.bodies or _holds(body, line, unit))


def _holds(body: Body, line: CastLine, unit: Unit) -> bool:
    """Whether the post makes a member: of the unit itself, of any other as the unit above, or of the named one."""
    if body.post is None or body.post not in line.posts:
        return False
    home = line.unit or unit.key
    return home != unit.key if body.unit == "parent_unit" else home == unit_of("", body, unit)
