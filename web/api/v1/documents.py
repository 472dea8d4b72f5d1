"""文书 in JSON: what was issued about a case, a round or a meeting, issuing, voiding, and checking a certificate."""

from fastapi import APIRouter, Request

from web.api.v1.shapes import records as shapes
from web.api.v1.speaker import Speaker
from web.documents import Thing, issue_one, issued, offered, title_of, void_one
from web.outsiders.verifying import checked
from web.speaking import transaction

router = APIRouter()
_ADDRESS = "/documents/{about}/{key}"


@router.get(_ADDRESS)
def listed(request: Request, speaker: Speaker, about: str, key: str) -> shapes.Documents:
    """Every version and every voided number about a ``case``, a ``round`` or a ``meeting``."""
    thing = Thing(about, key)
    with transaction(request) as session:
        title = title_of(session, speaker, thing)
        found = issued(session, speaker, thing)
        kinds = offered(session, speaker, thing, {one.newest.kind for one in found})
        return shapes.Documents(
            title=title,
            documents=[
                shapes.Document.model_validate(one) for numbered in found for one in numbered.versions
            ],
            may_issue=[shapes.DocumentKind.model_validate(one) for one in kinds],
        )


@router.post(f"{_ADDRESS}/void", status_code=204)
def void(request: Request, speaker: Speaker, about: str, key: str, said: shapes.Void) -> None:
    """Declare a number void, with the reason; it is never given again."""
    with transaction(request) as session:
        void_one(session, speaker, Thing(about, key), said.number, said.reason)


@router.post(f"{_ADDRESS}/{{kind}}", status_code=201)
def issue(request: Request, speaker: Speaker, about: str, key: str, kind: str) -> shapes.Document:
    """Issue a document; once issued, a new version under the same number."""
    with transaction(request) as session:
        return shapes.Document.model_validate(issue_one(request, session, speaker, Thing(about, key), kind))


@router.get("/verify")
def verify(request: Request, number: str, code: str) -> shapes.Checked:
    """Whether a certificate is genuine; open to all, so often an hour from one address."""
    verdict, found = checked(request, number, code)
    shown = dict(found.shown) if found and verdict == "genuine" else {}
    return shapes.Checked(verdict=verdict, shown=shown)
