"""Taking files in: size and kind are looked at before anything is stored."""

from collections.abc import Sequence
from datetime import datetime

import filetype

from engine.refusals import FileTooLarge, FileWrongKind, NoSuchFile
from engine.state import Person
from models import attachments
from models.attachments import Attachment
from models.files import FileStore
from models.session import Session

MOST_BYTES = 20 * 1024 * 1024


def store(
    session: Session,
    *,
    name: str,
    content: bytes,
    accept: Sequence[str],
    actor: Person | None,
    now: datetime,
    files: FileStore,
) -> Attachment:
    """Keep a file whose content (not its name) is of a kind in ``accept``. Raises FileTooLarge, FileWrongKind."""
    if len(content) > MOST_BYTES:
        raise FileTooLarge(name=name, size=_megabytes(len(content)), most=_megabytes(MOST_BYTES))
    guessed = filetype.guess(content)
    kind = guessed.extension if guessed else "unknown"
    if kind not in accept:
        raise FileWrongKind(name=name, allowed="、".join(accept))
    new = Attachment(
        digest=files.put(content),
        name=name,
        kind=kind,
        size=len(content),
        stored_at=now,
        stored_by=actor.id if actor else None,
    )
    attachments.keep(session, new)
    return new


def named(
    session: Session, digest: str, *, title: str, accept: Sequence[str], case_id: str, by: Person
) -> Attachment:
    """The file of that digest, named as ``title`` in a case by the one who handed it in, or of the case already.

    Raises NoSuchFile, also for a file of somebody else: nobody learns that it is there. Raises FileWrongKind when it
    is not in ``accept``.
    """
    if not attachments.may_name(session, digest, by.id, case_id):
        raise NoSuchFile(title=title)
    return stored(session, digest, title=title, accept=accept)


def stored(session: Session, digest: str, *, title: str, accept: Sequence[str]) -> Attachment:
    """The file of that digest, handed in as ``title``. Raises NoSuchFile, FileWrongKind when not in ``accept``."""
    found = attachments.get(session, digest)
    if found is None:
        raise NoSuchFile(title=title)
    if found.kind not in accept:
        raise FileWrongKind(name=found.name, allowed="、".join(accept))
    return found


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB"
