"""Files that come with a request, on their way into the store."""

from collections.abc import Sequence

from fastapi import Request
from starlette.datastructures import UploadFile

from actions import attachments
from models.attachments import Attachment
from models.session import Session
from web.pages import office_of
from web.speaking import Viewer


def take_in(
    request: Request, session: Session, me: Viewer, sent: UploadFile, accept: Sequence[str]
) -> Attachment:
    """Store what was sent. Raises FileTooLarge, FileWrongKind before anything is stored."""
    return attachments.store(
        session,
        name=sent.filename or "",
        content=sent.file.read(),
        accept=accept,
        actor=me.person,
        now=me.now,
        files=office_of(request).files,
    )
