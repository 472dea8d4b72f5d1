"""A mail server that keeps everything and passes nothing on: for a demonstration office."""

import mailbox
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class _Keeper:
    """Puts each mail into a Maildir: one file a mail, written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._maildir = mailbox.Maildir(folder, create=True)
        self._lock = threading.Lock()

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it by this name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep one mail."""
        mail = message_from_bytes(envelope.original_content or b"")
        mail["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        with self._lock:
            self._maildir.add(mail)
        return "250 OK"


@contextmanager
def catching_mail(folder: Path, host: str, port: int) -> Iterator[None]:
    """Take mails on ``host``:``port`` into the Maildir ``folder``. Raises OSError when the port is taken."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    controller = Controller(_Keeper(folder), hostname=host, port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()
