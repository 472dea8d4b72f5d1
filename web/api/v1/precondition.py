"""If-Match: an act on a case as it was read; once anything has happened to the case since, nothing is done.

Without the header an act is judged by the case as it stands, as on a page.
"""

from typing import Annotated

from fastapi import Depends, Header, Request, Response

from models import cases
from models.cases import CaseRecord
from models.session import Session
from web.refusals import ChangedSince


def _noted(
    request: Request,
    if_match: Annotated[str | None, Header(description="the ETag with which the case was read")] = None,
) -> None:
    request.state.as_read = if_match


AS_READ = Depends(_noted)


def put_etag(response: Response, record: CaseRecord) -> None:
    """Say with a case at which line of its journal it stands."""
    response.headers["ETag"] = _etag(record)


def must_be_as_read(request: Request, session: Session, case_id: str | None) -> None:
    """Hold the case and compare it with what the speaker read, if he or she says so. Raises ChangedSince."""
    read = request.state.as_read
    record = cases.lock(session, case_id) if read and case_id else None
    if record is not None and _etag(record) not in (one.strip() for one in read.split(",")):
        raise ChangedSince(number=record.state.number)


def _etag(record: CaseRecord) -> str:
    return f'"{record.seq}-{record.head[:16]}"'
