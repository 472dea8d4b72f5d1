"""Who speaks to the API: a program with a person's token, a browser's session, or name and password each time."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import (
    APIKeyHeader,
    HTTPAuthorizationCredentials,
    HTTPBasic,
    HTTPBasicCredentials,
    HTTPBearer,
)

from actions import api_tokens
from engine.refusals import WrongPassword
from models.reads import viewers
from web import tokens
from web.pages import office_of
from web.refusals import NotByToken, NotSignedIn, PageExpired, TokenNotValid, TokenReadsOnly
from web.speaking import Viewer, must_keep_archive, real_time, transaction, whoever
from web.visits import checked

_BEARER = HTTPBearer(auto_error=False, description="a token that a person made on the page 接口令牌")
_BASIC = HTTPBasic(auto_error=False, description="name and password; wrong ones slow the next try down")
_TOKEN = APIKeyHeader(
    name="X-CSRF-Token",
    auto_error=False,
    description="with a browser's session: the token of ``/api/v1/me``, for everything but GET",
)


def speaker(
    request: Request,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
    basic: Annotated[HTTPBasicCredentials | None, Depends(_BASIC)],
    token: Annotated[str | None, Depends(_TOKEN)],
) -> Viewer:
    """The person who asks, or for whom it is asked.

    Raises NotSignedIn, PageExpired, WrongPassword, TooManyTries, TokenNotValid, TokenReadsOnly.
    """
    if bearer is not None:
        return _by_token(request, bearer.credentials)
    if basic is not None:
        return _by_password(request, basic)
    viewer = whoever(request)
    if viewer is None:
        raise NotSignedIn
    if request.method != "GET" and not tokens.same(token or "", viewer.csrf):
        raise PageExpired
    return viewer


def in_person(
    viewer: Annotated[Viewer, Depends(speaker)],
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
) -> Viewer:
    """The person who asks, without a token in between. Raises NotByToken."""
    if bearer is not None:
        raise NotByToken
    return viewer


def keeper(viewer: Annotated[Viewer, Depends(speaker)]) -> Viewer:
    """The person who asks, who keeps the archive. Raises ArchiveOnly."""
    return must_keep_archive(viewer)


def _by_token(request: Request, token: str) -> Viewer:
    """A token is as good as its person is today; it runs out by the real clock, as a session does."""
    with transaction(request) as session:
        found = api_tokens.speaks_for(session, token, now=real_time())
        reader = viewers.by_id(session, found[0]) if found else None
    if found is None or reader is None:
        raise TokenNotValid
    if found[1] and request.method != "GET":
        raise TokenReadsOnly
    return Viewer(reader, office_of(request).clock())


def _by_password(request: Request, basic: HTTPBasicCredentials) -> Viewer:
    person = checked(request, basic.username, basic.password)
    with transaction(request) as session:
        reader = viewers.by_id(session, person)
    if reader is None:
        raise WrongPassword
    return Viewer(reader, office_of(request).clock())


Speaker = Annotated[Viewer, Depends(speaker)]
Keeper = Annotated[Viewer, Depends(keeper)]
InPerson = Annotated[Viewer, Depends(in_person)]
