"""Mail goes out by real SMTP on loopback, and a server that does not take it says so by a class of failure."""

import email
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.policy import default
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope

from notifications.channels import ChannelUnreachable, RefusedForGood, RefusedForNow
from notifications.channels.email import EmailChannel, SmtpServer
from notifications.deliver import send
from notifications.message import Message, Outcome

if TYPE_CHECKING:
    from email.message import EmailMessage

MESSAGE = Message(
    id=17,
    channel="email",
    address="party@banshi.example",
    subject="【待办】GWJZ-2022-0003 党委审定",
    body="演示甲同志：\n\n请您办理 <党委审定>。",
    link="http://127.0.0.1:8400/cases/1",
    created_at=datetime(2022, 2, 21, 1, tzinfo=UTC),
)


class PostOffice:
    """Keeps what it takes; refuses recipients with ``answer`` when there is one."""

    def __init__(self, answer: str | None = None) -> None:
        self.answer = answer
        self.taken: list[EmailMessage] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: object, _session: object, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: Envelope) -> str:  # noqa: N802
        self.taken.append(email.message_from_bytes(bytes(envelope.original_content or b""), policy=default))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def opened(office: PostOffice, **how: Any) -> Iterator[SmtpServer]:  # noqa: ANN401 - whatever aiosmtpd takes
    port = free_port()
    controller = Controller(office, hostname="127.0.0.1", port=port, auth_require_tls=False, **how)
    controller.start()
    yield SmtpServer("127.0.0.1", port, "办事系统 <office@banshi.example>", timeout=5)
    controller.stop()


@pytest.fixture
def post_office() -> PostOffice:
    return PostOffice()


@pytest.fixture
def server(post_office: PostOffice) -> Iterator[SmtpServer]:
    yield from opened(post_office)


def test_a_mail_arrives_with_the_same_words_as_text_and_as_page(
    server: SmtpServer, post_office: PostOffice
) -> None:
    EmailChannel(server).send(MESSAGE)
    (mail,) = post_office.taken
    assert mail["Subject"] == MESSAGE.subject
    assert mail["To"] == MESSAGE.address
    assert mail["From"] == "办事系统 <office@banshi.example>"
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert page is not None
    assert "请您办理 <党委审定>。" in text.get_content()
    assert MESSAGE.link in text.get_content()
    assert "请您办理 &lt;党委审定&gt;。" in page.get_content()
    assert f'href="{MESSAGE.link}"' in page.get_content()


def test_a_resent_mail_carries_the_same_id_and_date(server: SmtpServer, post_office: PostOffice) -> None:
    EmailChannel(server).send(MESSAGE)
    EmailChannel(server).send(MESSAGE)
    first, second = post_office.taken
    assert first["Message-ID"] == second["Message-ID"] == "<delivery-17@banshi.example>"
    assert first["Date"] == second["Date"]


@pytest.mark.parametrize(
    ("answer", "failure"),
    [("450 mailbox busy", RefusedForNow), ("550 <party@banshi.example> is nobody", RefusedForGood)],
)
def test_a_refusal_tells_whether_trying_again_can_help(answer: str, failure: type[Exception]) -> None:
    for server in opened(PostOffice(answer)):
        with pytest.raises(failure, match=answer[:3]) as refused:
            EmailChannel(server).send(MESSAGE)
        assert MESSAGE.address not in str(refused.value)


def test_a_wrong_password_is_the_office_s_own_fault_and_mails_wait_until_it_is_mended() -> None:
    office = PostOffice()
    for server in opened(office, authenticator=lambda *_: AuthResult(success=False, handled=False)):
        guarded = replace(server, username="office", password="wrong")
        with pytest.raises(RefusedForNow, match="535"):
            EmailChannel(guarded).send(MESSAGE)
    assert office.taken == []


@pytest.mark.parametrize("address", ["nobody", "a@b@c", "", "x y@z", "a@b.example\nBcc: c@d.example"])
def test_what_is_no_address_is_refused_before_any_server_is_asked(address: str) -> None:
    channel = EmailChannel(SmtpServer("127.0.0.1", free_port(), "office@banshi.example", timeout=1))
    with pytest.raises(RefusedForGood):
        channel.send(replace(MESSAGE, address=address))


def test_an_address_that_this_server_cannot_write_keeps_nobody_else_s_mail_back() -> None:
    for server in opened(PostOffice(), enable_SMTPUTF8=False):
        with pytest.raises(RefusedForGood, match="非英文字符"):
            EmailChannel(server).send(replace(MESSAGE, address="li@工会.example"))


def test_nobody_answering_is_a_failure_not_a_crash() -> None:
    port = free_port()
    channel = EmailChannel(SmtpServer("127.0.0.1", port, "office@banshi.example", timeout=1))
    with pytest.raises(ChannelUnreachable, match=str(port)):
        channel.send(MESSAGE)
    outcome = send(MESSAGE, {"email": channel})
    assert not outcome.sent
    assert outcome.retry


def test_a_channel_that_is_not_set_up_is_said(server: SmtpServer) -> None:
    assert send(MESSAGE, {}) == Outcome("渠道 email 未配置", retry=True, away=True)
    assert send(MESSAGE, {"email": EmailChannel(server)}).sent
