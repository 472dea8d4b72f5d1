"""The dossier of a case of which nothing personal is left still proves who decided what, and tells what is gone."""

import pytest
from sqlalchemy.orm import Session

from actions import dossiers
from actions.dossier_file import packed
from models import calendars
from models.files import FileStore
from models.sealing import Seal
from tests import forging
from tests.archive import NAME, a_refused_case, destroyed
from tests.forging import Lines, failing
from web.cases.dossier_page import page_of


@pytest.fixture
def dossier(session: Session, seal: Seal, files: FileStore) -> bytes:
    """The dossier after the destruction, as an administrator takes it out."""
    story = a_refused_case(session, seal)
    destroyed(story)
    material = dossiers.gather(
        session,
        story.case_id,
        calendar=calendars.of(session),
        files=files,
        sees_all_units=True,
        reader=story.who("admin").id,
    )
    return b"".join(packed(material, page_of(material), files=files, seal=seal))


def test_it_holds_in_every_check_and_says_what_is_gone(dossier: bytes, seal: Seal) -> None:
    [found] = forging.examined(dossier, seal.public_key)
    assert found.holds, failing(dossier)
    seen = {one.key: one.seen for one in found.verdicts}
    assert seen["destroyed"].startswith("按清册 XHQC-2033-0001 销毁，")
    assert "个人信息已销毁" in seen["chain"]


def test_no_file_in_it_says_whom_it_was_about(dossier: bytes) -> None:
    assert not [path for path, content in forging.parts_of(dossier).items() if NAME in content.decode()]


def test_a_word_put_into_an_emptied_line_is_found(dossier: bytes) -> None:
    def put_in(lines: Lines) -> Lines:
        forging.line_with(lines, "assignment.decided")["payload"]["comment"] = "改写的评语"
        return lines

    assert "余下的内容又被改动" in str(failing(forging.with_journal(dossier, put_in))["destroyed"])


def test_a_line_that_was_emptied_afterwards_is_found(dossier: bytes) -> None:
    """Whoever takes more out than two people decided has to name it, and then it is not what was noted."""

    def take_out(lines: Lines) -> Lines:
        line = next(
            one for one in lines if not one["withheld"] and one["payload"]["event"] == "publicity.opened"
        )
        line["withheld"] = ["closes_at"]
        return lines

    assert "不是销毁时所记的内容" in str(failing(forging.with_journal(dossier, take_out))["destroyed"])
