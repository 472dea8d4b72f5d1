"""Signing in and out, and choosing the language."""

from datetime import timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from actions import sign_in
from engine.refusals import Refusal, TooManyTries, WrongPassword
from web import language
from web.allowance import Allowance
from web.envelope import cookie
from web.errors import sentence_of, status_of
from web.pages import office_of, render
from web.speaking import Anyone, Posted, real_time, said, transaction

router = APIRouter()
_WITHIN = timedelta(minutes=10)
# Whoever tries one password for many names is slowed down by where he or she is; a whole office shares an address.
WRONG_PASSWORDS = Allowance(30, _WITHIN, real_time)
_LONGEST_LOGIN = 100  # what is longer is nobody's name, and not worth a line among the wrong passwords


@router.get("/")
def home(viewer: Anyone) -> Response:
    """The inbox for those signed in; what is shown to the public for all others."""
    return RedirectResponse("/inbox" if viewer else "/publicity", 303)


@router.get("/sign-in")
def sign_in_page(request: Request, viewer: Anyone, next: str = "/") -> Response:  # noqa: A002 - the address's own word
    """The page to sign in."""
    if viewer:
        return RedirectResponse(_local(next), 303)
    return render(request, "sign_in.html", next=_local(next), login="", sentence="")


@router.post("/sign-in")
def sign_in_now(request: Request, form: Posted) -> Response:
    """Begin a session, or say why not; what was typed as the name stays."""
    login = said(form, "login")
    try:
        token = begin(request, login, str(form.get("password") or ""))
    except Refusal as refusal:
        sentence = sentence_of(request, refusal)
        given = {"next": _local(said(form, "next")), "login": login, "sentence": sentence}
        return render(request, "sign_in.html", status_of(refusal), **given)
    answer = RedirectResponse(_local(said(form, "next")), 303)
    answer.headers.append("set-cookie", cookie(token, secure=_secure(request)))
    return answer


@router.post("/sign-out")
def sign_out_now(request: Request, _form: Posted) -> Response:
    """End the session."""
    with transaction(request) as session:
        sign_in.sign_out(session, request.state.visitor)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie("banshi_session")
    return answer


@router.get("/language/{code}")
def choose_language(code: str, next: str = "/") -> Response:  # noqa: A002 - the address's own word
    """Show all pages in another language from now on."""
    answer = RedirectResponse(_local(next), 303)
    year = 365 * 86_400
    answer.set_cookie(language.COOKIE, language.chosen(code), max_age=year, samesite="lax", httponly=True)
    return answer


def begin(request: Request, login: str, password: str) -> str:
    """A new session's token. Raises TooManyTries, WrongPassword; a wrong password stays noted."""
    person = checked(request, login, password)
    with transaction(request) as session:
        return sign_in.sign_in(session, person, now=real_time()).token


def checked(request: Request, login: str, password: str) -> str:
    """The id of the person whose name and password these are. Raises TooManyTries, WrongPassword."""
    address = request.client.host if request.client else ""
    if not WRONG_PASSWORDS.is_left(address):
        raise TooManyTries(minutes=int(_WITHIN.total_seconds()) // 60)
    if len(login) > _LONGEST_LOGIN:
        raise WrongPassword
    with transaction(request) as session:
        sign_in.may_try(session, login, now=real_time())
        person = sign_in.check_password(session, login, password, now=real_time())
    if person is None:
        WRONG_PASSWORDS.take(address)
        raise WrongPassword
    return person


def _local(wanted: str) -> str:
    """Only a path of ours is gone to: an address elsewhere would be a trap."""
    safe = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if safe else "/"


def _secure(request: Request) -> bool:
    return office_of(request).settings.public_url.startswith("https:")
