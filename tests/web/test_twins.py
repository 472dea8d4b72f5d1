"""Two cases that may be about one person: the panel on the held case, and the same look through the API."""

import pytest

from tests.web.visitors import Pages, words


@pytest.fixture
def alike(pages: Pages) -> tuple[str, str]:
    """A nomination, and one of another unit that is held for the name alike; their ids."""
    first = pages.case("party", nominee_name="演示张晓三")
    return first, pages.case("party", unit="xazx", nominee_name="演示 张小三", born_on="1975-07")


def test_the_held_case_says_what_is_alike_and_administrators_alone_are_asked(
    pages: Pages, alike: tuple[str, str]
) -> None:
    first, second = alike
    admin = pages.as_("admin")
    page = admin.sees(f"/cases/{second}")
    assert "核对是否同一人" in page
    assert "姓名相近、出生年月相同" in page
    assert f'action="/cases/{second}/twins/{first}"' in admin.seen.text
    assert "核对是否同一人" not in pages.as_("xazx.chair").sees(f"/cases/{second}")
    refused = pages.as_("xazx.chair").posts(
        f"/cases/{second}/twins/{first}", verdict="not_same", reason="不是"
    )
    assert "管理员" in words(refused)


def test_a_verdict_without_a_reason_is_refused_and_with_one_the_case_goes_on(
    pages: Pages, alike: tuple[str, str]
) -> None:
    first, second = alike
    admin = pages.as_("admin")
    admin.sees(f"/cases/{second}")
    address = f"/cases/{second}/twins/{first}"
    bare = admin.posts(address, verdict="not_same", reason=" ")
    assert (bare.status_code, "请写明理由" in words(bare)) == (422, True)
    assert admin.posts(address, verdict="perhaps", reason="单位不同").status_code == 404
    assert admin.posts(address, verdict="not_same", reason="单位不同，照片不同").status_code == 303
    page = admin.sees(f"/cases/{second}")
    assert "核对是否同一人" not in page
    assert "单位不同，照片不同" in page
    pages.dispatch(second)
    with pages.story(second) as story:
        assert story.state.held is None
        assert story.state.open_step("party")


def test_whoever_is_one_person_ends_the_later_case(pages: Pages, alike: tuple[str, str]) -> None:
    first, second = alike
    admin = pages.as_("admin")
    admin.sees(f"/cases/{second}")
    assert (
        admin.posts(f"/cases/{second}/twins/{first}", verdict="same", reason="身份证复印件一致").status_code
        == 303
    )
    with pages.story(second) as story:
        assert story.state.closed_at is not None
    with pages.story(first) as story:
        assert story.state.closed_at is None


def test_the_api_tells_and_does_the_same(pages: Pages, alike: tuple[str, str]) -> None:
    first, second = alike
    admin, chair = pages.as_("admin"), pages.as_("xazx.chair")
    with pages.story(first) as story:
        number = story.state.number
    which = f"{number}（西安交通大学工会）"
    assert admin.reads(f"/cases/{second}/twins") == [{"case": first, "verdict": None, "which": which}]
    assert chair.client.get(f"/api/v1/cases/{second}/twins").status_code == 403
    address = f"/cases/{second}/twins/{first}"
    by_chair = chair.asks(address, verdict="not_same", reason="不是")
    assert (by_chair.status_code, by_chair.json()["refused"]) == (403, "NotAdministrator")
    assert admin.asks(address, verdict="not_same", reason="").json()["refused"] == "CommentMissing"
    assert admin.asks(f"/cases/{second}/twins/{second}", verdict="same", reason="无").status_code == 409
    admin.does(address, verdict="not_same", reason="单位不同")
    assert admin.reads(f"/cases/{second}/twins")[0]["verdict"] == "not_same"
    assert admin.asks(address, verdict="same", reason="再看").json()["refused"] == "NoSuchTwin"
