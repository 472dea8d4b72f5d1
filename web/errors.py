"""The one table from refusal to status, and the pages for what went wrong."""

import logging
from traceback import format_tb

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from engine import refusals as r
from engine.refusals import FieldFinding, Refusal
from models.driver import NOT_STORABLE
from models.outbox_wake import DATABASE_AWAY
from web import refusals as w
from web import refused_page
from web.envelope import secure
from web.pages import render, words

_LOG = logging.getLogger("banshi.web")
UNPROCESSABLE = 422

STATUS: dict[type[Refusal], int] = {
    r.Forbidden: 403,
    r.Missing: 404,
    r.Unfit: UNPROCESSABLE,
    r.TooOften: 429,
    w.NotSignedIn: 401,
    r.WrongPassword: 401,
    w.TokenNotValid: 401,
    w.NotAPage: 405,
    w.ChangedSince: 412,
    w.UploadTooLarge: 413,
    w.SheetTooLarge: 413,
    r.FileTooLarge: 413,
    w.DashboardUnreachable: 502,
}


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal. One of no kind in the table says that the case is not as the actor thought: 409."""
    return next((STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS), 409)


def sentence_of(request: Request, refusal: Refusal) -> str:
    """The sentence of a refusal in the reader's language, its facts filled in, and what would be allowed instead."""
    say, instead = words(request), refusal.instead
    sentence = say(refusal.template()).format(**refusal.facts)
    if instead is None:
        return sentence
    space = "" if sentence.endswith("。") else " "
    return sentence + space + say(instead.template).format(**instead.facts)


def refused(request: Request, refusal: Refusal) -> Response:
    """The answer to a refusal: JSON for the API, the sign-in page for a stranger, else a page with the sentence.

    What the form saves by itself is answered beside the button, with the page and all that is typed left alone.
    """
    if request.url.path.startswith("/api/"):
        return JSONResponse(refusal_body(request, refusal), status_of(refusal))
    if (request.headers.get("hx-target") or "").startswith("saved"):
        return render(request, "_unsaved.html", sentence=sentence_of(request, refusal))
    if isinstance(refusal, w.NotSignedIn):
        return _to_sign_in(request)
    return refused_page.show(request, status_of(refusal), sentence_of(request, refusal))


def refusal_body(request: Request, refusal: Refusal) -> dict[str, object]:
    """A refusal in JSON: its name, its sentence, and every finding on the form when there are some."""
    findings = [_finding(one) for one in getattr(refusal, "findings", ())]
    return {
        "refused": type(refusal).__name__,
        "sentence": sentence_of(request, refusal),
        "findings": findings,
        "request": request.state.request_id,
    }


def _finding(one: FieldFinding | str) -> dict[str, str]:
    """What is wrong with a field; or a sentence about a line of a table, which has none."""
    if isinstance(one, str):
        return {"field": "", "label": "", "message": one, "clause": "", "cell": ""}
    return {
        "field": one.field,
        "label": one.label,
        "message": one.message,
        "clause": one.clause,
        "cell": one.cell,
    }


def _to_sign_in(request: Request) -> Response:
    """Only a page that can be asked for again is come back to after signing in."""
    wanted = request.url.path if request.method == "GET" else "/"
    address = f"/sign-in?next={wanted}"
    if (
        "hx-request" in request.headers
    ):  # a part of a page cannot become the sign-in page: the whole page does
        return Response(status_code=204, headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)


def unforeseen(request: Request, error: Exception) -> str:
    """Write a failure that is nobody's refusal into the log; the sentence for one of several that met it."""
    _log(request, error)
    return words(request)("系统出现意外，这一件未作更改。请把编号 {request} 告诉管理员。").format(
        request=request.state.request_id
    )


def _log(request: Request, error: Exception) -> None:
    what = f"{type(error).__name__}\n{''.join(format_tb(error.__traceback__))}"
    _LOG.error("request %s failed: %s", request.state.request_id, what)  # its own words may quote people


def _broken(request: Request, error: Exception) -> Response:
    _log(request, error)
    answer = _plainly(request, 500, "系统出现意外，未作任何更改。请把编号告诉管理员。")
    secure(answer.headers)  # this answer is made outside of the envelope
    return answer


def _database_away(request: Request, error: Exception) -> Response:
    """The database does not answer: nothing was changed, and the sentence says so."""
    _LOG.error("request %s: database unreachable (%s)", request.state.request_id, type(error).__name__)
    return _plainly(request, 503, "数据库暂时无法连接，本次操作没有保存，请稍后重试。")


def _plainly(request: Request, status: int, sentence: str) -> Response:
    """A page that asks nothing of the database: who is signed in is not looked up."""
    request.state.viewer = None
    sentence = words(request)(sentence)
    if request.url.path.startswith("/api/"):
        body = {"refused": None, "sentence": sentence, "findings": [], "request": request.state.request_id}
        return JSONResponse(body, status)
    return render(request, "broken.html", status, sentence=sentence)


def _not_storable(request: Request, error: Exception) -> Response:
    """The database cannot hold what was sent. Its own words quote the value: they stay out of the log."""
    _LOG.warning("request %s: not storable (%s)", request.state.request_id, type(error).__name__)
    return refused(request, w.NotStorable())


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status == 405:  # noqa: PLR2004 - a button's address, typed or reloaded
        return refused(request, w.NotAPage())
    if status != 404:  # noqa: PLR2004 - not found
        return _plainly(request, status, "请求的内容不完整或格式不对。")
    return refused(request, w.NotFound())


def _unreadable(request: Request, error: Exception) -> Response:
    """A page's address that names nothing of ours; of the API, what is wrong with which part of the request."""
    if not request.url.path.startswith("/api/"):
        return refused(request, w.NotFound())
    parts = error.errors() if isinstance(error, RequestValidationError) else []
    findings = [
        {
            "field": ".".join(map(str, one["loc"][1:])),
            "label": "",
            "message": one["msg"],
            "clause": "",
            "cell": "",
        }
        for one in parts
    ]
    sentence = words(request)("请求的内容不完整或格式不对。")
    body = {
        "refused": "Unreadable",
        "sentence": sentence,
        "findings": findings,
        "request": request.state.request_id,
    }
    return JSONResponse(body, UNPROCESSABLE)


def install(app: FastAPI) -> None:
    """Answer every refusal and failure of ``app`` from the table above."""
    app.add_exception_handler(Refusal, lambda request, error: refused(request, _as_refusal(error)))
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _unreadable)
    for away in DATABASE_AWAY:
        app.add_exception_handler(away, _database_away)
    for unfit in NOT_STORABLE:
        app.add_exception_handler(unfit, _not_storable)
    app.add_exception_handler(Exception, _broken)


def _as_refusal(error: Exception) -> Refusal:
    assert isinstance(error, Refusal)  # noqa: S101 - registered for refusals only; this tells the type checker
    return error
