"""docs/linter.md is what today's code says."""

from pathlib import Path

from seeds.definition_file import notices_of
from seeds.linter_page import page, told
from seeds.load import PROCESSES
from tests.seeds.conftest import Spoil


def test_the_page_is_up_to_date() -> None:
    written = Path(__file__).parents[2] / "docs" / "linter.md"
    assert written.read_text(encoding="utf-8") == page()


def test_every_finding_is_on_the_page_with_its_cure() -> None:
    assert all(one.sentence and one.cure for one in told())
    assert page().count("\n| 问题 |") + page().count("\n| 提示 |") == len(told())


def test_the_shipped_definitions_have_not_even_a_notice() -> None:
    shipped = sorted(PROCESSES.glob("*.yaml"))
    assert [
        str(one) for path in shipped for one in notices_of(path.read_text(encoding="utf-8"), path.name)
    ] == []


def test_a_notice_names_its_line(spoilt: Spoil) -> None:
    path = spoilt(('    skip_if: {field: unit.direct, op: "==", value: true}\n', ""))
    (one,) = notices_of(path.read_text(encoding="utf-8"), path.name)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert "直属基层工会没有市级" in one.sentence
    assert "key: city_review" in lines[one.line - 1]
