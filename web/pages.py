"""One way to make a page: the template, the reader's language, who reads, and the office's time."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from runtime.wiring import Office
from web import formats, language, tokens, wording

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The templates with their filters; a name that is not given is an error, not an empty string."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "moment": formats.moment,
        "day": formats.day,
        "last_day": formats.last_day,
        "weekday": formats.weekday,
        "size": formats.size,
        "told": wording.told,
    }
    return made


def office_of(request: Request) -> Office:
    """The office this application serves."""
    office: Office = request.app.state.office
    return office


def words(request: Request) -> Callable[[str], str]:
    """The translator of the reader's language."""
    return language.translations(language_of(request)).gettext


def language_of(request: Request) -> str:
    """The language that the reader chose."""
    return language.chosen(request.cookies.get(language.COOKIE))


def form_token(request: Request) -> str:
    """What every form of this visit carries: the session's own word, or a stranger's derived one."""
    viewer = getattr(request.state, "viewer", None)
    if viewer is not None and viewer.csrf:
        return str(viewer.csrf)
    return tokens.csrf(office_of(request).settings.secret_key.get_secret_value(), request.state.visitor)


def render(request: Request, template: str, status: int = 200, /, **context: object) -> HTMLResponse:
    """The page ``template`` with what every page shows: viewer, language, the form's token, the office's time."""
    office = office_of(request)
    given = {
        "_": words(request),
        "language": language_of(request),
        "languages": language.LANGUAGES,
        "viewer": getattr(request.state, "viewer", None),
        "csrf": form_token(request),
        "here": request.url.path,
        "demo": office.settings.demo,
        "request_id": request.state.request_id,
        "wording": wording,
        **context,
    }
    return HTMLResponse(environment().get_template(template).render(given), status)
