"""The board of a round before different readers, its forms, its API, and the round that is like last year's."""

from datetime import date, timedelta

import pytest

from actions import gates, rounds
from actions.processes import publish
from models import freezes
from tests.actions.test_shape_of_a_process import a_process, signs
from tests.engine.builders import at
from tests.factories import MONDAY, national51, person
from tests.web.visitors import Pages, words

ROUND = "award_national51-2022"
GATED = "shaped-2022"
PLAN = {
    "opens": "02-14", "closes": "03-04", "grace": "3 working days", "source": "试验",
    "phases": [{"key": "panel", "title": "评审", "opens": "02-21", "closes": "03-18", "gate": "review"}],
}  # fmt: skip


@pytest.fixture
def gated(pages: Pages) -> Pages:
    """An office with a round whose gate opens on that Monday, beside the nomination's."""
    process = a_process(
        signs("a", gate="review"), kind="campaign", gates=[{"key": "review", "title": "评审开始"}], round=PLAN
    )
    with pages.office.database.transaction() as session:
        publish(session, process, "", actor_id=None, now=MONDAY)
        officer = person(session, "prov.officer")
        rounds.open_round(session, "shaped", year=2022, quota={"xjtu": 2}, actor=officer, now=MONDAY)
    return pages


def test_pain_20_the_page_of_the_round_says_what_is_missing_who_is_late_and_whether_it_can_be_decided(
    pages: Pages,
) -> None:
    pages.case("prov_ballot")
    pages.case("prov_review")
    officer = pages.as_("prov.officer")
    board = officer.sees(f"/rounds/{ROUND}")
    assert "演示张三" in board
    assert "还缺 3 张票（省级票决）" in board or "还缺 2 张票（省级票决）" in board
    assert "还缺 2 份审批（省级初审）" in board or "还缺 1 份审批（省级初审）" in board
    assert "到期" in board
    assert "还不能" in board
    assert "报送还没有截止（到 2022年3月25日）" in board
    assert "1 件还没有办到“省级票决”" in board
    pages.at(MONDAY + timedelta(days=24))
    late = officer.sees(f"/rounds/{ROUND}")
    assert "已超时" in late
    assert "个单位还没有报满" in late


def test_every_count_of_the_picture_leads_to_the_list_of_just_its_cases(pages: Pages) -> None:
    for _ in range(2):
        pages.case("party")
    chair = pages.as_("xjtu.chair")
    assert "您可以查看 2 件" in chair.sees(f"/rounds/{ROUND}")
    address = f"/cases?process=award_national51&round={ROUND}&step=party"
    assert f'href="{address.replace("&", "&amp;")}"' in chair.seen.text
    assert "您可以查看的事项共 2 件" in chair.sees(address)
    assert "您可以查看的事项共 0 件" in chair.sees(address.replace("2022", "2021"))


def test_a_unit_sees_its_own_part_and_nothing_of_the_journal_or_of_others(pages: Pages) -> None:
    pages.case("party")
    own = pages.as_("xazx.chair").sees(f"/rounds/{ROUND}")
    assert "西安中学工会" in own
    assert "演示张三" not in own
    assert "西安交通大学工会" not in own
    assert "届次记录" not in own
    assert "改期" not in own
    officer = pages.as_("prov.officer").sees(f"/rounds/{ROUND}")
    assert "另有 1 件还在基层办理" in officer
    assert "演示张三" not in officer


def test_a_round_that_is_not_there_or_not_ones_business_is_not_there(pages: Pages) -> None:
    assert pages.as_("prov.officer").client.get("/rounds/nothing-1999").status_code == 404
    assert pages.as_("member1").client.get(f"/rounds/{ROUND}").status_code == 200  # of the province
    assert pages.as_("member3").client.get("/api/v1/rounds/nothing-1999").status_code == 404


def test_an_officer_gives_a_phase_other_days_with_a_reason(pages: Pages) -> None:
    officer = pages.as_("prov.officer")
    officer.sees(f"/rounds/{ROUND}")
    without = officer.posts(
        f"/rounds/{ROUND}/phases/intake", how="move", opens_on="2022-01-10", closes_on="2022-03-25", reason=""
    )
    assert without.status_code == 422
    assert "改期必须说明原因" in words(without)
    past = officer.posts(
        f"/rounds/{ROUND}/phases/intake",
        how="move",
        opens_on="2022-01-11",
        closes_on="2022-02-18",
        reason="早",
    )
    assert "日程有 2 处不对" in words(past)
    moved = officer.posts(
        f"/rounds/{ROUND}/phases/intake",
        how="move",
        opens_on="2022-01-10",
        closes_on="2022-03-25",
        reason="疫情",
    )
    assert moved.status_code == 303
    board = officer.sees(f"/rounds/{ROUND}")
    assert "“报送”改为 2022-01-10 至 2022-03-25" in board
    assert "疫情" in board
    chair = pages.as_("xjtu.chair")
    assert chair.posts(f"/rounds/{ROUND}/phases/intake", how="close").status_code == 403


def test_a_phase_ended_early_stays_ended_and_nothing_is_begun_any_more(pages: Pages) -> None:
    officer = pages.as_("prov.officer")
    assert officer.asks(f"/rounds/{ROUND}/phases/intake/closing").status_code == 200
    assert officer.asks(f"/rounds/{ROUND}/phases/intake/closing").status_code == 409
    assert officer.asks(f"/rounds/{ROUND}/phases/dance/closing").status_code == 404
    assert "提前结束" in officer.sees(f"/rounds/{ROUND}")
    chair = pages.as_("xjtu.chair")
    refused = chair.asks("/cases", process="award_national51")
    assert "逾期不报视为自动放弃" in refused.json()["sentence"]


def test_a_round_that_is_over_asks_for_nothing_and_what_was_withdrawn_is_on_nobodys_way(pages: Pages) -> None:
    chair, officer = pages.as_("xjtu.chair"), pages.as_("prov.officer")
    case = chair.asks("/cases", process="award_national51").json()["case"]
    assert "另有 1 件还在基层办理" in officer.sees(f"/rounds/{ROUND}")
    assert chair.asks(f"/cases/{case}/withdrawal", reason="不再推荐").status_code == 200
    for phase in officer.client.get(f"/api/v1/rounds/{ROUND}").json()["phases"]:
        assert officer.asks(f"/rounds/{ROUND}/phases/{phase['key']}/closing").status_code == 200
    board = officer.sees(f"/rounds/{ROUND}")
    assert "已结束 日程已经结束，没有未办结的事项。" in board
    assert "还在基层办理" not in board
    told = officer.client.get(f"/api/v1/rounds/{ROUND}").json()
    assert (told["decidable"], told["reasons"]) == (False, [])


def test_a_late_form_says_so_on_the_case_and_in_the_list(pages: Pages) -> None:
    pages.at(at(3, 21))
    case = pages.case("party", now=at(3, 21))
    chair = pages.as_("xjtu.chair")
    assert "逾期报送" in chair.sees(f"/cases/{case}")
    assert "（逾期，宽限期内）" in chair.sees(f"/cases/{case}")
    assert "逾期报送" in chair.sees("/cases")
    assert chair.client.get(f"/api/v1/cases/{case}").json()["late"] is True
    assert "其中逾期报送 1 件" in chair.sees(f"/rounds/{ROUND}")


def test_what_came_after_the_freeze_is_shown_and_taken_up_with_a_reason(gated: Pages) -> None:
    officer, chair = gated.as_("prov.officer"), gated.as_("xjtu.chair")
    assert "打开关口“评审开始”时冻结 0 件" in officer.sees(f"/rounds/{GATED}")
    case = chair.asks("/cases", process="shaped").json()["case"]
    share = gated.share(case, "chair")
    assert chair.asks(f"/assignments/{share}/submission", answers={"topic": "演示事项"}).status_code in (
        200,
        204,
    )
    gated.dispatch(case)
    assert "等候“评审开始”" in chair.sees(f"/cases/{case}")
    board = officer.sees(f"/rounds/{GATED}")
    assert "冻结之后有 1 件变动" in board
    assert "冻结后才到" in board
    assert officer.posts(f"/rounds/{GATED}/gates/review/freezes", reason="").status_code == 422
    taken = officer.asks(f"/rounds/{GATED}/gates/review/freezes", reason="补报一件")
    assert taken.status_code == 201
    with gated.office.database.transaction() as session:
        assert freezes.frozen_hash(session, GATED, "review") == taken.json()["sha256"]
        gates.pass_on(session, GATED, "review", now=MONDAY)
    board = officer.sees(f"/rounds/{GATED}")
    assert "冻结之后有" not in board
    assert taken.json()["sha256"] in board
    told = officer.client.get(f"/api/v1/rounds/{GATED}").json()
    assert told["at_steps"]["a"] == 1
    assert [one["occasion"] for one in told["freezes"]] == ["opened", "again"]


def test_what_was_frozen_can_be_taken_home_by_those_who_see_all_units(gated: Pages) -> None:
    officer = gated.as_("prov.officer")
    seq = officer.client.get(f"/api/v1/rounds/{GATED}").json()["freezes"][0]["seq"]
    taken = officer.client.get(f"/rounds/{GATED}/freezes/{seq}.json")
    assert taken.json()["content"]["gate"] == "review"
    assert officer.client.get(f"/rounds/{GATED}/freezes/99.json").status_code == 404
    assert gated.as_("xjtu.chair").client.get(f"/rounds/{GATED}/freezes/{seq}.json").status_code == 404


def valid_next_year(pages: Pages) -> None:
    award = national51()
    valid = award.valid.model_copy(update={"last": date(2023, 12, 31)})
    process = award.model_copy(update={"valid": valid})
    with pages.office.database.transaction() as session:
        publish(session, process, "", actor_id=None, now=MONDAY)
    pages.at(at(12, 12))


def test_the_same_as_last_year_shows_each_difference_and_is_edited_before_it_is_opened(pages: Pages) -> None:
    valid_next_year(pages)
    officer = pages.as_("prov.officer")
    page = officer.sees(f"/rounds/{ROUND}/again")
    assert "全国五一劳动奖章推荐（2023 年）" in page
    assert "2022年1月10日至2022年3月18日" in page
    assert "同月同日开始；仍为" in page
    said = {"year": "2023", "places.xjtu": "2"}
    for key, first, last in (
        ("intake", "2023-01-10", "2023-03-20"), ("review", "2023-02-07", "2023-04-03"),
        ("showing", "2023-03-01", "2023-04-17"), ("naming", "2023-04-17", "2023-04-30"),
    ):  # fmt: skip
        said |= {f"opens_on.{key}": first, f"closes_on.{key}": last}
    wrong = officer.posts(f"/rounds/{ROUND}/again", **{**said, "closes_on.intake": "2023-01-01"})
    assert wrong.status_code == 422
    assert "“报送”的截止日（2023年1月1日）早于开始日" in words(wrong)
    assert officer.posts(f"/rounds/{ROUND}/again", **said).status_code == 303
    board = officer.sees("/rounds/award_national51-2023")
    assert "报送 2023-01-10 至 2023-03-20" in board
    assert "未开始" in board
    again = officer.posts(f"/rounds/{ROUND}/again", **said)
    assert again.status_code == 409


def test_the_api_opens_the_same_round_with_the_places_of_last_year(pages: Pages) -> None:
    valid_next_year(pages)
    officer = pages.as_("prov.officer")
    proposal = officer.client.get(f"/api/v1/rounds/{ROUND}/again?year=2023").json()
    assert proposal["days"]["intake"]["opens_on"] == "2023-01-10"
    opened = officer.asks(f"/rounds/{ROUND}/again", year=2023)
    assert (opened.status_code, opened.json()) == (201, {"round": "award_national51-2023"})
    told = officer.client.get("/api/v1/rounds/award_national51-2023").json()
    assert told["places"] == {"xjtu": [2, 0], "xazx": [2, 0]}
    assert told["phases"][0]["opens_on"] == "2023-01-10"
    assert pages.as_("xjtu.chair").client.get(f"/rounds/{ROUND}/again").status_code == 403
    assert "四位数的年份" in officer.sees(f"/rounds/{ROUND}/again?year=soon")
