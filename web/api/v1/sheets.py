"""Tables in JSON's company: the template of a form, and a filled one tried or brought in."""

from base64 import b64encode
from typing import Annotated

from fastapi import APIRouter, File, Query, Request, Response

from web.api.v1.shapes import sheets as shapes
from web.api.v1.speaker import Speaker
from web.sheets import brought_by, template_for
from web.xlsx import MEDIA

router = APIRouter(prefix="/processes/{process_key}/sheet")


@router.get("", response_class=Response, responses={200: {"content": {MEDIA: {}}}})
def empty(request: Request, speaker: Speaker, process_key: str) -> Response:
    """The template of the process's form, as it is asked for today."""
    return template_for(request, speaker, process_key)


@router.post("", responses={422: {"model": shapes.Brought}})
def bring(
    request: Request,
    response: Response,
    speaker: Speaker,
    process_key: str,
    *,
    file: Annotated[bytes, File(description="the filled template")],
    how: Annotated[shapes.How, Query(description="``try`` leaves nothing behind")] = "try",
) -> shapes.Brought:
    """Try a filled table, or open a draft for each of its rows: all or none. With a wrong cell the answer is 422."""
    brought = brought_by(request, speaker, process_key, file, tried=how == "try")
    if brought.wrong:
        response.status_code = 422
    return shapes.Brought(
        rows=brought.rows,
        tried=how == "try",
        cases=[] if how == "try" else list(brought.cases),
        wrong=[shapes.wrong_cell(place, one) for place, one in brought.wrong],
        marked=b64encode(brought.file).decode() if brought.wrong else None,
    )
