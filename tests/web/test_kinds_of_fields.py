"""Sums, numbers, several choices, telephone numbers and tables on the page of a form and the page of its case."""

import re
from typing import Any

import pytest

from actions import cases
from actions.processes import publish
from tests.actions.test_shape_of_a_process import a_process, signs
from tests.factories import MONDAY, person
from tests.family_form import ANSWERS, FORM, MOTHER, SON, typed
from tests.web.visitors import Pages, Visitor, words

CHAIR = "xjtu.chair"


@pytest.fixture
def case(pages: Pages) -> str:
    with pages.office.database.transaction() as session:
        publish(session, a_process(signs("look"), form=FORM), "", actor_id=None, now=MONDAY)
        return cases.open_case(session, "shaped", actor=person(session, CHAIR), now=MONDAY)


@pytest.fixture
def chair(pages: Pages) -> Visitor:
    return pages.as_(CHAIR)


@pytest.fixture
def form(pages: Pages, case: str) -> str:
    return f"/assignments/{pages.share(case, CHAIR)}"


def hands_in(chair: Visitor, form: str, /, **changes: Any) -> str:  # noqa: ANN401 - any answer
    chair.sees(f"{form}/form")
    answer = chair.client.post(
        f"{form}/submission", data={"csrf": chair.token, **typed({**ANSWERS, **changes})}
    )
    return "handed in" if answer.status_code == 303 else words(answer)


def test_what_is_handed_in_reads_on_the_case_with_units_and_a_sum(
    chair: Visitor, form: str, case: str
) -> None:
    assert hands_in(chair, form) == "handed in"
    seen = chair.sees(f"/cases/{case}")
    for said in (
        "13800000000",
        "疾病、子女上学",
        "12,345.60 元",
        "85.0 平方米",
        "演示母",
        "1,200.00 元",
        "合计",
    ):
        assert said in seen, said
    assert MOTHER["id_no"] not in chair.seen.text
    assert "999***********2319" in seen


def test_every_wrong_cell_is_named_and_marked_in_its_place(chair: Visitor, form: str) -> None:
    wrong = {"phone": "1380000", "members": [MOTHER, {**SON, "kin": "", "income": "很少"}]}
    said = hands_in(chair, form, **wrong)
    assert "有 3 处需要补正" in said
    for sentence in ("第 2 行 关系：必填", "第 2 行 月均收入：应填写以元计的金额", "应为 11 位手机号"):
        assert sentence in said, sentence
    page = chair.client.get(f"{form}/form").text
    assert 'name="f.members.2.income" value="很少"' in page
    assert "2319" in page
    assert MOTHER["id_no"] not in page


def test_a_sealed_number_in_a_row_is_kept_under_its_mask_when_rows_move(
    chair: Visitor, form: str, case: str
) -> None:
    hands_in(chair, form, phone="1")  # refused: what was typed is a draft now
    masked = {**MOTHER, "id_no": "999***********2319"}
    assert hands_in(chair, form, members=[SON, masked]) == "handed in"
    assert "999***********2319" in chair.sees(f"/cases/{case}")


def test_a_mask_that_nothing_was_kept_under_is_no_number(chair: Visitor, form: str) -> None:
    said = hands_in(chair, form, members=[{**MOTHER, "id_no": "888***********2319"}])
    assert "第 1 行 身份证号：身份证号不正确" in said


def draws(chair: Visitor, form: str, answers: dict[str, Any], **pressed: str) -> str:
    chair.sees(f"{form}/form")
    headers = {"HX-Request": "true", "X-CSRF-Token": chair.token}
    answer = chair.client.post(f"{form}/draft", data={**typed(answers), **pressed}, headers=headers)
    assert answer.status_code == 200
    return str(answer.text)


def test_a_table_grows_by_a_blank_row_and_loses_the_one_taken_out(chair: Visitor, form: str) -> None:
    grown = draws(chair, form, ANSWERS, again="members")
    assert re.findall(r'name="f\.members\.(\d)\.kin"', grown) == ["1", "2", "3"]
    assert 'hx-swap-oob="true"' in grown
    shrunk = draws(chair, form, ANSWERS, drop="members.1")
    assert re.findall(r'name="f\.members\.(\d)\.name" value="(.*?)"', shrunk) == [("1", "演示子"), ("2", "")]


def test_whoever_asks_for_a_row_gets_one_though_one_is_still_blank(chair: Visitor, form: str) -> None:
    blank = {"f.members.3.kin": "", "f.members.3.name": ""}
    grown = draws(chair, form, ANSWERS, **blank, again="members")
    assert re.findall(r'name="f\.members\.(\d)\.kin"', grown) == ["1", "2", "3", "4"]


def test_nothing_is_drawn_anew_while_somebody_types_in_a_table(chair: Visitor, form: str) -> None:
    assert "f.members" not in draws(chair, form, ANSWERS)


def test_without_scripts_the_button_brings_the_page_with_one_more_row(chair: Visitor, form: str) -> None:
    chair.sees(f"{form}/form")
    answer = chair.client.post(
        f"{form}/draft", data={"csrf": chair.token, **typed(ANSWERS), "again": "members"}
    )
    assert answer.headers["location"] == f"{form}/form?saved=1"
    chair.sees(f"{form}/form")
    assert 'name="f.members.3.kin"' in chair.seen.text


def test_a_correction_is_told_row_by_row(pages: Pages, chair: Visitor, form: str, case: str) -> None:
    hands_in(chair, form)
    pages.dispatch(case)
    officer = pages.as_("prov.officer")
    officer.sees(f"/cases/{case}")
    share = f"/assignments/{pages.share(case, 'prov.officer')}"
    assert officer.posts(f"{share}/return", to="apply rerun", comment="核对收入").status_code == 303
    pages.dispatch(case)
    with pages.story(case) as story:
        mine = next(one.id for one in story.state.assignments if one.status == "open")
    again = {"members": [{**MOTHER, "income": "1500"}, SON, {**SON, "name": "演示女"}]}
    assert hands_in(chair, f"/assignments/{mine}", **again) == "handed in"
    seen = chair.sees(f"/cases/{case}")
    assert "家庭成员 第 1 行 月均收入 1,200.00 元 1,500.00 元" in seen
    assert "家庭成员 第 3 行 — 演示女，子女，0.00 元" in seen


def test_the_api_takes_and_refuses_the_same(chair: Visitor, form: str, case: str) -> None:
    chair.sees(f"{form}/form")
    wrong = {**ANSWERS, "members": [{**MOTHER, "income": 12.345}], "causes": ["天灾"]}
    refused = chair.asks(f"{form}/submission", answers=wrong)
    assert refused.status_code == 422
    cells = [(one["field"], one["cell"]) for one in refused.json()["findings"]]
    assert cells == [("causes", ""), ("members", "1.income")]
    assert chair.asks(f"{form}/submission", answers=ANSWERS).status_code == 200
    kept = chair.client.get(f"/api/v1/cases/{case}").json()["answers"]
    assert (kept["income"], kept["area"], kept["causes"]) == ("12345.60", "85.0", ["疾病", "子女上学"])
    assert kept["members"][1] == {"name": "演示子", "kin": "子女", "income": "0.00"}
    assert "sealed" not in str(kept)
