"""Who is speaking, and what was posted: the dependencies that every screen declares."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Path, Request
from starlette.datastructures import FormData

from actions import sign_in
from engine.handling.keeping import KEEPERS
from engine.hardship.centre import is_of_the_centre
from engine.state import Person
from models.correlation import Door, correlate
from models.organisation import ADMINISTRATOR
from models.reads import viewers
from models.reads.viewers import Reader
from models.session import Session
from runtime.clock import SystemClock
from runtime.wiring import Office
from web import tokens
from web.pages import form_token, office_of
from web.refusals import AdministratorsOnly, ArchiveOnly, NotSignedIn, OfficersOnly, PageExpired

real_time = SystemClock()  # a session ends by the real clock: moving the office's clock signs nobody out
_MAY_OPEN = {"union_chair", "union_officer", "group_chair"}
_OFFICERS = {"prov_officer", "prov_head", ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Viewer:
    """The reader of a page at one moment of the office's time."""

    reader: Reader
    now: datetime

    @property
    def person(self) -> Person:
        """Who acts."""
        return self.reader.person

    @property
    def unit_name(self) -> str:
        """The reader's unit."""
        return self.reader.unit_name

    @property
    def demo(self) -> bool:
        """Whether the reader is an invented person."""
        return self.reader.demo

    @property
    def csrf(self) -> str:
        """What the reader's forms carry."""
        return self.reader.csrf

    @property
    def waiting(self) -> int:
        """How many things wait for the reader."""
        return self.reader.waiting

    @property
    def unread(self) -> int:
        """How many notices are new to the reader."""
        return self.reader.unread

    @property
    def is_administrator(self) -> bool:
        """Whether the reader looks after the office."""
        return ADMINISTRATOR in self.person.posts

    @property
    def may_open(self) -> bool:
        """Whether the reader may begin a case for the unit (the engine has the last word)."""
        return bool(self.person.posts & _MAY_OPEN)

    @property
    def may_watch(self) -> bool:
        """Whether there are households under monitoring that are the reader's business."""
        return bool(self.person.posts)

    @property
    def sees_all_units(self) -> bool:
        """Whether the places of every unit are the reader's business: of those who hold a post above the units.

        An expert or a committee member of the province without a post reads what comes to him or her, and no more.
        """
        above = self.reader.unit_kind in ("province", "federation")
        return self.is_administrator or (above and bool(self.person.posts))

    @property
    def handles_help(self) -> bool:
        """Whether the reader handles money for households."""
        return is_of_the_centre(self.person)

    @property
    def keeps_archive(self) -> bool:
        """Whether what is over is the reader's business."""
        return bool(self.person.posts & KEEPERS)

    @property
    def may_open_rounds(self) -> bool:
        """Whether the reader may hand out places."""
        return bool(self.person.posts & _OFFICERS)


@contextmanager
def transaction(request: Request) -> Iterator[Session]:
    """One transaction of the office's database, all of it marked with the request's number."""
    with office_of(request).database.transaction(door_of(request.url.path)) as session:
        correlate(session, request.state.request_id)
        yield session


def door_of(path: str) -> Door:
    """Which door an address is: several at once, a signed link, the API, or a page."""
    if "/bulk/" in path or "/opinions/lists/" in path:
        return "bulk"
    if path.startswith("/opinions/"):
        return "link"
    return "api" if path.startswith("/api/") else "page"


def whoever(request: Request) -> Viewer | None:
    """The reader, when signed in."""
    office = office_of(request)
    with transaction(request) as session:
        hashed = sign_in.hashed(request.state.visitor)
        reader = viewers.by_token(session, hashed, at=real_time())
    request.state.viewer = Viewer(reader, office.clock()) if reader else None
    return request.state.viewer  # type: ignore[no-any-return]


def signed_in(viewer: Annotated[Viewer | None, Depends(whoever)]) -> Viewer:
    """The reader. Raises NotSignedIn."""
    if viewer is None:
        raise NotSignedIn
    return viewer


def administrator(viewer: Annotated[Viewer, Depends(signed_in)]) -> Viewer:
    """The reader, who looks after the office. Raises AdministratorsOnly."""
    if not viewer.is_administrator:
        raise AdministratorsOnly
    return viewer


def officer(viewer: Annotated[Viewer, Depends(signed_in)]) -> Viewer:
    """The reader, who hands out places. Raises OfficersOnly."""
    if not viewer.may_open_rounds:
        raise OfficersOnly
    return viewer


def keeper(viewer: Annotated[Viewer, Depends(signed_in)]) -> Viewer:
    """The reader, who keeps the archive. Raises ArchiveOnly."""
    return must_keep_archive(viewer)


def must_keep_archive(viewer: Viewer) -> Viewer:
    """The same reader. Raises ArchiveOnly for anybody who does not keep the archive."""
    if not viewer.keeps_archive:
        raise ArchiveOnly
    return viewer


async def posted(
    request: Request, _viewer: Annotated[Viewer | None, Depends(whoever)]
) -> AsyncIterator[FormData]:
    """The form that was sent, from a page of ours. Raises PageExpired without that page's token.

    A page of tables has many fields.
    Reading a body whose fields only the definition knows is the one thing FastAPI offers asynchronously only.
    """
    async with request.form(max_fields=2500, max_files=20) as form:
        token = request.headers.get("x-csrf-token") or str(form.get("csrf") or "")
        if not tokens.same(token, form_token(request)):
            raise PageExpired
        yield form


IDENTITY = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
Identity = Annotated[str, Path(pattern=IDENTITY)]
OfficeHere = Annotated[Office, Depends(office_of)]
Me = Annotated[Viewer, Depends(signed_in)]
Anyone = Annotated[Viewer | None, Depends(whoever)]
Administrator = Annotated[Viewer, Depends(administrator)]
Officer = Annotated[Viewer, Depends(officer)]
Keeper = Annotated[Viewer, Depends(keeper)]
Posted = Annotated[FormData, Depends(posted)]


def said(form: FormData, name: str) -> str:
    """One line of a form, trimmed; empty when it is not there or is a file."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
