"""分工会推荐 on the pages: a part begins it for a round, the union ranks, chooses and nominates with one press."""

from datetime import timedelta

from actions.sign_in import hash_password
from models.organisation import Human
from tests.actions.test_recommending import ROUND, Recommended, parts_of_the_union, recommends
from tests.factories import MONDAY
from tests.people_numbers import id_numbers
from tests.web.visitors import PASSWORD, Pages

LISTS = f"/rounds/{ROUND}/lists"


def two_recommended(pages: Pages) -> list[Recommended]:
    with pages.office.database.transaction() as session:
        parts_of_the_union(session)
        session.query(Human).update({"password": hash_password(PASSWORD)})
        return [
            recommends(session, pages.office.seal, *one)
            for one in zip(("mat", "mech"), id_numbers(2), strict=True)
        ]


def test_a_part_is_offered_the_rounds_of_its_union_and_nothing_else(pages: Pages) -> None:
    with pages.office.database.transaction() as session:
        parts_of_the_union(session)
        session.query(Human).update({"password": hash_password(PASSWORD)})
    chair = pages.as_("mat.chair")
    seen = chair.sees("/start")
    assert "全国五一劳动奖章推荐（2022 年）" in seen
    assert "本单位工会名额 2 个，已申报 0 个" in seen
    begun = chair.posts("/start", process="group_recommendation", round=ROUND)
    assert (begun.status_code, begun.headers["location"].split("/")[1]) == (303, "assignments")
    without = chair.posts("/start", process="group_recommendation")
    assert (without.status_code, "是为哪一届评选推荐" in without.text) == (422, True)


def test_the_union_ranks_its_parts_on_its_list_and_nominates_whom_it_chose(pages: Pages) -> None:
    first, second = two_recommended(pages)
    pages.office.clock.now = MONDAY + timedelta(hours=5)  # type: ignore[attr-defined]
    union, city = pages.as_("xjtu.chair"), pages.as_("xian.review")
    assert "上报名额 2 个，已上报 0 个" in union.sees(LISTS)
    assert "分工会推荐 · 全国五一劳动奖章推荐（2022 年）" in union.sees(f"/cases/{first.case_id}")
    assert "演示mat" not in city.sees(LISTS), "each level sees its own part"
    with pages.office.database.transaction() as session:
        numbers = [
            Recommended(session, pages.office.seal, one.case_id).state.number for one in (first, second)
        ]
    ranks = {f"rank.{number}": str(rank) for rank, number in enumerate(numbers, 1)}
    assert union.posts(f"{LISTS}/choice", how="rank", **ranks).status_code == 303
    assert union.posts(f"{LISTS}/choice", how="forward").status_code == 303
    assert "上报名额 2 个，已上报 2 个" in union.sees(LISTS)
    with pages.office.database.transaction() as session:
        one = Recommended(session, pages.office.seal, first.case_id, pages.office.clock())
        one.decided("xjtu.chair")
        assert "据此申报" not in union.sees(f"/cases/{first.case_id}")
        one.decided("xjtu.chair", outcome="chosen")
    assert "据此申报" in union.sees(f"/cases/{first.case_id}")
    begun = union.posts(f"/cases/{first.case_id}/nomination")
    assert begun.status_code == 303
    assert "演示mat" not in pages.as_("mech.chair").sees("/cases")
    again = union.posts(f"/cases/{first.case_id}/nomination")
    assert (again.status_code, "已经据此申报" in again.text) == (409, True)
