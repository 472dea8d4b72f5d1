"""The paper with the form on it bears the name under which it was published."""

from io import BytesIO

import docx
import pypdf
import pytest

from tests.seeds.papers import form_of

PUBLISHED = {
    "award_shide": "师德标兵申报表",  # 陕教〔2020〕97号
    "award_shide_team": "师德建设示范团队申报表",  # the same
    "award_industry_artisan": "陕西产业工匠人才申报表",
    "award_national51": "全国五一劳动奖章推荐审批表",
    "award_prov51_2021": "陕西省五一劳动奖章推荐审批表",
    "award_sanqin_2022": "三秦工匠推荐审批表",
    "award_provmodel": "陕西省劳动模范（先进工作者）推荐审批表",
}


@pytest.mark.parametrize(("key", "name"), PUBLISHED.items())
def test_the_form_is_headed_as_it_was_published(key: str, name: str) -> None:
    made = form_of(key)
    cover = "".join(pypdf.PdfReader(BytesIO(made.pdf)).pages[0].extract_text().split())
    assert cover.startswith(name)
    words = [one.text for one in docx.Document(BytesIO(made.docx)).paragraphs]
    assert "".join("".join(words[:4]).split()).startswith(name)


PROPOSED = {
    "award_national51": "人　　选",
    "award_national51_unit": "单位名称",
    "award_national51_pioneer": "集体名称",
    "award_shide_team": "团队名称",
}


@pytest.mark.parametrize(("key", "words"), PROPOSED.items())
def test_the_cover_names_who_is_proposed_as_a_person_or_as_what_it_is(key: str, words: str) -> None:
    made = form_of(key)
    assert "".join(words.split()) in "".join(
        pypdf.PdfReader(BytesIO(made.pdf)).pages[0].extract_text().split()
    )
    cells = [
        cell.text
        for table in docx.Document(BytesIO(made.docx)).tables
        for row in table.rows
        for cell in row.cells
    ]
    assert words in cells


@pytest.mark.parametrize("key", PUBLISHED)
def test_no_paper_bears_the_marks_by_which_a_definition_tells_its_sources(key: str) -> None:
    made = form_of(key)
    pages = pypdf.PdfReader(BytesIO(made.pdf)).pages
    assert not [mark for page in pages for mark in ("[A]", "[K]") if mark in page.extract_text()]
