"""Prefect's dashboard behind our own sign-in: for administrators, and only to look at."""

import re
from collections.abc import Iterator
from typing import Annotated

import httpx
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from runtime.settings import Settings
from web.pages import office_of
from web.refusals import DashboardIsReadOnly, DashboardUnreachable
from web.speaking import Administrator

router = APIRouter(prefix="/prefect")
BASE = "/prefect"

# Prefect asks its questions by POST: these paths only read. All else that is not GET changes something.
_QUESTIONS = re.compile(
    r"^api/(ui/[\w/-]+|[\w/-]+/(filter|count|paginate|history|lateness|concurrency_status)"
    r"|deployments/get_scheduled_flow_runs|events/count-by/[\w-]+)/?$"
)
_PASSED_ON = (
    "accept",
    "accept-encoding",
    "accept-language",
    "content-type",
    "if-none-match",
    "range",
    "x-prefect-ui",
)
_KEPT_BACK = {
    "connection",
    "keep-alive",
    "transfer-encoding",
    "content-security-policy",
    "set-cookie",
    "server",
    "date",
}
# Prefect's pages would report to a company's statistics from the reader's browser: only we may be spoken to.
_POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self'; "
    "frame-ancestors 'self'; form-action 'self'; base-uri 'self'"
)


async def sent(request: Request) -> bytes:
    """The body as it came: a proxy does not read it, and only asynchronous code may fetch it."""
    return await request.body()


@router.get("/ui-settings")
def ui_settings(request: Request, _me: Administrator) -> Response:
    """What the dashboard is told of its server: our own address, and that nobody has to sign in twice."""
    answer = _ask(request, "GET", "ui-settings", b"")
    told = {**answer.json(), "api_url": f"{BASE}/api", "auth": None}
    return JSONResponse(told)


@router.api_route("/{path:path}", methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
def passed_on(
    request: Request, _me: Administrator, path: str, body: Annotated[bytes, Depends(sent)]
) -> Response:
    """Everything else, passed on. Raises DashboardIsReadOnly for what would change a run or a deployment."""
    reads = request.method in ("GET", "HEAD") or (request.method == "POST" and _QUESTIONS.match(path))
    if not reads:
        raise DashboardIsReadOnly
    answer = _ask(request, request.method, path, body)
    headers = {name: value for name, value in answer.headers.items() if name.lower() not in _KEPT_BACK}
    headers["Content-Security-Policy"] = _POLICY
    return StreamingResponse(_content(answer), answer.status_code, headers)


def _ask(request: Request, method: str, path: str, body: bytes) -> httpx.Response:
    """The answer of Prefect's server, its content still to be read. Raises DashboardUnreachable."""
    settings = office_of(request).settings
    client = _client(request)
    query = request.url.query.encode()
    url = httpx.URL(_address(settings, path)).copy_with(query=query or None)
    headers = {name: value for name in _PASSED_ON if (value := request.headers.get(name))}
    try:
        asked = client.build_request(method, url, headers=headers, content=body or None)
        answer = client.send(asked, auth=_auth(settings), stream=True)
    except httpx.TransportError:
        raise DashboardUnreachable from None
    if path == "ui-settings":
        answer.read()
    return answer


def _address(settings: Settings, path: str) -> str:
    """The API lies where the settings say; the pages of the dashboard beside it, below the same name as ours."""
    api = settings.prefect_api_url.rstrip("/")
    if path == "api" or path.startswith("api/"):
        return api + path.removeprefix("api")
    return f"{api.removesuffix('/api')}{BASE}/{path}"


def _auth(settings: Settings) -> httpx.BasicAuth:
    name, _, password = settings.prefect_auth_string.get_secret_value().partition(":")
    return httpx.BasicAuth(name, password)


def _client(request: Request) -> httpx.Client:
    client: httpx.Client = request.app.state.prefect
    return client


def _content(answer: httpx.Response) -> Iterator[bytes]:
    """The raw content, as compressed as it came."""
    try:
        yield from answer.iter_raw()
    finally:
        answer.close()
