"""代理与回避 on the page: name a substitute, be back early, declare a relative, declare a conflict."""

import re

from tests.factories import NOMINEE_NUMBER
from tests.web.visitors import Pages, words


def test_pain_01_one_page_lets_a_colleague_act_and_one_press_ends_it(pages: Pages) -> None:
    case = pages.case("party")
    party, chair = pages.as_("xjtu.party"), pages.as_("xjtu.chair")
    party.sees("/absences")
    colleague = re.search(r'<option value="([^"]+)">演示xjtu\.chair</option>', party.seen.text)
    assert colleague is not None
    said = {"substitute": colleague[1], "first": "2022-02-21", "last": "2022-02-25"}
    assert party.posts("/absences", **said).status_code == 303
    assert "演示xjtu.chair 2022-02-21 至 2022-02-25" in party.sees("/absences")
    assert "没有待办" in party.sees("/inbox")
    page = chair.sees(f"/cases/{case}")
    assert "代理 演示xjtu.party" in page
    assert "转由演示xjtu.chair办理：代理 演示xjtu.party" in page
    named = re.search(r'action="(/absences/[0-9a-f-]+/end)"', party.sees("/absences") and party.seen.text)
    assert named is not None
    assert party.posts(named[1]).status_code == 303
    assert "演示张三" in party.sees("/inbox")


def test_a_wrong_absence_says_why_and_keeps_what_was_typed(pages: Pages) -> None:
    party = pages.as_("xjtu.party")
    party.sees("/absences")
    answer = party.posts("/absences", substitute="nobody", first="2022-02-21", last="", note="出差")
    assert answer.status_code == 422
    assert "请填写日期" in words(answer)
    assert 'value="出差"' in answer.text


def test_relatives_are_read_by_whoever_declared_them_alone(pages: Pages) -> None:
    party = pages.as_("xjtu.party")
    party.sees("/absences")
    assert party.posts("/absences/kin", relation="表弟", number="123").status_code == 422
    assert party.posts("/absences/kin", relation="表弟", number=NOMINEE_NUMBER).status_code == 303
    assert "表弟" in party.sees("/absences")
    assert NOMINEE_NUMBER not in party.seen.text
    assert "表弟" not in pages.as_("admin").sees("/absences")


def test_recusal_at_the_case_page_leaves_the_case_to_others(pages: Pages) -> None:
    case = pages.case("party")
    party = pages.as_("xjtu.party")
    assert "申请回避" in party.sees(f"/cases/{case}")
    share = pages.share(case, "xjtu.party")
    assert "请写明理由" in words(party.posts(f"/assignments/{share}/recusal", recusal=""))
    assert party.posts(f"/assignments/{share}/recusal", recusal="人选是我的学生").status_code == 303
    assert "演示xjtu.party在“党委审定”申请回避" in pages.as_("admin").sees(f"/cases/{case}")
