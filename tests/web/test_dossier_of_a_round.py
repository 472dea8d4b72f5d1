"""案卷 of a whole round, by page and by command: whoever has the right hands it out, anybody checks it anywhere."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from engine.dossier import content as c
from models.dossiers import Opened
from models.sealing import Seal
from runtime.commands import dossier
from runtime.settings import Settings
from tests.factories import NOMINEE_NUMBER
from tests.forging import failing
from tests.web.test_scoring import a_judged_case, gives
from tests.web.visitors import Pages, words

ROUND = "award_national51-2022"
_ROOT = Path(__file__).parents[2]
_NOWHERE = {"BANSHI_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}


def verified(file: Path, key: str) -> list[str]:
    """The lines of ``banshi dossier verify`` for each dossier in the file, where there is no database."""
    answer = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "runtime", "dossier", "verify", str(file), "--key", key],
        cwd=_ROOT,
        env=os.environ | _NOWHERE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, ""), answer.stdout
    return [one for one in answer.stdout.splitlines() if not one.startswith(" ")]


def test_pain_19_a_whole_round_is_handed_out_and_checked_without_the_office(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """camunda#63652, hypha#3981: people without access need the list, and need not believe whoever gave it."""
    stages = [("prov_review", "xjtu"), ("prov_ballot", "xazx"), ("end", "xjtu")]
    numbers = []
    for at, unit in stages:
        with pages.story(pages.case(at, unit=unit)) as story:
            numbers.append(story.state.number)
    refused = pages.as_("xjtu.chair").client.get(f"/rounds/{ROUND}/dossiers")
    assert refused.status_code == 403
    assert "演示张三" not in words(refused)
    answer = pages.as_("prov.officer").client.get(f"/rounds/{ROUND}/dossiers")
    by_page = tmp_path / "page.zip"
    by_page.write_bytes(answer.content)
    told = verified(by_page, pages.office.seal.public_key)
    assert told[1:] == [f"✓ {one}" for one in numbers]
    monkeypatch.setenv("BANSHI_DATABASE_URL", pages.office.database.url)
    monkeypatch.setenv("BANSHI_DATA_DIR", str(tmp_path / "office"))
    by_command = tmp_path / "command.zip"
    dossier.export_round(ROUND, by_command)
    assert verified(by_command, Seal(Settings().seal_bytes).public_key) == told
    for file in (by_page, by_command):
        inside = Opened(BytesIO(file.read_bytes()))
        assert set(inside) >= {f"{one}.zip" for one in numbers}
        assert NOMINEE_NUMBER.encode() not in file.read_bytes()


@pytest.mark.parametrize("door", ["", "/api/v1"])
def test_while_judges_of_a_blind_step_write_the_dossier_leaves_their_sheets_out(
    pages: Pages, door: str
) -> None:
    case, judges = a_judged_case(pages, blind=True)
    assert gives(pages, judges[0], "51.5", comment="团队很强") == 303
    assert gives(pages, judges[1], "43.5", comment="成果一般") == 303
    judge = pages.as_(judges[0][0]).client.get(f"{door}/cases/{case}/dossier")
    assert (judge.status_code, "匿名评审" in judge.text) == (403, True), "a judge gets no file yet"
    for reader in ("admin", "xjtu.chair"):
        answer = pages.as_(reader).client.get(f"{door}/cases/{case}/dossier")
        assert answer.status_code == 200, (reader, answer.text)
        parts = Opened(BytesIO(answer.content))
        read = b"".join(parts[one] for one in parts)
        assert [one for one in ("51.5", "43.5", "71.5", "团队很强", "成果一般") if one.encode() in read] == []
        assert failing(answer.content) == {}
    assert gives(pages, judges[2], "60") == 303
    answer = pages.as_("admin").client.get(f"{door}/cases/{case}/dossier")
    page = Opened(BytesIO(answer.content))[c.PAGE].decode()
    assert [one for one in ("51.5", "43.5", "团队很强", "成果一般") if one not in page] == []
    assert failing(answer.content) == {}
