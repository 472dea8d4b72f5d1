"""A bad definition is refused with every finding: the line it stands on, what is wrong, how to mend it."""

from pathlib import Path

import pytest

from seeds.definition_file import parse_definition, read_definition
from seeds.findings import DefinitionRefused, Finding
from seeds.load import ORGANISATION
from seeds.organisation_file import read_organisation
from seeds.staffing import Staffed
from tests.seeds.conftest import Spoil


def findings_of(path: Path, staffed: Staffed | None = None) -> list[Finding]:
    with pytest.raises(DefinitionRefused) as refused:
        read_definition(path, staffed)
    return list(refused.value.findings)


def line_of(path: Path, words: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def the_only(path: Path, staffed: Staffed | None = None) -> Finding:
    found = findings_of(path, staffed)
    assert len(found) == 1, found
    return found[0]


def test_an_unknown_key_is_named_with_its_line_and_the_word_that_was_meant(spoilt: Spoil) -> None:
    path = spoilt(("    objection_due: 10 working days", "    objektion_due: 10 working days"))
    unknown, missing = findings_of(path)[::-1]
    assert unknown.line == line_of(path, "objektion_due")
    assert unknown.sentence == "不认识的键“objektion_due”"
    assert "objection_due" in unknown.cure
    assert missing.sentence == "缺少“objection_due”"


def test_an_unknown_key_within_a_condition_is_found_too(spoilt: Spoil) -> None:
    path = spoilt(("when: {field: is_cadre, op:", "when: {feld: is_cadre, op:"))
    assert {one.line for one in findings_of(path)} == {line_of(path, "feld: is_cadre")}


def test_every_defect_is_told_at_once_in_the_order_of_the_file(spoilt: Spoil) -> None:
    path = spoilt(
        ("valid: {from: 2022-01-01, to: 2022-12-31}", "valid: {from: 2022-01-01, to: 2022-13-31}"),
        ("type: month}", "type: mouth}"),
        ("    kind: determine", "    kind: determin"),
        ("due: 30 working days", "due: 30 days"),
    )
    found = findings_of(path)
    assert [one.line for one in found] == sorted(one.line for one in found)
    assert [one.sentence for one in found] == [
        "“to”应为日期，例如 2022-01-01，现为“2022-13-31”",
        "“type”不能是“mouth”",
        "没有“determin”这种环节",
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("    due: 30 working days", "    due: 30 days", "“due”读不懂：30 days"),
        ("    valid_days: 90", "    valid_days: 0", "“valid_days”超出范围：0"),
        ("    valid_days: 90", "    valid_days: 九十", "“valid_days”应为整数，现为“九十”"),
        ("    secret: true", "    secret: 秘密", "“secret”应为 true 或 false，现为“秘密”"),
        ("    mode: any", "    mode: some", "“mode”不能是“some”"),
        (
            "    may: [send_back, reject]",
            "    may: send_back",
            "“may”应为列表，例如 [甲, 乙]，现为“send_back”",
        ),
        ("short: GWJZ", "short: 51", "“short”应为文字（必要时加引号），现为“51”"),
        ("key: award_national51", "key: 奖章", "“key”不能写成“奖章”"),
    ],
)
def test_a_wrong_value_is_named_with_its_line(spoilt: Spoil, old: str, new: str, sentence: str) -> None:
    path = spoilt((old, new))
    found = the_only(path)
    assert found.sentence == sentence
    assert found.line == line_of(path, new.strip())
    assert found.cure


def test_a_step_without_kind_is_told_which_key_is_missing(spoilt: Spoil) -> None:
    path = spoilt(("    kind: record\n", ""))
    found = the_only(path)
    assert found.sentence == "环节没有写 kind"
    assert found.line == line_of(path, "- key: notice")


def test_a_key_written_twice_is_refused_because_yaml_would_drop_one(spoilt: Spoil) -> None:
    path = spoilt(("    kind: record\n", "    kind: record\n    title: 再写一次\n"))
    found = the_only(path)
    assert (found.sentence, found.line) == ("键“title”写了两次", line_of(path, "再写一次"))


def test_findings_of_the_whole_definition_have_lines_too(spoilt: Spoil) -> None:
    path = spoilt(("    by: grass_party", "    by: grass_partei"))
    found = findings_of(path)
    assert line_of(path, "by: grass_partei") in {one.line for one in found}


def test_a_body_without_people_is_refused_where_it_is_written(spoilt: Spoil) -> None:
    staffed = read_organisation(ORGANISATION).staffed()
    path = spoilt(
        ("from: unit, post: party_secretary", "from: unit, post: party_elder"),
        ("organ: prov_committee}", "organ: prov_senate}"),
        ("from: fed, post: fed_officer", "from: moon, post: fed_officer"),
    )
    found = findings_of(path, staffed)
    assert [one.sentence for one in found] == [
        "“基层党委”无人任职：没有人担任 party_elder",
        "“省教科文卫体工会常委会”没有成员：机构 prov_senate 无人",
        "“省总工会经办人”的单位 moon 不存在",
    ]
    assert [one.line for one in found] == [
        line_of(path, "party_elder"),
        line_of(path, "prov_senate"),
        line_of(path, "from: moon"),
    ]


def test_a_post_held_in_another_unit_does_not_fill_a_body(spoilt: Spoil) -> None:
    path = spoilt(("from: fed, post: fed_officer", "from: fed, post: city_reviewer"))
    found = the_only(path, read_organisation(ORGANISATION).staffed())
    assert found.sentence == "“省总工会经办人”无人任职：没有人担任 city_reviewer"


def test_a_finding_prints_like_a_compiler_so_that_editors_can_jump() -> None:
    finding = Finding("a.yaml", 7, "缺少“title”", "补上“title: …”")
    assert str(finding) == "a.yaml:7: 缺少“title” → 补上“title: …”"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("key: [1, 2", 1),
        ("key: a\n  - b: c", 2),
        ("\tkey: a", 1),
        ("", 1),
        ("just words", 1),
        ("- 1\n- 2", 1),
    ],
)
def test_what_is_no_definition_at_all_is_refused_with_a_line(text: str, line: int) -> None:
    with pytest.raises(DefinitionRefused) as refused:
        parse_definition(text, "handed-in.yaml")
    assert {(one.file, one.line) for one in refused.value.findings} == {("handed-in.yaml", line)}


def test_a_file_that_contains_itself_is_refused_and_does_not_run_forever() -> None:
    with pytest.raises(DefinitionRefused):
        parse_definition("key: &a\n  steps: *a\n", "handed-in.yaml")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gbk.yaml"
    path.write_bytes("title: 推荐".encode("gb18030"))
    assert the_only(path).cure == "用文本编辑器另存为 UTF-8"
