import stat
import tarfile
from pathlib import Path

import pytest
from sqlalchemy import text

from runtime.commands.backup import backup, restore
from runtime.commands.first_start import prepare
from runtime.commands.running_office import running_office
from runtime.complaints import CannotStart
from runtime.wiring import Office

_FACTS = (
    "SELECT (SELECT count(*) FROM cases), (SELECT count(*) FROM journal), (SELECT max(hash) FROM journal)"
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a demonstration office."""
    folder = tmp_path_factory.mktemp("backup")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BANSHI_DATA_DIR", str(folder / "office"))
        with running_office() as office:
            list(prepare(office))
            (folder / "facts").write_text(_facts(office))
            backup(folder / "copy.tar")
    return folder / "copy.tar"


def test_an_office_comes_back_whole(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    restore(copy)
    assert "已恢复" in capsys.readouterr().out
    with running_office() as office:
        assert _facts(office) == (copy.parent / "facts").read_text()
        sealed = office.seal.text("610101")
        assert office.seal.open(sealed) == "610101"


def test_what_was_sealed_before_can_be_opened_after(copy: Path) -> None:
    restore(copy)
    with tarfile.open(copy) as tar, running_office() as office:
        secrets = tar.extractfile("secrets.json")
        assert secrets is not None
        assert office.settings.seal_key.get_secret_value() in secrets.read().decode()


def test_only_the_owner_may_read_a_backup(copy: Path) -> None:
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing(copy: Path) -> None:
    with pytest.raises(CannotStart, match="已存在"):
        backup(copy)


def test_an_office_at_work_is_not_written_over(copy: Path) -> None:
    restore(copy)
    with pytest.raises(CannotStart, match="不是空的"):
        restore(copy)


def test_another_file_is_not_taken_for_a_backup(tmp_path: Path) -> None:
    other = tmp_path / "other.tar"
    with tarfile.open(other, "w") as tar:
        tar.add(__file__, "manifest.txt")
    with pytest.raises(CannotStart, match="不是本程序能读的备份"):
        restore(other)


def _facts(office: Office) -> str:
    with office.database.transaction() as session:
        rows = [str(tuple(session.execute(text(_FACTS)).one()))]
    return "\n".join(rows + sorted(path.name for path in office.files.folder.glob("??/*")))
