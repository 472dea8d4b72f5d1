"""Who speaks, who could take a share, who stands in for whom, and relatives."""

from datetime import date, datetime

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


class TokenLine(Out):
    """A token of mine, without the token itself."""

    id: str
    title: str
    reads_only: bool
    made_at: datetime
    until: datetime
    used_on: date | None


class NewToken(In):
    """What a token is for, for how many days, and whether it only reads."""

    title: str
    days: int = 90
    reads_only: bool = True


class Token(BaseModel):
    """A new token: it is shown this once."""

    id: str
    token: str
    until: datetime


class NoticeToMe(Out):
    """What the office has told me, and the page that it is about."""

    id: int
    event: str
    subject: str
    body: str
    link: str
    created_at: datetime
    read_at: datetime | None


class Relative(Out):
    """A relative that I declared: relation and masked number."""

    id: str
    words: str
