"""The lines of a file of people, as they are written."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from engine.definition import Key, Strict
from engine.id_numbers import as_id_number

HEAVIEST_SEAT = 100
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _as_text(value: object) -> object:
    """Write a number as YAML does not: an ID number of digits alone is a whole number to it."""
    return str(value) if isinstance(value, int) else value


_IdNumber = Annotated[_Text, BeforeValidator(_as_text), AfterValidator(as_id_number)]


class PersonLine(Strict):
    """Somebody who works in the office. The posts are those held in ``unit``; all others are taken away."""

    login: _Text
    name: _Text
    unit: _Text
    posts: list[Key] = Field(default_factory=list)
    email: _Text | None = None
    id_no: _IdNumber | None = None


class OrganLine(Strict):
    """An organ of a unit, with the logins of its members in the order of their seats.

    ``weights``: what the seats of some members count in weighted ballots; all others count once.
    """

    key: Key
    title: _Text
    unit: _Text
    members: list[_Text] = Field(min_length=1)
    weights: dict[_Text, Annotated[int, Field(ge=1, le=HEAVIEST_SEAT)]] = Field(default_factory=dict)


class PartOfPerson(PersonLine):
    """What can be read of a line that is wrong in part: the rest is empty, and spoken of elsewhere."""

    login: _Text = ""
    name: _Text = ""
    unit: _Text = ""


class PartOfOrgan(OrganLine):
    """The same of an organ."""

    key: Key = ""
    title: _Text = ""
    unit: _Text = ""
    members: list[_Text] = Field(default_factory=list)


class PeopleLines(Strict):
    """The whole file; either part may be missing."""

    people: list[PersonLine] = Field(default_factory=list)
    organs: list[OrganLine] = Field(default_factory=list)
