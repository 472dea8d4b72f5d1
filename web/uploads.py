"""Files that come with a request, on their way into the store."""

from collections.abc import Sequence

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from actions import attachments
from models.attachments import Attachment
from models.session import Session
from web.pages import office_of
from web.refusals import SheetMissing
from web.speaking import Viewer


def table_sent(form: FormData) -> bytes:
    """The table that came with a form, under the name that all doors use for it. Raises SheetMissing."""
    sent = form.get("table")
    if not isinstance(sent, UploadFile) or not sent.filename:
        raise SheetMissing
    return sent.file.read()


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
