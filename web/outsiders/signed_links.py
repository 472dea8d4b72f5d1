"""Links that speak for themselves: what they name and until when they hold, signed with the office's key."""

import hashlib
import hmac
import re
from datetime import date, datetime, timedelta

from fastapi import Request

from engine.deadlines import local_date
from engine.definition import ConsultStep
from engine.state import OpinionState
from web.pages import office_of
from web.speaking import IDENTITY
from web.tokens import same

_LINK = re.compile(rf"(?P<named>{IDENTITY.strip('^$')})\.(?P<until>\d{{8}})\.(?P<mark>[0-9a-f]{{64}})")


def sign(secret_key: str, named: str, until: date) -> str:
    """The link's end: what it names, its last day, and the mark that nobody makes without the key."""
    said = f"{named}.{until:%Y%m%d}"
    return f"{said}.{_mark(secret_key, said)}"


def read(secret_key: str, link: str, *, now: datetime) -> str | None:
    """What the link names; None when it was not signed here, was changed, or holds no more."""
    found = _LINK.fullmatch(link)
    if found is None:
        return None
    named, until, mark = found["named"], found["until"], found["mark"]
    genuine = same(mark, _mark(secret_key, f"{named}.{until}"))
    return named if genuine and f"{local_date(now):%Y%m%d}" <= until else None


def opinion_link(request: Request, step: ConsultStep, opinion: OpinionState, now: datetime) -> str:
    """The address to give to the agency: it holds for so many days from today as the definition says."""
    settings = office_of(request).settings
    until = local_date(now) + timedelta(days=step.link_days)
    signed = sign(settings.secret_key.get_secret_value(), opinion.id, until)
    return f"{settings.public_url.rstrip('/')}/opinions/{signed}"


def _mark(secret_key: str, said: str) -> str:
    return hmac.new(secret_key.encode(), b"link:" + said.encode(), hashlib.sha256).hexdigest()
