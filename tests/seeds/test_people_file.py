"""A file of people is refused with every slip and its line, and read when there is none."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from models.reads.register import Register, Registered
from models.sealing import Seal
from seeds.findings import DefinitionRefused
from seeds.people_checks import AskedFor
from seeds.people_file import PeopleFile, read_people

NUMBER = "999999197507012319"
ASKED = AskedFor(posts=frozenset({"union_chair", "prov_officer"}), organs=frozenset({"prov_committee"}))
Read = Callable[..., PeopleFile]


@pytest.fixture
def register(seal: Seal) -> Register:
    """A chair whose number is known, and somebody who left."""
    chair = Registered(
        "1", "xjtu.chair", "陈刚", active=True, left_on=None, identity=seal.hash(NUMBER), has_password=True
    )
    left = Registered(
        "2", "qian", "钱进", active=False, left_on=date(2022, 3, 1), identity=None, has_password=False
    )
    units = {"prov": "省教科文卫体工会", "xjtu": "西安交通大学工会"}
    return Register(units, {one.login: one for one in (chair, left)})


@pytest.fixture
def read(tmp_path: Path, register: Register, seal: Seal) -> Read:
    def write_and_read(*lines: str) -> PeopleFile:
        path = tmp_path / "people.yaml"
        path.write_text("\n".join(lines), encoding="utf-8")
        return read_people(path, register, ASKED, seal=seal)

    return write_and_read


def _refused(read: Read, *lines: str) -> list[tuple[int, str]]:
    with pytest.raises(DefinitionRefused) as refused:
        read(*lines)
    assert all(one.cure for one in refused.value.findings)
    return [(one.line, one.sentence) for one in refused.value.findings]


def test_people_and_organs_are_read_in_the_order_of_their_seats(read: Read) -> None:
    file = read(
        "people:",
        "  - {login: wang.fang, name: 王芳, unit: prov, posts: [prov_officer], email: wang@union.example}",
        "organs:",
        "  - {key: prov_committee, title: 常委会, unit: prov, members: [xjtu.chair, wang.fang]}",
    )
    assert [(one.login, one.posts, one.email) for one in file.people] == [
        ("wang.fang", ["prov_officer"], "wang@union.example")
    ]
    assert [one.members for one in file.organs] == [["xjtu.chair", "wang.fang"]]
    assert file.remarks == ()


@pytest.mark.parametrize("written", [NUMBER, f'"{NUMBER}"', '"９９９９９９１９７５０７０１２３１９"'])
def test_a_number_may_be_written_bare_quoted_or_full_width(read: Read, written: str) -> None:
    (one,) = read("people:", f"  - {{login: xjtu.chair, name: 陈刚, unit: xjtu, id_no: {written}}}").people
    assert one.id_no == NUMBER


def test_every_slip_is_found_at_once_also_beside_others_in_one_line(read: Read) -> None:
    assert _refused(
        read,
        "people:",
        "  - {login: Li.Min, unit: prv, emial: li@union.example}",
        "  - {login: wang, name: ' ', unit: prov, posts: [Officer], email: wang@}",
        "  - {login: wang, name: 王芳, unit: prov}",
        "organs:",
        "  - {key: prov_committee, title: 常委会, unit: prov, members: [wang, wang, sun]}",
        "  - {key: prov_committee, title: 常委会, unit: prov, members: []}",
        "posts: []",
    ) == [
        (2, "缺少“name”"),
        (2, "不认识的键“emial”"),
        (2, "“Li.Min”不能作登录名"),
        (2, "没有单位 prv"),
        (3, "“name”空着"),
        (3, "“posts”不能写成“Officer”"),
        (3, "“wang@”不是邮箱地址"),
        (4, "登录名 wang 写了两次"),
        (6, "wang 在“常委会”里写了两次"),
        (6, "没有登记登录名 sun"),
        (7, "“members”不能为空"),
        (7, "机构 prov_committee 写了两次"),
        (8, "不认识的键“posts”"),
    ]


def test_a_wrong_number_is_found_and_never_quoted(read: Read) -> None:
    wrong = "610102197507012311"
    found = _refused(read, "people:", f"  - {{login: wang, name: 王芳, unit: prov, id_no: {wrong}}}")
    assert found == [(2, "wang 的身份证号不正确")]


def test_one_number_is_one_person_in_the_file_and_in_the_office(read: Read) -> None:
    line = f"  - {{login: %s, name: 王芳, unit: prov, id_no: {NUMBER}}}"
    assert _refused(read, "people:", line % "wang") == [(2, "wang 与 xjtu.chair 的身份证号相同")]
    both = _refused(read, "people:", line % "xjtu.chair", line % "wang")
    assert both == [(3, "wang 与 xjtu.chair 的身份证号相同")]


def test_somebody_who_left_comes_back_by_no_old_file(read: Read) -> None:
    assert _refused(
        read,
        "people:",
        "  - {login: qian, name: 钱进, unit: prov}",
        "organs:",
        "  - {key: prov_committee, title: 常委会, unit: prov, members: [xjtu.chair]}",
    ) == [(2, "qian 已于 2022-03-01 离任")]
    seat = "  - {key: prov_committee, title: 常委会, unit: prov, members: [qian]}"
    assert _refused(read, "organs:", seat) == [(2, "qian 已于 2022-03-01 离任")]


def test_a_seat_may_count_more_in_weighted_votes(read: Read) -> None:
    seats = "members: [xjtu.chair], weights: {xjtu.chair: 2}"
    file = read("organs:", f"  - {{key: prov_committee, title: 常委会, unit: prov, {seats}}}")
    assert file.organs[0].weights == {"xjtu.chair": 2}
    wrong = "members: [xjtu.chair], weights: {xjtu.chai: 2}"
    found = _refused(read, "organs:", f"  - {{key: prov_committee, title: 常委会, unit: prov, {wrong}}}")
    assert found == [(2, "xjtu.chai 不是“常委会”的成员，票数没有作用")]
    for weight in ("0", "101", "多"):
        heavy = f"members: [xjtu.chair], weights: {{xjtu.chair: {weight}}}"
        assert _refused(read, "organs:", f"  - {{key: prov_committee, title: 常委会, unit: prov, {heavy}}}")


def test_posts_and_organs_of_which_nothing_speaks_are_remarked_but_may_be_meant(read: Read) -> None:
    file = read(
        "people:",
        "  - {login: wang, name: 王芳, unit: prov, posts: [prov_oficer]}",
        "organs:",
        "  - {key: senate, title: 评审组, unit: prov, members: [wang]}",
    )
    assert [(one.line, one.sentence, one.cure) for one in file.remarks] == [
        (2, "没有流程用到职务 prov_oficer", "是否想写“prov_officer”？"),
        (4, "没有流程用到机构 senate", "核对流程定义里的机构代码"),
    ]


@pytest.mark.parametrize("text", ["", "- a", "people: [", "people: wang", "people: [wang]"])
def test_what_is_no_file_of_people_is_a_finding(read: Read, text: str) -> None:
    assert len(_refused(read, text)) == 1
