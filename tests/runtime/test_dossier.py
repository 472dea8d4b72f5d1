"""``banshi dossier`` as people script it: exit codes, lines, and no database or network for who checks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.refusals import CommentMissing, NoSuchCase, NoSuchPerson, NoSuchRound, NotAdministrator
from models import cases, journal
from models.sealing import Seal
from runtime.commands import dossier
from runtime.commands.dossier import Full
from runtime.complaints import CannotStart
from runtime.database import Database
from runtime.settings import Settings
from tests.factories import NOMINEE_NUMBER, a_case, an_office

_ROOT = Path(__file__).parents[2]
_NOWHERE = {"BANSHI_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}


def _verify(file: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "runtime", "dossier", "verify", str(file), *more],
        cwd=_ROOT,
        env=os.environ | _NOWHERE,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def number(database: Database, monkeypatch: pytest.MonkeyPatch) -> str:
    """The number of a case in an office whose database the environment names."""
    monkeypatch.setenv("BANSHI_DATABASE_URL", database.url)
    with database.transaction() as session:
        an_office(session)
        story = a_case(session, Seal(Settings().seal_bytes), at="prov_review")
        return story.state.number


def test_who_gets_a_dossier_checks_it_without_the_office(number: str, tmp_path: Path) -> None:
    file = tmp_path / "case.zip"
    dossier.export(number, file, None)
    answer = _verify(file)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines()[0] == f"✓ {number}"
    assert "  ✓ 公示的起止日期（公示 1 次）" in answer.stdout
    told = json.loads(_verify(file, "--json").stdout)
    assert told["holds"] is True
    assert [one["holds"] for one in told["dossiers"][0]["checks"]] == [True] * 15


def test_one_changed_word_is_named_and_ends_with_1(number: str, tmp_path: Path) -> None:
    file = tmp_path / "case.zip"
    dossier.export(number, file, None)
    content = file.read_bytes()
    file.write_bytes(content.replace("演示张三".encode(), "演示张四".encode()))
    answer = _verify(file)
    assert answer.returncode == 1
    assert f"✗ {number}" in answer.stdout
    assert "index.html：内容与目录中的摘要不符" in answer.stdout
    told = json.loads(_verify(file, "--json").stdout)
    found = [flaw["where"] for one in told["dossiers"][0]["checks"] for flaw in one["findings"]]
    assert {"zip", "index.html", "journal.jsonl"} <= {one.split()[0] for one in found}


def test_another_offices_key_ends_with_1(number: str, tmp_path: Path) -> None:
    file = tmp_path / "case.zip"
    dossier.export(number, file, None)
    assert _verify(file, "--key", Seal(b"another office").public_key).returncode == 1
    assert _verify(file, "--key", Seal(Settings().seal_bytes).public_key).returncode == 0


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_dossier_ends_with_2_and_a_sentence(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "other.zip"
    file.write_bytes(content)
    answer = _verify(file)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "这不是本系统写出的案卷" in answer.stderr


def test_a_file_that_is_there_is_not_written_over(number: str, tmp_path: Path) -> None:
    file = tmp_path / "case.zip"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(CannotStart):
        dossier.export(number, file, None)
    assert file.read_text(encoding="utf-8") == "mine"
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []


def test_a_case_or_round_that_is_not_there_is_a_refusal(number: str, tmp_path: Path) -> None:
    with pytest.raises(NoSuchCase):
        dossier.export(f"{number}9", tmp_path / "case.zip", None)
    with pytest.raises(NoSuchRound):
        dossier.export_round("award_national51-1999", tmp_path / "round.zip")
    assert [one for one in tmp_path.iterdir() if one.is_file()] == []


def test_whole_numbers_need_an_administrator_and_a_reason_and_are_noted(
    number: str, tmp_path: Path, database: Database
) -> None:
    file = tmp_path / "whole.zip"
    with pytest.raises(NoSuchPerson):
        dossier.export(number, file, Full("", "调阅"))
    with pytest.raises(NotAdministrator):
        dossier.export(number, file, Full("prov.officer", "调阅"))
    with pytest.raises(CommentMissing):
        dossier.export(number, file, Full("admin", ""))
    dossier.export(number, file, Full("admin", "省纪委调阅"))
    assert NOMINEE_NUMBER.encode() in file.read_bytes()
    with database.transaction() as session:
        case_id = cases.numbered(session, number)
        assert case_id is not None
        last = journal.lines(session, case_id)[-1]
    assert (last.event, last.door, last.payload["reason"]) == ("case.disclosed", "cli", "省纪委调阅")


def test_a_round_tells_its_progress(number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "round.zip"
    dossier.export_round("award_national51-2022", file)
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"1/1 {number}"
    answer = _verify(file)
    assert answer.returncode == 0
    assert f"✓ {number}" in answer.stdout


def test_the_key_is_told_although_the_database_is_down(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BANSHI_DATABASE_URL", _NOWHERE["BANSHI_DATABASE_URL"])
    dossier.key()
    assert capsys.readouterr().out.strip() == Seal(Settings().seal_bytes).public_key
