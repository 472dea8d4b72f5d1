"""``banshi sheet``: a template is written, a filled one tried and brought in by somebody's name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from engine.refusals import NoSuchPerson
from models.sealing import Seal
from runtime.commands import sheet
from runtime.complaints import CannotStart
from runtime.database import Database
from tests.benchmarks.tables import filled_with
from tests.factories import MONDAY, an_office


@pytest.fixture
def office(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The office of the tests, on a Monday of 2022."""
    with database.transaction() as session:
        an_office(session)
    here = SimpleNamespace(
        database=database, clock=lambda: MONDAY, seal=Seal(b"a key of the tests, thirty-two by")
    )

    @contextmanager
    def running(*, found: bool) -> Iterator[object]:
        assert found
        yield here

    monkeypatch.setattr(sheet, "running_office", running)
    return database


def drafts(office: Database) -> int:
    with office.transaction() as session:
        return int(session.execute(text("SELECT count(*) FROM drafts")).scalar() or 0)


def test_a_table_is_tried_and_then_brought_in(
    office: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, table = tmp_path / "空表.xlsx", tmp_path / "填好.xlsx"
    sheet.write_template("award_national51", empty)
    table.write_bytes(filled_with(empty.read_bytes(), rows=2))
    given = ("award_national51", table, "xjtu.chair")
    assert sheet.bring_in(*given, tried=True, marked=None) == 0
    assert drafts(office) == 0
    assert sheet.bring_in(*given, tried=False, marked=None) == 0
    assert drafts(office) == 2
    assert "已导入为草稿" in capsys.readouterr().out


def test_wrong_cells_are_told_and_nothing_is_brought_in(
    office: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, table, marked = tmp_path / "空表.xlsx", tmp_path / "填好.xlsx", tmp_path / "错误.xlsx"
    sheet.write_template("award_national51", empty)
    book = load_workbook(empty)
    book.worksheets[0].append(["演示甲"])
    book.save(table)
    assert sheet.bring_in("award_national51", table, "xjtu.chair", tried=False, marked=marked) == 1
    assert drafts(office) == 0
    assert "必填" in capsys.readouterr().out
    assert "错误" in load_workbook(marked).sheetnames


@pytest.mark.usefixtures("office")
def test_nobody_brings_a_table_in_by_a_name_that_is_not_there(tmp_path: Path) -> None:
    table = tmp_path / "表.xlsx"
    sheet.write_template("award_national51", table)
    with pytest.raises(NoSuchPerson):
        sheet.bring_in("award_national51", table, "nobody", tried=True, marked=None)
    with pytest.raises(CannotStart):
        sheet.write_template("award_national51", table)
