"""What is wrong with a household's papers, at the doors where it comes in: a clear finding each, nothing lost."""

import pytest

from tests.engine.households import APPLICANT
from tests.households import HouseholdStory, a_form
from tests.web.test_households import a_household, typed
from tests.web.visitors import Pages, words

_BAD = {
    "negative income": ({"members.0.incomes.0.amount": "-8880"}, "本人第 1 行工资奖金为 -8880 元，不得为负"),
    "a bill before the period": (
        {"bills.0.day": "2021-11-09", "bills.0.paid": "300"},
        "第 1 张票据（因病自负医疗费）的日期 2021-11-09 早于核算期，核算期自 2021-11-10 起",
    ),
    "missing authorisation": (
        {"members.0.authorised_on": ""},
        "本人未签《家庭经济状况核对授权委托书》，成年成员都须签名",
    ),
    "months with gaps": (
        {"members.0.incomes.0.first": "2022-02"},
        "本人已就业，缺 2021-11、2021-12、2022-01 的收入；没有收入的月份写 0 元",
    ),
    "a month to come": (
        {"members.0.incomes.0.last": "2022-12"},
        "（2021-11 至 2022-12）不在核算期 2021-11 至 2022-10 内",
    ),
}


@pytest.mark.parametrize("what", _BAD)
def test_bad_input_is_kept_named_at_its_cell_and_not_handed_in(pages: Pages, what: str) -> None:
    changes, finding = _BAD[what]
    case = a_household(pages, HouseholdStory.opened)
    officer, share = pages.as_("xjtu.officer1"), pages.share(case, "xjtu.officer1")
    officer.sees(f"/assignments/{share}/household")
    assert officer.posts(f"/assignments/{share}/household", **typed(**changes)).status_code == 303
    page = officer.sees(f"/assignments/{share}/household")
    assert finding in page
    for value in changes.values():
        assert f'value="{value}"' in officer.seen.text, "what was typed is there to be mended"
    refused = officer.asks(f"/assignments/{share}/submission", answers=a_form(id_no=APPLICANT))
    assert refused.status_code == 422
    assert finding in words(refused)


def test_whoever_is_in_two_files_is_named_by_the_number_of_the_other(pages: Pages) -> None:
    a_household(pages, HouseholdStory.filed)
    with pages.office.database.transaction() as session:
        other = HouseholdStory(session, pages.office.seal, now=pages.office.clock())
        other.opened()
    officer, share = pages.as_("xjtu.officer2"), pages.share(other.case_id, "xjtu.officer2")
    form = typed(**{"members.0.id_number": "999999197002010043", "members.1.name": "演示丁"})
    form |= {"members.1.id_number": APPLICANT, "members.1.authorised_on": "2022-11-01"}
    officer.sees(f"/assignments/{share}/household")
    assert officer.posts(f"/assignments/{share}/household", **form).status_code == 303
    assert "配偶已在另一户（KNZG-2022-0001）中" in officer.sees(f"/assignments/{share}/household")
