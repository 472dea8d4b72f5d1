"""排序与名单: the page and the API of a level's list, and what the rule of shares says beside it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from actions import places
from actions.processes import publish
from engine.definition import Process
from engine.ledger.verbs import Asked
from seeds.rule_sets import named
from tests.factories import MONDAY, national51, person
from tests.people_numbers import id_numbers
from tests.web.visitors import Pages

ROUND = "award_national51-2022"
LISTS = f"/rounds/{ROUND}/lists"
FLAGS = {
    "农民工": {"field": "is_migrant_worker", "op": "==", "value": True},
    "非公": {"field": "ownership", "op": "==", "value": "非公企业"},
}


def with_shares(published: str) -> Process:
    """The shipped nomination with the shares of a published set, checked at the city."""
    content = named("quota.shares", published, None).content
    shares = {
        **content,
        "at": "city_review",
        "sorted_by": "category",
        "counted_if": FLAGS,
        "source": published,
    }
    return Process.model_validate({**national51().model_dump(by_alias=True), "shares": shares})


def two_at_the_city(pages: Pages, *, places_of_city: int = 1) -> list[str]:
    with pages.office.database.transaction() as session:
        officer = person(session, "prov.officer")
        places.book(session, ROUND, Asked("give", "xian", places_of_city), actor=officer, now=MONDAY)
    return [
        pages.case("city_review", unit="xazx", nominee_name=f"演示{name}", id_no=number)
        for name, number in zip("甲乙", id_numbers(2), strict=True)
    ]


def publish_with(pages: Pages, published: str) -> None:
    with pages.office.database.transaction() as session:
        publish(session, with_shares(published), "", actor_id=None, now=MONDAY + timedelta(minutes=1))


def test_the_city_ranks_and_puts_forward_on_its_page(pages: Pages) -> None:
    first, second = two_at_the_city(pages)
    numbers = [pages.office and _number(pages, one) for one in (first, second)]
    city = pages.as_("xian.review")
    assert "上报名额 1 个，已上报 0 个" in city.sees(LISTS)
    tied = city.posts(f"{LISTS}/city_review", how="rank", **{f"rank.{one}": "1" for one in numbers})
    assert (tied.status_code, "第 1 名有 2 件并列" in tied.text) == (422, True)
    ranks = {f"rank.{numbers[0]}": "2", f"rank.{numbers[1]}": "1"}
    assert city.posts(f"{LISTS}/city_review", how="rank", **ranks).status_code == 303
    assert city.posts(f"{LISTS}/city_review", how="forward").status_code == 303
    page = city.sees(LISTS)
    assert f"1 {numbers[1]} 演示乙 西安中学工会 科教人员 已上报" in page
    assert f"{numbers[0]} 演示甲 西安中学工会 科教人员 备选" in page
    assert "排定为第 2 名（共 2 件）" in city.sees(f"/cases/{first}")


def test_each_level_sees_its_own_list_and_nobody_elses(pages: Pages) -> None:
    two_at_the_city(pages)
    assert "演示甲" in pages.as_("prov.officer").sees(LISTS)
    chair = pages.as_("xazx.chair")
    assert "本级还没有名单" in chair.sees(LISTS)
    assert chair.posts(f"{LISTS}/city_review", how="forward").status_code == 404
    officer = pages.as_("prov.officer")
    officer.sees(LISTS)
    assert officer.posts(f"{LISTS}/city_review", how="forward").status_code == 404


def test_the_page_says_which_share_is_short_and_what_to_change(pages: Pages) -> None:
    publish_with(pages, "prov51_2021")
    first, second = two_at_the_city(pages, places_of_city=2)
    numbers = [_number(pages, one) for one in (first, second)]
    city = pages.as_("xian.review")
    city.sees(LISTS)
    city.posts(
        f"{LISTS}/city_review", how="rank", **{f"rank.{one}": str(n) for n, one in enumerate(numbers, 1)}
    )
    page = city.sees(LISTS)
    assert "2 个名额无法同时满足" in page
    assert "产业工人 35% × 2 = 0.7（下限，进位） ≥ 1 0 0.00% 不符合 推荐评选通知：产业工人不低于 35%" in page
    refused = city.posts(f"{LISTS}/city_review", how="forward")
    assert (refused.status_code, "名单不能上报" in refused.text) == (422, True)


def test_the_api_ranks_and_puts_forward(pages: Pages) -> None:
    first, second = two_at_the_city(pages)
    numbers = [_number(pages, one) for one in (first, second)]
    city = pages.as_("xian.review")
    ranks = {numbers[0]: 1, numbers[1]: 2}
    assert city.asks(f"{LISTS}/city_review/ranks", ranks=ranks).status_code == 204
    wordless = city.asks(f"{LISTS}/city_review/ranks", ranks={numbers[0]: 2, numbers[1]: 1})
    assert (wordless.status_code, wordless.json()["refused"]) == (422, "CommentMissing")
    assert city.asks(f"{LISTS}/city_review/forwarding").status_code == 204
    (told,) = city.client.get(f"/api/v1{LISTS}").json()
    assert [(one["number"], one["standing"]) for one in told["cases"]] == [
        (numbers[0], "forward"),
        (numbers[1], "reserve"),
    ]
    assert (told["places"], told["used"]) == (1, 1)


CASE_8 = {"places": 966, "single_listed": 35, "flags": {"农民工": 100, "非公": 330}}
REST_OF_8 = {"其他一线": 190, "科教人员": 190}
CASE_9: dict[str, Any] = {
    "places": 140,
    "classes": {"产业工人": 50, "其他一线": 30, "科教人员": 22, "机关事业": 14, "其余": 24},
    "flags": {"农民工": 9, "非公": 17},
}


@pytest.mark.parametrize(("workers", "result"), [(373, "accepted"), (326, "accepted"), (325, "rejected")])
def test_worked_case_8_through_the_api(pages: Pages, workers: int, result: str) -> None:
    publish_with(pages, "national51_2022")
    classes = {"产业工人": workers, **REST_OF_8, "其余": 931 - workers - 380}
    told = pages.as_("prov.officer").asks(f"/rounds/{ROUND}/shares", **CASE_8, classes=classes).json()
    assert told["result"] == result
    figures = {one["key"]: one["value"] for one in told["figures"]}
    assert (figures["base"], figures["worker.need"]) == (931, 326)
    if workers == 373:
        assert figures["worker.share"] == "40.06%"


def test_worked_case_9_through_page_and_api(pages: Pages) -> None:
    publish_with(pages, "prov51_2021")
    officer = pages.as_("prov.officer")
    path = f"/rounds/{ROUND}/shares"
    officer.sees(path)
    typed = {f"class.{one}": str(n) for one, n in CASE_9["classes"].items()}
    typed |= {f"flag.{one}": str(n) for one, n in CASE_9["flags"].items()}
    page = officer.posts(path, places="140", **typed)
    assert "其他一线 30/140 = 21.43% ＜ 22%，应不少于 31 名；最小调整：其余 → 其他一线 1 名" in page.text
    mended = {**CASE_9, "classes": {**CASE_9["classes"], "其他一线": 31, "其余": 23}}
    assert officer.asks(path, **mended).json()["result"] == "accepted"
    offices = {**CASE_9, "classes": {**CASE_9["classes"], "其他一线": 31, "机关事业": 15, "其余": 22}}
    assert officer.asks(path, **offices).json()["result"] == "rejected"


def test_counts_that_do_not_fit_together_are_said_and_stay(pages: Pages) -> None:
    publish_with(pages, "prov51_2021")
    officer = pages.as_("prov.officer")
    path = f"/rounds/{ROUND}/shares"
    officer.sees(path)
    over = officer.posts(path, places="10", **{"class.产业工人": "11"})
    assert (over.status_code, "各类别合计 11 名，超过常规名额 10 名" in over.text) == (422, True)
    assert 'value="11"' in over.text
    assert "应填写整数" in officer.posts(path, places="很多").text
    assert pages.as_("xjtu.chair").client.get(path).status_code == 404


def _number(pages: Pages, case: str) -> str:
    with pages.story(case) as story:
        return story.state.number


def test_an_expert_of_the_province_reads_no_list_and_no_board_of_all_units(pages: Pages) -> None:
    case = pages.case("prov_review")
    number = _number(pages, case)
    assert number in pages.as_("prov.officer").sees(LISTS)
    with pages.office.database.transaction() as session:
        session.execute(
            text("DELETE FROM posts WHERE person = (SELECT id FROM people WHERE login = 'prov.head')")
        )
    expert = pages.as_("prov.head")
    assert number not in expert.sees(LISTS)
    assert expert.client.get(f"/rounds/{ROUND}/scores").status_code == 404


def test_a_number_leads_to_its_case_only_where_the_reader_may_look(pages: Pages) -> None:
    case = pages.case("city_review", unit="xazx")
    assert f'href="/cases/{case}"' in _text(pages, "xian.review")
    assert f'href="/cases/{case}"' not in _text(pages, "fed.officer")


def _text(pages: Pages, login: str) -> str:
    pages.as_(login).sees(LISTS)
    return str(pages.as_(login).seen.text)
