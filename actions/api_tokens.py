"""接口令牌: made by a person, shown once, spoken with until it runs out or is ended."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import uuid4

from engine.api_tokens import must_be_fit
from engine.deadlines import local_date
from engine.refusals import NoSuchToken
from engine.state import Person
from models import api_tokens
from models.api_tokens import ApiToken
from models.session import Session

PREFIX = "banshi_"  # by it a token that lies about is known for what it is


def make(
    session: Session, title: str, *, days: int, reads_only: bool, actor: Person, now: datetime
) -> tuple[str, ApiToken]:
    """A new token and what is kept of it: the token itself is never seen again. Raises TokenUnfit."""
    speaking = [one for one in api_tokens.of_person(session, actor.id) if one.until > now]
    must_be_fit(title, days, there_are=len(speaking))
    token = PREFIX + secrets.token_urlsafe(32)
    kept = ApiToken(
        id=str(uuid4()),
        person=actor.id,
        hashed=_hashed(token),
        title=title.strip(),
        reads_only=reads_only,
        made_at=now,
        until=now + timedelta(days=days),
    )
    session.add(kept)
    session.flush()
    return token, kept


def end(session: Session, token_id: str, *, actor: Person) -> None:
    """Let one of one's own tokens speak no more. Raises NoSuchToken for any other."""
    if token_id not in {one.id for one in api_tokens.of_person(session, actor.id)}:
        raise NoSuchToken
    api_tokens.end(session, token_id)


def speaks_for(session: Session, token: str, *, now: datetime) -> tuple[str, bool] | None:
    """The id of the person for whom a token speaks, and whether it only reads; None for one that does not speak."""
    found = api_tokens.speaking(session, _hashed(token), at=now)
    if found is None:
        return None
    if found.used_on != local_date(now):
        found.used_on = local_date(now)
    return found.person, found.reads_only


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
