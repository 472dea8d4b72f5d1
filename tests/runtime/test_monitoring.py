"""``banshi monitoring``: a month's table is told cell by cell, an event is put on file."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from actions.population import enter
from engine.refusals import NoSuchHousehold
from engine.relapse.month_table import COLUMNS
from models.monitoring import Snapshot
from models.risk_signals import RiskSignal
from runtime.commands import monitoring
from runtime.complaints import CannotStart
from runtime.database import Database
from runtime.settings import Settings
from runtime.wiring import Office, open_office
from seeds.relapse_rules import population_rules_for
from tests.factories import MONDAY, an_office

MONTH = "2022-02"


@pytest.fixture
def office(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The office that the command finds: two households of one unit under monitoring."""
    settings = Settings(data_dir=tmp_path, database_url=str(database.url))
    here = open_office(settings)
    with database.transaction() as session:
        an_office(session)
        for number in ("KN-1", "KN-2"):
            enter(
                session, number, "xjtu", "unit", since=date(2022, 1, 1),
                rules=population_rules_for(MONDAY.date()), actor=None, now=MONDAY,
            )  # fmt: skip

    @contextmanager
    def found(*_settings: object, **_found: object) -> Iterator[Office]:
        yield here

    monkeypatch.setattr(monitoring, "running_office", found)
    return here


def a_table(folder: Path, *lines: dict[str, str]) -> Path:
    rows = [[one.title for one in COLUMNS], *([line.get(one.key, "") for one in COLUMNS] for line in lines)]
    file = folder / "month.csv"
    file.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    return file


def kept(office: Office) -> int:
    with office.database.transaction() as session:
        return session.scalar(select(func.count()).select_from(Snapshot)) or 0


def test_findings_name_file_and_cell_and_nothing_is_kept(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = a_table(tmp_path, {"file_number": "KN-1", "loss": "-1"})
    assert monitoring.data(file, MONTH, tried=False, with_gaps=False) == 2
    assert f"{file}:I2 意外或灾害损失（元）" in capsys.readouterr().err
    file = a_table(tmp_path, {"file_number": "KN-1", "persons": "2"}, {"file_number": "KN-9", "persons": "2"})
    assert monitoring.data(file, MONTH, tried=False, with_gaps=False) == 2
    told = capsys.readouterr().err
    assert all(part in told for part in ("KN-9 不在监测对象中", "KN-2 本月没有数据"))
    assert kept(office) == 0


def test_a_month_is_tried_and_then_taken_in(office: Office, tmp_path: Path) -> None:
    file = a_table(tmp_path, {"file_number": "KN-1", "persons": "2"})
    assert monitoring.data(file, MONTH, tried=True, with_gaps=True) == 0
    assert kept(office) == 0
    assert monitoring.data(file, MONTH, tried=False, with_gaps=True) == 0
    assert kept(office) == 1


def test_what_is_no_file_or_no_month_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="不是月份"):
        monitoring.data(tmp_path / "x.csv", "2022", tried=True, with_gaps=False)
    with pytest.raises(CannotStart, match="无法读取"):
        monitoring.data(tmp_path / "x.csv", MONTH, tried=True, with_gaps=False)


def test_an_event_opens_a_signal(office: Office) -> None:
    monitoring.event("KN-1", "wage_stop", date(2022, 2, 20))
    with office.database.transaction() as session:
        assert session.scalars(select(RiskSignal.reason)).all() == ["红：停发工资。"]
    with pytest.raises(NoSuchHousehold):
        monitoring.event("KN-9", "wage_stop", date(2022, 2, 20))
