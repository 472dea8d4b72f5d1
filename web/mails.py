"""The mails of a demonstration office: what its people would have received."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from mailbox import Maildir, MaildirMessage
from pathlib import Path

from fastapi import APIRouter, Request, Response

from web.pages import office_of, render
from web.refusals import NotFound
from web.speaking import Me

router = APIRouter(prefix="/mails")
_NEWEST = 200


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it is listed."""

    key: str
    sender: str
    to: str
    subject: str
    at: datetime | None
    text: str


@router.get("")
def listed(request: Request, _me: Me, to: str = "") -> Response:
    """The newest mails, to anybody or to an address that contains ``to``."""
    found = [mail for mail in _mails(_folder(request)) if to.lower() in mail.to.lower()]
    return render(request, "mails.html", mails=found[:_NEWEST], to=to)


@router.get("/{key}")
def one(request: Request, _me: Me, key: str) -> Response:
    """One mail, as text."""
    mail = next((mail for mail in _mails(_folder(request)) if mail.key == key), None)
    if mail is None:
        raise NotFound
    return render(request, "mail.html", mail=mail)


def _folder(request: Request) -> Path:
    """Where the built-in mailbox keeps them. Raises NotFound in a working office: mails are nobody else's there."""
    settings = office_of(request).settings
    if not settings.demo:
        raise NotFound
    return settings.data_dir / "mail"


def _mails(folder: Path) -> Iterator[Mail]:
    """All mails, newest first."""
    if not (folder / "new").is_dir():
        return
    box = Maildir(folder, create=False)
    newest_first = sorted(box.iteritems(), key=lambda item: item[1].get_date(), reverse=True)
    for key, message in newest_first:
        yield _mail(str(key), message)


def _mail(key: str, stored: MaildirMessage) -> Mail:
    message = BytesParser(policy=policy.default).parsebytes(stored.as_bytes())
    date = message.get("date")
    return Mail(
        key=key,
        sender=str(message.get("from", "")),
        to=str(message.get("to", "")),
        subject=str(message.get("subject", "")),
        at=parsedate_to_datetime(str(date)) if date else None,
        text=_text(message),
    )


def _text(message: object) -> str:
    body = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
    return str(body.get_content()) if body else ""
