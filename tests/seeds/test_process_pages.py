"""The pages in docs/processes are those of today's definitions."""

from pathlib import Path

import pytest

from engine.pictures.process import picture
from seeds.definition_file import read_definition
from seeds.load import PROCESSES
from seeds.process_pages import page, write_pages

DOCS = Path(__file__).parents[2] / "docs" / "processes"


@pytest.mark.parametrize("file", sorted(PROCESSES.glob("*.yaml")), ids=lambda file: file.stem)
def test_the_page_is_up_to_date(file: Path) -> None:
    process, _ = read_definition(file)
    assert (DOCS / f"{file.stem}.md").read_text(encoding="utf-8") == page(process, file.stem)
    assert (DOCS / f"{file.stem}.svg").read_text(encoding="utf-8") == picture(process) + "\n"


def test_the_page_shows_its_picture_and_says_who_does_what(tmp_path: Path) -> None:
    process, _ = read_definition(PROCESSES / "award_national51.yaml")
    text, drawn = [
        one.read_text(encoding="utf-8") for one in write_pages({"award_national51": process}, tmp_path)
    ]
    assert "![全国五一劳动奖章推荐](award_national51.svg)" in text
    assert "| 市级审核 | 或签 | 市教科文卫体工会经办人 | 3 个工作日 |" in text
    assert "单位所有制 为 国有企业" in text
    assert drawn.startswith("<svg")
