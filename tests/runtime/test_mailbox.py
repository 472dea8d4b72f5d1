import mailbox
import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from runtime.mailbox import catching_mail


def test_a_mail_is_kept_with_the_people_it_went_to(tmp_path: Path, free_port: Callable[[], int]) -> None:
    port, folder = free_port(), tmp_path / "mail"
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "office@banshi.example", "li@banshi.example", "您有一件待办"
    mail.set_content("请登录办理。")
    with catching_mail(folder, "127.0.0.1", port), smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.send_message(mail, to_addrs=["li@banshi.example", "wang@banshi.example"])
    (kept,) = mailbox.Maildir(folder)
    assert kept["X-Envelope-To"] == "li@banshi.example, wang@banshi.example"
    assert "登录办理" in kept.get_payload(decode=True).decode()  # type: ignore[union-attr]
