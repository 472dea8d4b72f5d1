"""E-mail by SMTP."""

import smtplib
import ssl
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Literal

from notifications.channels import (
    ChannelUnreachable,
    DeliveryFailure,
    OfficeRefused,
    RefusedForGood,
    RefusedForNow,
)
from notifications.message import Message
from notifications.render import phrasebook

_PERMANENT = 500


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail is handed in. ``sender`` may carry a name (``Office <a@example.org>``); time-out in seconds."""

    host: str
    port: int
    sender: str
    username: str | None = None
    password: str | None = None
    security: Literal["none", "starttls", "tls"] = "none"
    timeout: float = 10.0


@dataclass(frozen=True, slots=True)
class EmailChannel:
    """Sends each message as a mail of plain text and HTML."""

    server: SmtpServer

    def send(self, message: Message) -> None:
        """Hand the mail to the server. Raises ChannelUnreachable, RefusedForNow or RefusedForGood."""
        mail = compose(message, self.server.sender)
        try:
            with _connect(self.server) as smtp:
                _introduce(smtp, self.server)
                smtp.send_message(mail)
        except (OSError, smtplib.SMTPException) as failure:
            raise _as_ours(failure, self.server, message.address) from failure


def compose(message: Message, sender: str) -> EmailMessage:
    """The mail for ``message``; its Message-ID follows from the delivery, so a resend is seen to be one."""
    name, address = parseaddr(sender)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(display_name=name, addr_spec=address)
    mail["To"] = _recipient(message.address)
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = f"<delivery-{message.id}@{address.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    text, html = phrasebook().mail(message)
    mail.set_content(text)
    mail.add_alternative(html, subtype="html")
    return mail


def _recipient(address: str) -> Address:
    """The address as a header holds it. Raises RefusedForGood when it is none, before any server is asked."""
    try:
        recipient = Address(addr_spec=address)
    except (ValueError, MessageError, IndexError):  # the parser has several words for the same thing
        recipient = Address()
    if not (recipient.username and recipient.domain):
        message = "收件地址不是邮件地址"
        raise RefusedForGood(message)
    return recipient


def _connect(server: SmtpServer) -> smtplib.SMTP:
    if server.security == "tls":
        secure = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=secure)
    return smtplib.SMTP(server.host, server.port, timeout=server.timeout)


def _introduce(smtp: smtplib.SMTP, server: SmtpServer) -> None:
    if server.security == "starttls":
        smtp.starttls(context=ssl.create_default_context())
    if server.username is not None:
        smtp.login(server.username, server.password or "")


def _as_ours(failure: Exception, server: SmtpServer, address: str) -> DeliveryFailure:
    """The failure in our words.

    Only a refused recipient or content is for good: a refused sender or password is the office's to mend.
    """
    match failure:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            code, answer = next(iter(refused.values()))
            return _refused(code, answer, address, for_good=code >= _PERMANENT)
        case smtplib.SMTPDataError(smtp_code=code, smtp_error=answer):
            return _refused(code, answer, address, for_good=code >= _PERMANENT)
        case smtplib.SMTPNotSupportedError() if not address.isascii():
            return RefusedForGood("邮件服务器不接受含有非英文字符的收件地址")
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=answer):
            return OfficeRefused(str(_refused(code, answer, address, for_good=False)))
        case _:
            return ChannelUnreachable(f"邮件服务器 {server.host}:{server.port} 无法连接：{failure}")


def _refused(code: int, answer: bytes | str, address: str, *, for_good: bool) -> DeliveryFailure:
    """Servers like to repeat the address; a reason is read by people whom it does not concern."""
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    kind = RefusedForGood if for_good else RefusedForNow
    return kind(f"邮件服务器拒收（{code}）：{text.replace(address, '（收件人）')}")
