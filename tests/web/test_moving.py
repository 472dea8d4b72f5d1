"""Definitions and their versions on the pages and in the API: the picture, the plan, the move, the way back."""

from typing import Any

import pytest

from actions.processes import publish
from engine.definition import Process
from tests.factories import MONDAY, national51
from tests.web.visitors import Pages, Visitor, words

REASON = "新文件已下发"


def version_of(pages: Pages, case: str) -> str:
    with pages.story(case) as story:
        return story.state.version


def published(pages: Pages, **steps: dict[str, Any]) -> str:
    """A further version of the nomination, with some steps changed."""
    raw = national51().model_dump(mode="json", by_alias=True)
    raw["steps"] = [{**one, **steps.get(one["key"], {})} for one in raw["steps"]]
    with pages.office.database.transaction() as session:
        return publish(session, Process.model_validate(raw), "", actor_id=None, now=MONDAY).id


def dispatched(pages: Pages) -> None:
    with pages.office.database.transaction() as session:
        from sqlalchemy import text  # noqa: PLC0415

        session.execute(text("UPDATE outbox SET settled_at = now() WHERE settled_at IS NULL"))


@pytest.fixture
def admin(pages: Pages) -> Visitor:
    return pages.as_("admin")


def test_the_page_of_a_version_shows_its_picture_and_exports_it(pages: Pages, admin: Visitor) -> None:
    version = version_of(pages, pages.case("party"))
    page = admin.sees(f"/admin/definitions/{version}")
    assert "<svg" in admin.seen.text
    assert "跳过：直属基层工会：是" in page
    exported = admin.client.get(f"/admin/definitions/{version}/bpmn")
    assert exported.headers["content-type"] == "application/xml"
    assert "bpmn:definitions" in exported.text
    assert admin.client.get("/admin/definitions/nothing@0/bpmn").status_code == 404


def test_the_case_page_shows_the_path_with_times_and_people(pages: Pages) -> None:
    case = pages.case("party")
    chair = pages.as_("xjtu.chair")
    page = chair.sees(f"/cases/{case}")
    assert "路线图" in page
    assert "✓ 民主推荐" in page
    assert "● 党委审定" in page
    assert "等 演示xjtu.party · 限 2月24日" in page


def test_cases_are_planned_moved_and_moved_back_on_the_pages(pages: Pages, admin: Visitor) -> None:
    first, second = pages.case("party"), pages.case("prov_review", unit="xazx")
    old = version_of(pages, first)
    new = published(
        pages, party={"key": "committee", "title": "党委会审定"}, national={"due": "40 working days"}
    )
    dispatched(pages)
    lost = admin.sees(f"/admin/definitions/{old}/moving?to={new}")
    assert "“党委审定”等 演示xjtu.party 办理，新版没有对应的环节，待办会丢失" in lost
    assert "已经走过的“党委审定”在新版没有对应的环节" in lost
    plan = admin.sees(f"/admin/definitions/{old}/moving?to={new}&map.party=committee")
    assert plan.count("换到对应的环节") == 2
    form = {"to": new, "map.party": "committee"}
    unexplained = admin.posts(f"/admin/definitions/{old}/moving", case=first, reason=" ", **form)
    assert unexplained.status_code == 422
    assert "请写明理由" in words(unexplained)
    done = admin.posts(f"/admin/definitions/{old}/moving", case=[first, second], reason=REASON, **form)  # type: ignore[arg-type]
    assert words(done).count("已办理") == 2
    assert version_of(pages, first) == version_of(pages, second) == new
    page = pages.as_("xjtu.party").sees(f"/cases/{first}")
    assert f"演示admin把事项移到 {new}（党委审定 → 党委会审定）" in page
    assert REASON in page
    assert "进入“党委审定”" in page, "what happened before keeps the words of its time"
    assert "● 党委会审定" in page
    here = admin.sees(f"/admin/definitions/{new}")
    assert here.count(REASON) == 2
    dispatched(pages)
    back = admin.posts(f"/admin/definitions/{new}/moving-back", case=first)
    assert "已办理" in words(back)
    assert (version_of(pages, first), version_of(pages, second)) == (old, new)
    assert f"演示admin撤销了版本移动，回到 {old}" in admin.sees(f"/cases/{first}")


def test_one_case_that_cannot_be_moved_keeps_no_other_from_it(pages: Pages, admin: Visitor) -> None:
    first, second = pages.case("party"), pages.case("prov_review", unit="xazx")
    old, new = version_of(pages, first), published(pages, party={"mode": "all", "on_refusal": "end"})
    done = admin.posts(f"/admin/definitions/{old}/moving", case=[first, second], to=new, reason=REASON)  # type: ignore[arg-type]
    told = words(done)
    assert "“党委审定”正在办理，新版改了它的办理规则" in told
    assert (version_of(pages, first), version_of(pages, second)) == (old, new)


def test_the_api_plans_moves_and_goes_back(pages: Pages, admin: Visitor) -> None:
    case = pages.case("party")
    old, new = version_of(pages, case), published(pages, national={"due": "40 working days"})
    (plan,) = admin.asks(f"/definitions/{old}/moves/preview", to=new).json()
    assert (plan["case"], plan["how"], plan["because"]) == (case, "same", [])
    (result,) = admin.asks("/moves", to=new, cases=[case], reason=REASON).json()
    assert result["done"]
    assert version_of(pages, case) == new
    assert admin.asks(f"/cases/{case}/move/undoing").json() == {"case": case}
    assert version_of(pages, case) == old
    assert admin.asks(f"/cases/{case}/move/undoing").status_code == 409
    unknown = admin.asks(f"/definitions/{old}/moves/preview", to=new, mapping={"nothing": "party"})
    assert unknown.status_code == 422
    assert unknown.json()["sentence"] == "对应关系有 1 处不对：旧版没有 nothing"
    assert admin.asks(f"/definitions/{old}/moves/preview", to="award_national51@0").status_code == 404


def test_only_administrators_move_cases_on_any_door(pages: Pages) -> None:
    case = pages.case("party")
    old, new = version_of(pages, case), published(pages, national={"due": "40 working days"})
    officer = pages.as_("prov.officer")
    assert officer.client.get(f"/admin/definitions/{old}/moving?to={new}").status_code == 403
    assert (
        officer.posts(f"/admin/definitions/{old}/moving", case=case, to=new, reason=REASON).status_code == 403
    )
    assert officer.posts(f"/admin/definitions/{new}/moving-back", case=case).status_code == 403
    assert officer.asks("/moves", to=new, cases=[case], reason=REASON).status_code == 403
    assert officer.asks(f"/cases/{case}/move/undoing").status_code == 403
    assert version_of(pages, case) == old


def test_what_is_doubtful_in_a_version_is_shown_to_administrators(pages: Pages, admin: Visitor) -> None:
    version = published(pages, city_review={"skip_if": None})
    assert "直属基层工会没有市级" in admin.sees(f"/admin/definitions/{version}")
