from dataclasses import replace
from email.message import EmailMessage
from mailbox import Maildir

from tests.web.visitors import Pages, browser
from web.app import create_app


def test_the_mails_of_a_demonstration_office_can_be_read_and_found_by_address(pages: Pages) -> None:
    _arrived(pages, "chair@banshi.example", "您有一件待办", "事项 GWJZ-2022-0001 已到<b>党委审定</b>环节。")
    _arrived(pages, "party@banshi.example", "公示开始", "正文")
    chair = pages.as_("xjtu.chair")
    everything = chair.sees("/mails")
    assert "您有一件待办 chair@banshi.example" in everything
    assert "公示开始" in everything
    found = chair.client.get("/mails?to=chair").text
    assert "公示开始" not in found
    page = chair.client.get("/mails/" + found.split('href="/mails/')[1].split('"')[0]).text
    assert "已到&lt;b&gt;党委审定&lt;/b&gt;环节" in page, "what came as text stays text"


def test_a_working_office_shows_nobody_the_mails_of_others(pages: Pages) -> None:
    _arrived(pages, "chair@banshi.example", "您有一件待办", "正文")
    settings = pages.office.settings.model_copy(update={"demo": False})
    client = browser(create_app(replace(pages.office, settings=settings)))
    client.cookies = pages.as_("admin").client.cookies
    assert client.get("/mails").status_code == 404
    assert client.get("/admin/clock").status_code == 404
    assert "演示环境" not in client.get("/inbox").text


def _arrived(pages: Pages, to: str, subject: str, text: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "办事系统 <banshi@banshi.example>", to, subject
    mail.set_content(text)
    with_mails = Maildir(pages.office.settings.data_dir / "mail", create=True)
    with_mails.add(mail)
    with_mails.close()
