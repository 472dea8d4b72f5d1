"""The pages in docs/processes are those of today's definitions."""

from pathlib import Path

import pytest

from seeds.definition_file import read_definition
from seeds.load import PROCESSES
from seeds.process_pages import page, write_pages

DOCS = Path(__file__).parents[2] / "docs" / "processes"


@pytest.mark.parametrize("file", sorted(PROCESSES.glob("*.yaml")), ids=lambda file: file.stem)
def test_the_page_is_up_to_date(file: Path) -> None:
    process, _ = read_definition(file)
    assert (DOCS / f"{file.stem}.md").read_text(encoding="utf-8") == page(process)


def test_the_picture_shows_skips_and_returns(tmp_path: Path) -> None:
    process, _ = read_definition(PROCESSES / "award_national51.yaml")
    (written,) = write_pages([process], tmp_path)
    drawn = written.read_text(encoding="utf-8")
    assert 'consult -. "直属基层工会 为 是" .-> approval_form' in drawn
    assert "city_review -. 退回 .-> nominate" in drawn
    assert "市级审核<br/>市教科文卫体工会经办人" in drawn
