"""征求意见 by list in JSON's company: the list for each outside body, and a filled one tried or put on file."""

from typing import Annotated

from fastapi import APIRouter, File, Query, Request, Response, UploadFile

from web.api.v1.paging import Paged
from web.api.v1.shapes import sheets as shapes
from web.api.v1.speaker import Speaker
from web.downloads import MEDIA
from web.outsiders.opinion_lists import brought, list_file, lists_of
from web.speaking import transaction

router = APIRouter(prefix="/opinions/lists")


@router.get("")
def listed(request: Request, speaker: Speaker, paged: Paged) -> list[shapes.OpinionList]:
    """All that I asked outside bodies about, a list for each body."""
    with transaction(request) as session:
        found = lists_of(session, speaker)
    return [
        shapes.OpinionList(
            which=one.which,
            agency=one.title,
            process=one.process.key,
            step=one.step.key,
            waiting=[line.number for line in one.waiting],
            answered=len(one.lines) - len(one.waiting),
            due_at=one.due_at,
        )
        for one in paged.of(found)
    ]


@router.get("/{which}", response_class=Response, responses={200: {"content": {MEDIA["xlsx"]: {}}}})
def fetch(request: Request, speaker: Speaker, which: str) -> Response:
    """The list for a body: the cases that wait for its answer, with the fields that it may be shown."""
    return list_file(request, speaker, which)


@router.post("/{which}", responses={422: {"model": shapes.Answers}})
def bring(
    request: Request,
    response: Response,
    speaker: Speaker,
    which: str,
    *,
    table: Annotated[bytes, File(description="the list that came back")],
    document: Annotated[
        UploadFile | None, File(description="the scan of the sealed list; a try may go without")
    ] = None,
    how: Annotated[shapes.OnFile, Query(description="``try`` keeps nothing")] = "try",
) -> shapes.Answers:
    """Try a list, or put all its answers on file; with one wrong cell none, and the answer is 422."""
    outcome = brought(request, speaker, which, table, document, tried=how == "try")
    if outcome.wrong:
        response.status_code = 422
    return shapes.Answers(
        rows=outcome.rows,
        tried=outcome.tried,
        wrong=[shapes.wrong_cell(place, one) for place, one in outcome.wrong],
        marked=outcome.file or None,
    )
