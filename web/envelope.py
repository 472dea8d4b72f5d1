"""What is around every request: its number, the visitor's cookie, a limit on what is sent, the safety headers.

Written against ASGI itself, the one place besides ``speaking.py`` where the server's own asynchronous colour shows.
"""

from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web import tokens
from web.refusals import LengthMissing, UploadTooLarge

_MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 64  # three attachments of 20 MB and the words around them
_SAFETY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
        "frame-ancestors 'self'; form-action 'self'; base-uri 'self'"
    ),
}


class Envelope:
    """Wraps the application. ``secure`` marks the cookie for https only."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, its answer dressed."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        visitor, known = _visitor(headers)
        state = scope.setdefault("state", {})
        state["request_id"], state["visitor"] = uuid4().hex[:12], visitor

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._dress(MutableHeaders(scope=message), state, scope["path"], known=known)
            await send(message)

        refused = _refused(headers)
        await (refused or self._app)(scope, receive, dressed)

    def _dress(self, headers: MutableHeaders, state: dict[str, str], path: str, *, known: bool) -> None:
        headers["X-Request-ID"] = state["request_id"]
        if path.startswith("/static/"):
            return
        headers.setdefault("Cache-Control", "no-store")
        if not path.startswith("/prefect/"):
            secure(headers)
        if not known and tokens.COOKIE not in headers.get("set-cookie", ""):
            headers.append("set-cookie", cookie(state["visitor"], secure=self._secure))


def secure(headers: MutableHeaders) -> None:
    """Tell the browser what our pages never do."""
    for name, value in _SAFETY.items():
        headers.setdefault(name, value)


def cookie(token: str, *, secure: bool) -> str:
    """The cookie of a visit, as a header. It ends with the browser; the server's own row ends it earlier."""
    return f"{tokens.COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax" + ("; Secure" if secure else "")


def _refused(headers: Headers) -> PlainTextResponse | None:
    """No to what is too large, and to what does not say how large it is: both before anything is read."""
    if int(headers.get("content-length") or 0) > MOST_MEGABYTES * _MEGABYTE:
        return PlainTextResponse(UploadTooLarge(megabytes=MOST_MEGABYTES).sentence, 413)
    if "transfer-encoding" in headers:
        return PlainTextResponse(LengthMissing().sentence, 411)
    return None


def _visitor(headers: Headers) -> tuple[str, bool]:
    sent = cookie_parser(headers.get("cookie", "")).get(tokens.COOKIE)
    return (sent, True) if sent else (tokens.new(), False)
