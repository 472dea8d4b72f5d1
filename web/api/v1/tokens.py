"""接口令牌 in JSON: one's own tokens. A token makes no tokens: that is done in person."""

from fastapi import APIRouter, Request

from actions import api_tokens
from models import api_tokens as stored
from web.api.v1.shapes import people as shapes
from web.api.v1.speaker import InPerson
from web.speaking import Identity, real_time, transaction

router = APIRouter(prefix="/tokens")


@router.get("")
def listed(request: Request, speaker: InPerson) -> list[shapes.TokenLine]:
    """My tokens, the newest first."""
    with transaction(request) as session:
        found = stored.of_person(session, speaker.person.id)
        return [shapes.TokenLine.model_validate(one) for one in found]


@router.post("", status_code=201)
def make(request: Request, speaker: InPerson, said: shapes.NewToken) -> shapes.Token:
    """Make a token; the answer is the only place where it stands."""
    with transaction(request) as session:
        token, kept = api_tokens.make(
            session,
            said.title,
            days=said.days,
            reads_only=said.reads_only,
            actor=speaker.person,
            now=real_time(),
        )
        return shapes.Token(id=kept.id, token=token, until=kept.until)


@router.post("/{token}/end", status_code=204)
def end(request: Request, speaker: InPerson, token: Identity) -> None:
    """Let a token speak no more."""
    with transaction(request) as session:
        api_tokens.end(session, token, actor=speaker.person)
