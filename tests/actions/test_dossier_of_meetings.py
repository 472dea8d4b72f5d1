"""案卷 of a case voted on at a meeting: the same figures, counted again without the office; minutes for few."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from actions import dossiers
from actions.documents import issue_document
from actions.dossier_file import packed
from actions.issuing import Workshop
from models import calendars
from models.files import FileStore
from models.sealing import Seal
from seeds.document_kinds import kinds
from tests import forging
from tests.actions.test_documents import a_meeting_over
from tests.actions.test_meetings import NOON, Hall
from tests.forging import failing
from web.cases.dossier_page import page_of


@pytest.fixture
def hall(session: Session, seal: Seal, files: FileStore) -> Hall:
    """A meeting that is over, with its minutes."""
    hall = a_meeting_over(session, seal)
    workshop = Workshop(files, seal, demo=True, address="http://office.example")
    issue_document(session, kinds()["minutes"], hall.meeting, workshop=workshop, actor=hall.clerk, now=NOON)
    return hall


def material_of(hall: Hall, files: FileStore, *, sees_all: bool = True) -> dossiers.Material:
    """What the dossier of its case is made of."""
    session = hall.session
    calendar = calendars.of(session)
    return dossiers.gather(session, hall.cases[0], calendar=calendar, files=files, sees_all_units=sees_all)


def dossier_of(hall: Hall, files: FileStore, seal: Seal) -> bytes:
    """The dossier of its case."""
    material = material_of(hall, files)
    return b"".join(packed(material, page_of(material), files=files, seal=seal))


def test_a_vote_at_a_meeting_holds_and_the_minutes_are_enclosed(
    hall: Hall, files: FileStore, seal: Seal
) -> None:
    content = dossier_of(hall, files, seal)
    [found] = forging.examined(content, seal.public_key)
    assert found.holds, failing(content)
    assert {one.key: one.seen for one in found.verdicts}["votes"] == "计票 1 次"
    names = [one.name for one in material_of(hall, files).enclosed]
    assert any("会议纪要" in name and name.endswith(".pdf") for name in names)


def test_minutes_that_name_others_are_withheld_from_a_unit_and_said_to_be(
    hall: Hall, files: FileStore
) -> None:
    material = material_of(hall, files, sees_all=False)
    assert not any("会议纪要" in one.name for one in material.enclosed)
    assert [one.because for one in material.withheld] == ["文书涉及其他单位的人选，不对外"] * 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda p: p.update(approve=p["approve"] + 1), "各种票合计 5，收回 4"),
        (lambda p: p["at"].update(present=6), "实到 6，多于应到 5"),
        (lambda p: p["at"].update(everyone=4), "有表决权的应为 5，却记为 4"),
        (lambda p: p.update(passed=False), "结果应为通过，记录相反"),
        (lambda p: p.pop("at"), "应在会议上表决的不在会议上"),
    ],
    ids=["papers", "present", "everyone", "result", "no meeting"],
)
def test_a_vote_at_a_meeting_that_was_changed_does_not_add_up(
    hall: Hall, files: FileStore, seal: Seal, change: Callable[[dict[str, object]], object], said: str
) -> None:
    def forge(lines: forging.Lines) -> forging.Lines:
        change(forging.line_with(lines, "ballot.counted")["payload"])
        return lines

    assert said in str(failing(forging.rewritten(dossier_of(hall, files, seal), forge))["votes"])
