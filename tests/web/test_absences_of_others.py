"""代理 that an administrator enters for somebody who is away already: told to everybody with who entered it."""

import re

import pytest

from actions import organisation
from tests.web.visitors import Pages, words

PARTY = organisation.person_id("xjtu.party")
PAGE = f"/admin/people/{PARTY}/absences"


def said(**changes: str) -> dict[str, str]:
    chair = organisation.person_id("xjtu.chair")
    return {"substitute": chair, "first": "2022-02-21", "last": "2022-02-25", "note": "住院", **changes}


def test_pain_01_an_administrator_names_the_substitute_of_somebody_who_is_away_already(pages: Pages) -> None:
    case = pages.case("party")
    admin, chair, party = pages.as_("admin"), pages.as_("xjtu.chair"), pages.as_("xjtu.party")
    admin.sees("/admin/people?q=xjtu.party")
    assert f'href="{PAGE}"' in admin.seen.text
    page = admin.sees(PAGE)
    assert "演示xjtu.party的代理" in page
    assert "演示xjtu.chair" in page
    assert "演示prov.head" not in page, "only colleagues of the one who is away are offered"
    assert admin.posts(PAGE, **said()).status_code == 303
    assert "演示xjtu.chair 2022-02-21 至 2022-02-25" in admin.sees(PAGE)
    assert "住院 · 由 演示admin 登记" in admin.sees(PAGE)
    assert "由 演示admin 登记" in party.sees("/absences")
    page = chair.sees(f"/cases/{case}")
    assert "转由演示xjtu.chair办理：代理 演示xjtu.party，由 演示admin 登记" in page
    assert "没有待办" in party.sees("/inbox")
    found = re.search(rf'action="({PAGE}/[0-9a-f-]+/end)"', admin.sees(PAGE) and admin.seen.text)
    assert found
    assert admin.posts(found[1]).status_code == 303
    assert "演示张三" in party.sees("/inbox")


def test_what_one_names_oneself_bears_no_other_name(pages: Pages) -> None:
    party = pages.as_("xjtu.party")
    party.sees("/absences")
    assert party.posts("/absences", **said()).status_code == 303
    assert "登记" not in party.sees("/absences").split("我的代理人")[1].split("亲属申报")[0]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"substitute": organisation.person_id("prov.head")}, "不是本单位的人"),
        ({"substitute": PARTY}, "代理人不能是本人"),
        ({"last": "2022-02-20"}, "结束日期早于开始日期"),
        ({"last": ""}, "请填写日期"),
        ({"substitute": "nobody"}, "没有找到这个人"),
    ],
)
def test_a_wrong_substitute_says_why_and_keeps_what_was_typed(
    pages: Pages, changes: dict[str, str], sentence: str
) -> None:
    admin = pages.as_("admin")
    admin.sees(PAGE)
    answer = admin.posts(PAGE, **said(**changes))
    assert answer.status_code in (404, 422)
    assert sentence in words(answer)
    assert 'value="住院"' in answer.text


def test_only_administrators_do_so_and_for_nobody_who_is_not_there(pages: Pages) -> None:
    chair = pages.as_("xjtu.chair")
    assert chair.client.get(PAGE).status_code == 403
    assert chair.posts(PAGE, **said()).status_code == 403
    unknown = "/admin/people/00000000-0000-0000-0000-000000000000/absences"
    assert pages.as_("admin").client.get(unknown).status_code == 404
