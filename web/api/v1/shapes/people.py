"""Who speaks, who could take a share, who stands in for whom, and relatives."""

from datetime import date

from pydantic import BaseModel

from web.api.v1.shapes.base import In, Out


class Me(BaseModel):
    """Who is signed in, and the token for the header ``X-CSRF-Token``."""

    person: str
    name: str
    unit: str
    posts: list[str]
    waiting: int
    csrf: str


class Colleague(Out):
    """Somebody to whom a share can be handed on."""

    id: str
    name: str
    unit_name: str
    own: bool


class NewAbsence(In):
    """A substitute for an absence, both days included; an administrator may say for which ``person``."""

    substitute: str
    first: date
    last: date
    processes: list[str] = []
    note: str = ""
    person: str | None = None


class Absence(Out):
    """A substitution that is not over."""

    id: str
    person: str
    name: str
    substitute: str
    substitute_name: str
    first: date
    last: date
    processes: tuple[str, ...]
    note: str


class NewRelative(In):
    """A relative on whose cases one does not decide."""

    relation: str
    number: str
