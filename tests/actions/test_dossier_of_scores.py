"""案卷 of a case that judges score: the draw held again, the score counted again, blind sheets left out."""

import json

import pytest
from sqlalchemy.orm import Session

from actions import dossiers, scoring
from actions.dossier_file import packed
from engine.dossier import content as c
from models import calendars
from models import cases as stored
from models import organisation as people
from models.files import FileStore
from models.sealing import Seal
from tests import forging
from tests.actions.test_draws import a_round, draws_lots
from tests.factories import MONDAY
from tests.forging import failing
from web.cases.dossier_page import page_of


class _Judged:
    """A case with two judges drawn for it."""

    def __init__(self, session: Session, seal: Seal, files: FileStore) -> None:
        self.session, self.seal, self.files = session, seal, files
        self.case_id = a_round(session, seal)[0]
        draws_lots(session)

    def scored(self, points: str, comment: str) -> None:
        """The next judge who has not scored does."""
        record = stored.load(self.session, self.case_id)
        assert record is not None
        share = next(one for one in record.state.assignments if (one.step, one.status) == ("judging", "open"))
        judge = people.person(self.session, share.person)
        scoring.give_score(
            self.session, share.id, {"results": points}, actor=judge, now=MONDAY, comment=comment
        )

    def dossier(self) -> bytes:
        """Its dossier now."""
        material = dossiers.gather(
            self.session,
            self.case_id,
            calendar=calendars.of(self.session),
            files=self.files,
            sees_all_units=True,
        )
        return b"".join(packed(material, page_of(material), files=self.files, seal=self.seal))


@pytest.fixture
def judged(session: Session, seal: Seal, files: FileStore) -> _Judged:
    return _Judged(session, seal, files)


def test_a_blind_sheet_is_in_no_file_before_all_are_in(judged: _Judged) -> None:
    judged.scored("87.5", "成果突出，数据扎实。")
    dossier = judged.dossier()
    assert failing(dossier) == {}
    assert b"87.5" not in dossier
    assert "成果突出".encode() not in dossier
    judged.scored("92", "推广面大。")
    dossier = judged.dossier()
    assert failing(dossier) == {}
    assert "成果突出".encode() in dossier
    assert "89.75 分" in forging.parts_of(dossier)[c.PAGE].decode()


def test_a_sheet_that_may_be_read_cannot_be_held_back(judged: _Judged) -> None:
    judged.scored("87.5", "")
    judged.scored("92", "")

    def hold_back(lines: forging.Lines) -> forging.Lines:
        line = forging.line_with(lines, "score.given")
        line["withheld"] = list(c.SHEET)
        line["payload"] |= {"points": {"results": "99"}, "total": "99"}
        return lines

    assert "评分已经可以公开，却没有写出" in str(
        failing(forging.with_journal(judged.dossier(), hold_back))["scores"]
    )


def test_nothing_but_a_sheet_can_be_held_back(judged: _Judged) -> None:
    def hold_back(lines: forging.Lines) -> forging.Lines:
        forging.line_with(lines, "case.submitted")["withheld"] = list(c.SHEET)
        return lines

    found = failing(forging.with_journal(judged.dossier(), hold_back))
    assert "没有可以不写的内容" in str(found["scores"])


def test_points_and_scores_that_were_changed_do_not_add_up(judged: _Judged) -> None:
    judged.scored("87.5", "")
    judged.scored("92", "")

    def better_sheet(lines: forging.Lines) -> forging.Lines:
        forging.line_with(lines, "score.given")["payload"]["points"] = {"results": "97.5"}
        return lines

    def better_score(lines: forging.Lines) -> forging.Lines:
        forging.line_with(lines, "score.counted")["payload"]["score"] = "95"
        return lines

    found = failing(forging.rewritten(judged.dossier(), better_sheet))
    assert "各项合计应为 97.5，却记为 87.5" in str(found["scores"])
    found = failing(forging.rewritten(judged.dossier(), better_score))
    assert "得分应为 89.75，却记为 95" in str(found["scores"])


def test_a_draw_with_another_judge_is_found(judged: _Judged) -> None:
    parts = forging.parts_of(judged.dossier())
    [path] = [one for one in parts if one.startswith(c.DRAWS)]
    record = json.loads(parts[path])
    others = [one["id"] for one in record["candidates"]]
    number = next(iter(record["judges_of"]))
    record["judges_of"][number] = sorted(set(others) - set(record["judges_of"][number]))[:2]
    parts[path] = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert "按种子重抽的评委" in str(failing(forging.listed_anew(parts))["draws"])
