"""The people of an office in earnest, as its administrator registers them at the terminal."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from actions.organisation import HasLeft
from actions.sign_in import check_password
from models import organisation
from runtime.commands import people
from runtime.commands.first_start import prepare
from runtime.commands.running_office import running_office
from runtime.complaints import CannotStart
from runtime.wiring import Office

_PASSWORD = re.compile(r"(?:[a-z2-9]{4}-){3}[a-z2-9]{4}")
_FILE = """
people:
  - {login: wang.fang, name: 王芳, unit: prov, posts: [prov_officer, administrator]}
  - {login: xjtu.chair, name: 陈刚, unit: xjtu, posts: [union_chair]}
organs:
  - {key: prov_committee, title: 省教科文卫体工会常委会, unit: prov, members: [xjtu.chair, wang.fang]}
"""
Said = pytest.CaptureFixture[str]


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A working office on its first morning: units and definitions, and nobody there."""
    monkeypatch.setenv("BANSHI_DEMO", "false")
    with running_office() as office:
        list(prepare(office))
        yield office


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.yaml"
    path.write_text(_FILE, encoding="utf-8")
    return path


def test_newcomers_sign_in_with_what_was_printed_once(office: Office, file: Path, capsys: Said) -> None:
    assert people.load(file) == 0
    said = capsys.readouterr().out
    assert "新登记 2 名，更新 0 名；机构 1 个" in said
    for login in ("wang.fang", "xjtu.chair"):
        assert _may_sign_in(office, login, _printed(said, login))

    assert people.load(file) == 0
    again = capsys.readouterr().out
    assert "新登记 0 名，更新 2 名；机构 1 个" in again
    assert not _PASSWORD.search(again)
    assert _may_sign_in(office, "wang.fang", _printed(said, "wang.fang"))


@pytest.mark.usefixtures("office")
def test_bodies_that_nobody_can_fill_are_said(file: Path, capsys: Said) -> None:
    people.load(file)
    said = capsys.readouterr().out
    assert "! “全国五一劳动奖章推荐”的“省总工会经办人”无人任职：没有人担任 fed_officer" in said
    assert "常委会”没有成员" not in said
    assert "没有系统管理员" not in said


def test_a_file_with_a_slip_changes_nothing(office: Office, file: Path, capsys: Said) -> None:
    file.write_text(_FILE.replace("unit: xjtu", "unit: xjdu"), encoding="utf-8")
    assert people.load(file) == 2
    assert f"{file}:4: 没有单位 xjdu → 是否想写“" in capsys.readouterr().out
    with office.database.transaction() as session:
        assert organisation.by_login(session, "wang.fang") is None


def test_a_new_password_is_printed_and_the_old_one_is_over(office: Office, file: Path, capsys: Said) -> None:
    people.load(file)
    old = _printed(capsys.readouterr().out, "wang.fang")
    people.password("wang.fang")
    new = _printed(capsys.readouterr().out, "wang.fang")
    assert not _may_sign_in(office, "wang.fang", old)
    assert _may_sign_in(office, "wang.fang", new)


def test_who_leaves_is_missed_and_who_returns_is_welcome(office: Office, file: Path, capsys: Said) -> None:
    people.load(file)
    first = _printed(capsys.readouterr().out, "wang.fang")
    people.leave("wang.fang", None)
    said = capsys.readouterr().out
    prov = "陕西省教科文卫体工会委员会"
    assert f"! {prov}：“全国五一劳动奖章推荐”的“省教科文卫体工会业务部经办人”没有人了" in said
    assert "! 没有系统管理员了" in said
    assert not _may_sign_in(office, "wang.fang", first)
    with pytest.raises(HasLeft):
        people.password("wang.fang")

    assert people.load(file) == 2  # an old file brings nobody back
    assert "banshi people return wang.fang" in capsys.readouterr().out
    people.come_back("wang.fang")
    assert _may_sign_in(office, "wang.fang", _printed(capsys.readouterr().out, "wang.fang"))
    assert people.load(file) == 0


def test_an_office_with_empty_bodies_opens_again(office: Office, file: Path) -> None:
    people.load(file)
    people.leave("xjtu.chair", None)
    assert "流程定义 2 个，没有变动" in list(prepare(office))


@pytest.mark.usefixtures("office")
def test_a_demonstration_office_takes_no_real_people(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANSHI_DEMO", "true")
    with pytest.raises(CannotStart, match="演示办公室"):
        people.load(file)


def test_without_units_there_is_nobody_to_register(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANSHI_DEMO", "false")
    with pytest.raises(CannotStart, match="还没有办公室"):
        people.load(file)
    with running_office(), pytest.raises(CannotStart, match="banshi seeds load"):
        people.load(file)


@pytest.mark.usefixtures("office")
def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"none\.yaml：无法读取"):
        people.load(tmp_path / "none.yaml")


def _printed(said: str, login: str) -> str:
    of_login = (_PASSWORD.search(line) for line in said.splitlines() if login in line)
    return next(found.group() for found in of_login if found)


def _may_sign_in(office: Office, login: str, password: str) -> bool:
    with office.database.transaction() as session:
        return check_password(session, login, password, now=datetime.now(UTC)) is not None
