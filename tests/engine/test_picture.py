"""Pictures: every step is drawn, nothing overlaps, the path of a case shows its times, skips and returns."""

from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from engine.definition import Process
from engine.definition_words import in_words
from engine.pictures.case import case_picture, marks_of, returns_of
from engine.pictures.layout import Branch, Frame, Leaf, Placed, Split, laid_out, leaves
from engine.pictures.process import Return, picture
from engine.pictures.text import width_of, wrapped
from tests.engine.blocks import LISTED, branch, choice, each, one_signs, parallel, race, repeat, wait, when
from tests.engine.builders import (
    BU,
    CHU,
    DANG,
    SEATS,
    Office,
    a_process,
    at,
    at_step,
    ballot,
    consult,
    publicity,
    raw_process,
    sign,
)

SVG = "{http://www.w3.org/2000/svg}"
PARTY, CITY = sign("party", "party"), sign("city", "city", skip_if=when("unit.direct", value=False))


def many_blocks() -> Process:
    return Process.model_validate(
        raw_process(
            sign("first", "city", skip_if=when("unit.direct", value=True)),
            parallel(branch(one_signs("a"), consult()), branch(one_signs("b")),
                     branch(race(branch(one_signs("c")), branch(wait()))), join=2),
            choice(branch(one_signs("big"), when=when("due", 100, ">")),
                   branch(one_signs("d"), each(one_signs("e"), one_signs("e2")), when=when("cadre", value=True)),
                   branch(otherwise=True)),
            repeat(one_signs("f"), one_signs("g"), until=when("agree", 10, ">")),
            publicity(), ballot(),
            form={"subject": "name", "identity": "id_no", "fields": LISTED},
        )
    )  # fmt: skip


def words_in(svg: str) -> list[str]:
    return [one.text or "" for one in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own text


def test_every_step_and_block_of_a_definition_is_drawn() -> None:
    process = many_blocks()
    words = " ".join(words_in(picture(process)))
    assert [step.title for step in process.steps if step.title not in words] == []
    assert "fork：同时办理，2 路办完即可" in words
    assert "逐项：“评审专家”每项一遍" in words
    assert "重复：直到同意人数 大于 10，至多 3 遍" in words
    assert "其他情况" in words


def test_the_picture_is_one_whole_file_with_a_name_and_without_foreign_things() -> None:
    svg = picture(a_process(PARTY, title="<五一> & “奖章”"))
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == "<五一> & “奖章”"
    assert "href" not in svg
    assert "<style" not in svg
    assert "url(http" not in svg


def _inside(place: Placed, svg: str) -> bool:
    x, y, width, height = map(float, ET.fromstring(svg).attrib["viewBox"].split())  # noqa: S314 - our own text
    return (
        x <= place.x
        and y <= place.y
        and place.x + place.width <= x + width
        and place.y + place.height <= y + height
    )


def _boxes(svg: str) -> Iterator[Placed]:
    for rect in ET.fromstring(svg).iter(f"{SVG}rect"):  # noqa: S314 - our own text
        if "stroke-dasharray" not in rect.attrib:
            yield Placed(*(float(rect.attrib[name]) for name in ("x", "y", "width", "height")))


def _overlap(one: Placed, other: Placed) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not beside and one.y < other.y + other.height and other.y < one.y + one.height


def test_no_box_lies_on_another_and_all_are_on_the_page() -> None:
    svg = picture(many_blocks())
    boxes = list(_boxes(svg))
    assert len(boxes) > 15
    assert [pair for pair in combinations(boxes, 2) if _overlap(*pair)] == []
    assert all(_inside(one, svg) for one in boxes)


def test_words_stay_within_their_box() -> None:
    assert width_of("五一", 10) == 20
    assert wrapped("全国五一劳动奖章推荐审批表生成", 100, 10, 1) == ["全国五一劳动奖章推…"]
    assert all(
        width_of(line, 12) <= 216 for line in wrapped("省教科文卫体工会业务部经办人 · 3 个工作日", 216, 12)
    )


def walked() -> Office:
    """Handed in, shown, asked, skipped the city, returned by the office to the party committee, there once more."""
    office = at_step(
        PARTY, publicity(), consult(), CITY, sign("office", "office", "sequence", on_refusal="end"), ballot()
    )
    office.days_pass(2).decides(DANG)
    office.later(office.state.windows[-1].closes_at).closes_window().answers("police").answers("discipline")
    return office.later(at(3, 7)).decides(CHU).days_pass(1).returns(BU, "party")


def test_the_path_of_a_case_shows_what_is_done_skipped_returned_and_going_on() -> None:
    office = walked()
    marks = marks_of(office.state)
    assert {key: one.look for key, one in marks.items()} == {
        "nominate": "done", "party": "now", "showing": "done", "ask": "done", "city": "skipped", "office": "back",
    }  # fmt: skip
    assert returns_of(office.state) == [Return("office", "party", 1)]


def test_the_path_tells_times_people_and_due_dates() -> None:
    marks = marks_of(walked().state)
    assert marks["nominate"].notes == ("2月21日", "林秀英")
    assert marks["party"].notes == ("3月8日 起（第 2 次）", "等 党红梅 · 限 3月11日")
    assert marks["showing"].notes == ("2月23日 — 3月3日",)
    assert marks["office"].notes == ("3月3日 — 3月8日 退回", "褚勇、卜丽")
    assert marks["city"].notes == ("按规定跳过",)


def test_a_window_a_list_and_an_end_are_told_too() -> None:
    shown = at_step(publicity())
    assert marks_of(shown.state)["showing"].notes == ("2月21日 起", "公示到 2月28日")
    shown.objects()
    assert marks_of(shown.state)["showing"].notes == ("2月21日 起", "等 党红梅")
    refused = at_step(PARTY).decides(DANG, "reject", comment="不符合条件")
    assert marks_of(refused.state)["party"].look == "ended"
    lines = at_step(each(one_signs("talk")), form={"subject": "name", "fields": LISTED})
    assert marks_of(lines.state).get("talk") is None, "an empty list has no lines to walk"


def test_the_picture_of_a_case_tells_nobody_how_anybody_voted() -> None:
    office = at_step(ballot())
    for seat in SEATS:
        office.votes(seat, "reject")
    svg = case_picture(office.process, office.state)
    assert "不同意" not in svg


def test_a_case_picture_carries_returns_as_dashed_ways_back() -> None:
    office = walked()
    svg = case_picture(office.process, office.state)
    assert "退回" in words_in(svg)
    assert svg.count("url(#banshi-back)") == 1
    assert "XLC-2022-0001" in svg


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (when("cadre", value=True), "是否干部：是"),
        (when("cadre", value=True, op="!="), "是否干部：否"),
        (when("due", 100, ">"), "应到人数 大于 100"),
        (when("unit.sector", ["education", "health"], "in"), "单位所属系统 属于 教育、卫生"),
        (when("name", None, "filled"), "填了姓名"),
        ({"not": when("cadre", value=True)}, "不是（是否干部：是）"),
        ({"all": [when("cadre", value=True), when("due", 1, ">=")]}, "是否干部：是 且 应到人数 不小于 1"),
        ({"any": [when("cadre", value=True), when("due", 1, "<")]}, "是否干部：是 或 应到人数 小于 1"),
    ],
)
def test_conditions_are_said_in_words(condition: dict[str, object], words: str) -> None:
    process = a_process(sign("review", "clerk", skip_if=condition))
    skip = process.step("review").skip_if
    assert skip is not None
    assert in_words(process, skip) == words


def test_a_layout_to_the_right_is_the_same_turned() -> None:
    parts = (
        Leaf("a", 40, 100, side=(Leaf("no", 20, 20),)),
        Split(
            Leaf("s", 0, 0),
            (Branch((Leaf("b", 40, 100),)), Branch((), "label", 80)),
            Leaf("t", 0, 0),
            straight=True,
        ),
        Frame("f", (Leaf("c", 40, 100),)),
    )
    down, right = laid_out(parts, "down"), laid_out(parts, "right")
    assert (down.width, down.height) == (right.height, right.width)
    assert {key: (one.y, one.x) for key, one in down.boxes.items()} == {
        key: (one.x, one.y) for key, one in right.boxes.items()
    }
    assert [one.id for one in leaves(parts)] == ["a", "no", "s", "b", "t", "c"]
    assert {(one.source, one.target) for one in down.lines} == {
        ("a", "no"), ("a", "s"), ("s", "b"), ("b", "t"), ("s", "t"), ("t", "f"),
    }  # fmt: skip
