"""Files on their way out of the store, each with its name and kind, to those who may have it."""

from urllib.parse import quote

from fastapi import Request, Response

from models.reads.files import opened_as
from web.pages import office_of
from web.refusals import NotFound
from web.speaking import Viewer, transaction
from web.xlsx import MEDIA as XLSX

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": XLSX,
    "csv": "text/csv; charset=utf-8",
    "jpg": "image/jpeg",
    "png": "image/png",
}
_SHOWN_IN_PLACE = ("pdf", "jpg", "png")


def stored_file(request: Request, me: Viewer, digest: str) -> Response:
    """A file of the store, for those who may see its case. Raises NotFound for all others."""
    with transaction(request) as session:
        found = opened_as(session, digest, me.person.id)
        if found is None:
            raise NotFound
        name, kind = found.name, found.file.kind
    content = office_of(request).files.read(digest)
    how = "inline" if kind in _SHOWN_IN_PLACE else "attachment"
    headers = {"content-disposition": f"{how}; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=MEDIA.get(kind, "application/octet-stream"), headers=headers)


def made_file(content: bytes, name: str) -> Response:
    """A file that was made this moment, to be kept under its ``name``, whose ending says what it is."""
    kind = name.rpartition(".")[2]
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=MEDIA[kind], headers=headers)
