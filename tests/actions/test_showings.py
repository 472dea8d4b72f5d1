"""公示留痕: what the public read from when to when is kept with each act, chained, and proves itself in the dossier."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from actions import dossiers, publicity
from actions.dossier_file import packed
from engine.dossier import content as c
from engine.showing.reachable import Look
from models import calendars, probes, showings
from models.files import FileStore
from models.sealing import Seal
from tests import forging
from tests.factories import NOMINEE_NUMBER, Story, a_case, an_office
from tests.forging import failing
from web.cases.dossier_page import page_of

OBJECTION = {"name": "演示举报人", "contact": "029-0000", "text": "所报论文第一作者并非本人，可查期刊。"}


@pytest.fixture
def office(session: Session) -> Session:
    """An office with a nomination under way."""
    an_office(session)
    return session


@pytest.fixture
def shown(office: Session, seal: Seal) -> Story:
    """A case whose unit publicity has been objected to, looked into, and resumed."""
    story = a_case(office, seal, at="unit_publicity")
    publicity.file_objection(office, story.case_id, **OBJECTION, now=story.now + timedelta(days=1), seal=seal)
    share = story.share("party")
    later = story.now + timedelta(days=3)
    reason = "经查期刊，本人为第一作者。"
    publicity.record_finding(office, share, upheld=False, reason=reason, actor=story.who("party"), now=later)
    return story


def test_every_change_of_the_public_page_is_a_line_from_when_on(office: Session, shown: Story) -> None:
    lines = showings.of_case(office, shown.case_id)
    read = [json.loads(one.change.content) for one in lines]
    assert [one["until"] for one in read] == ["2022-02-28", None, "2022-03-02"]
    assert [one["posted"] for one in read] == ["2022-02-21"] * 3
    assert ["出生年月", "1975 年"] in read[0]["lines"]
    assert NOMINEE_NUMBER not in "".join(one.change.content for one in lines)


def test_a_window_that_ran_out_ends_with_its_last_day_whenever_the_office_closes_it(
    office: Session, shown: Story
) -> None:
    window = shown.state.windows[0]
    publicity.close_window(office, shown.case_id, window.id, now=window.closes_at + timedelta(hours=7))
    last = showings.of_case(office, shown.case_id)[-1].change
    assert (last.content, last.at) == ("", window.closes_at)


def test_what_was_shown_is_append_only(office: Session, shown: Story) -> None:
    probes.record(office, [(shown.state.windows[0].id, Look(shown.now, ""))])
    for table in ("showings", "probes"):
        with pytest.raises(ProgrammingError, match="append-only"), office.begin_nested():
            office.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of our own


def test_the_dossier_proves_what_was_shown_and_whether_it_could_be_reached(
    office: Session, shown: Story, seal: Seal, tmp_path: Path
) -> None:
    window = shown.state.windows[0]
    looked = [window.posted_at + timedelta(minutes=30 * n) for n in range(1, 6)]
    looks = [Look(at, "" if n != 2 else "页面没有回应") for n, at in enumerate(looked)]
    probes.record(office, [(window.id, one) for one in looks])
    [found] = forging.examined(_exported(office, shown, seal, tmp_path), seal.public_key)
    assert found.holds
    seen = {one.key: one.seen for one in found.verdicts}
    assert seen["shown"] == "公示内容变动 3 次，逐次留痕"
    assert seen["reached"].startswith("探测 5 次；空档 2 处：2022年2月21日 ")
    assert "页面没有回应" in seen["reached"]
    assert "没有探测记录" in seen["reached"]


@pytest.mark.parametrize("part", ["content", "at", "window", "seq", "hash"])
def test_a_line_of_what_was_shown_that_is_changed_in_any_part_is_found(
    office: Session, shown: Story, seal: Seal, tmp_path: Path, part: str
) -> None:
    other: dict[str, Any] = {
        "content": "",
        "at": "2022-01-01T00:00:00.000000+00:00",
        "window": shown.case_id,
        "seq": 9,
        "hash": "0" * 64,
    }
    dossier = _exported(office, shown, seal, tmp_path)
    lines = [json.loads(one) for one in forging.parts_of(dossier)[c.SHOWINGS].splitlines()]
    for line in lines:
        forged = [{**one, part: other[part]} if one is line else one for one in lines]
        assert "shown" in failing(forging.with_part(dossier, c.SHOWINGS, forged))


def test_lines_left_out_at_the_end_are_found_by_the_journal(
    office: Session, shown: Story, seal: Seal, tmp_path: Path
) -> None:
    dossier = _exported(office, shown, seal, tmp_path)
    lines = [json.loads(one) for one in forging.parts_of(dossier)[c.SHOWINGS].splitlines()]
    assert "shown" in failing(forging.with_part(dossier, c.SHOWINGS, lines[:-1]))


def _exported(session: Session, story: Story, seal: Seal, folder: Path) -> bytes:
    files = FileStore(folder)
    material = dossiers.gather(
        session, story.case_id, calendar=calendars.of(session), files=files, sees_all_units=True
    )
    return b"".join(packed(material, page_of(material), files=files, seal=seal))
