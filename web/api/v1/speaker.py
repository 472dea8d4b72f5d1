"""Who speaks to the API: a browser's session with its token in a header, or name and password with each request."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader, HTTPBasic, HTTPBasicCredentials

from engine.refusals import WrongPassword
from models.reads import viewers
from web import tokens
from web.pages import office_of
from web.refusals import NotSignedIn, PageExpired
from web.speaking import Viewer, transaction, whoever
from web.visits import checked

_BASIC = HTTPBasic(auto_error=False, description="name and password; wrong ones slow the next try down")
_TOKEN = APIKeyHeader(
    name="X-CSRF-Token",
    auto_error=False,
    description="with a browser's session: the token of ``/api/v1/me``, for everything but GET",
)


def speaker(
    request: Request,
    basic: Annotated[HTTPBasicCredentials | None, Depends(_BASIC)],
    token: Annotated[str | None, Depends(_TOKEN)],
) -> Viewer:
    """The person who asks. Raises NotSignedIn, PageExpired, WrongPassword, TooManyTries."""
    if basic is not None:
        return _by_password(request, basic)
    viewer = whoever(request)
    if viewer is None:
        raise NotSignedIn
    if request.method != "GET" and not tokens.same(token or "", viewer.csrf):
        raise PageExpired
    return viewer


def _by_password(request: Request, basic: HTTPBasicCredentials) -> Viewer:
    person = checked(request, basic.username, basic.password)
    with transaction(request) as session:
        reader = viewers.by_id(session, person)
    if reader is None:
        raise WrongPassword
    return Viewer(reader, office_of(request).clock())


Speaker = Annotated[Viewer, Depends(speaker)]
