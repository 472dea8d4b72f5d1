from pathlib import Path

from actions import advance
from models import clock
from tests.factories import MONDAY
from tests.web.visitors import Pages, words

_SHIPPED = (Path(__file__).parents[2] / "seeds" / "processes" / "award_national51.yaml").read_text(
    encoding="utf-8"
)


def test_a_held_case_says_why_and_goes_on_at_one_press(pages: Pages) -> None:
    case = pages.case("approval_form")
    with pages.story(case) as story:
        step = next(one for one in story.state.steps if one.kind == "machine")
        advance.fail_machine(story.session, case, step.id, "缺字体", now=MONDAY)
    admin = pages.as_("admin")
    assert "缺字体" in admin.sees("/admin")
    assert "等待管理员" in pages.as_("xjtu.chair").sees(f"/cases/{case}")
    refused = pages.as_("xjtu.chair").posts(f"/admin/cases/{case}/resume")
    assert refused.status_code == 403
    assert admin.posts(f"/admin/cases/{case}/resume").status_code == 303
    assert "没有暂挂的事项。" in admin.sees("/admin")


def test_a_definition_with_defects_is_not_published_and_every_line_is_named(pages: Pages) -> None:
    admin = pages.as_("admin")
    broken = _SHIPPED.replace("remind_at: 80", "remind_at: 80\ncolour: red").replace(
        "kind: campaign", "kind: party"
    )
    answer = admin.sends("/admin/definitions", {"file": ("新版.yaml", broken.encode())})
    assert answer.status_code == 422
    page = words(answer)
    assert "没有发布：有 2 处问题" in page
    assert "colour" in page
    line = next(n for n, text in enumerate(broken.splitlines(), 1) if text.startswith("colour"))
    assert f'<td class="num">{line}</td>' in answer.text


def test_a_sound_definition_is_published_beside_the_old_one(pages: Pages) -> None:
    admin = pages.as_("admin")
    pages.case("party")
    newer = _SHIPPED.replace("remind_at: 80", "remind_at: 70")
    answer = admin.sends("/admin/definitions", {"file": ("新版.yaml", newer.encode())})
    assert answer.status_code == 303, words(answer)
    page = admin.sees(answer.headers["location"])
    assert "已发布版本 award_national51@" in page
    assert page.count("award_national51@") == 3, "said once, listed twice"
    version = answer.headers["location"].split("published=")[1]
    assert "remind_at: 70" in admin.sees(f"/admin/definitions/{version}")


def test_what_is_no_text_is_no_definition(pages: Pages) -> None:
    answer = pages.as_("admin").sends("/admin/definitions", {"file": ("a.yaml", b"\xff\xfe\x00")})
    assert answer.status_code == 422
    assert "UTF-8" in words(answer)


def test_a_round_is_opened_with_a_table_of_places(pages: Pages) -> None:
    officer = pages.as_("prov.officer")
    officer.sees("/rounds/new")
    said = {"process": "award_national51", "year": "2023", "places.xjtu": "3"}
    answer = officer.posts("/rounds/new", **said, **{"places.xazx": "-1"})
    assert answer.status_code == 422
    assert "“西安中学工会”的名额应填写不小于 0 的整数。" in words(answer)
    assert 'name="places.xjtu" value="3"' in answer.text
    assert officer.posts("/rounds/new", **said).status_code == 303
    assert "共 3 个，已用 0 个，还剩 3 个" in officer.sees("/rounds")
    again = officer.posts("/rounds/new", **said)
    assert again.status_code == 409
    assert "不能重复下达" in words(again)


def test_the_clock_moves_forward_only(pages: Pages) -> None:
    with pages.office.database.transaction() as session:
        clock.set_shift(session, MONDAY - MONDAY)
    admin = pages.as_("admin")
    assert "到下一个工作日 2022-02-22 09:00" in admin.sees("/admin/clock")
    back = admin.posts("/admin/clock", to="2022-02-20T09:00")
    assert back.status_code == 422
    assert "只能向后拨" in words(back)
    assert admin.posts("/admin/clock", to="tomorrow").status_code == 422
    assert "过 5 个工作日的公示期，到 2022-03-01 09:00" in admin.sees("/admin/clock")
    assert admin.posts("/admin/clock", by="working_day").status_code == 303
    with pages.office.database.transaction() as session:
        moved = clock.shift(session)
    assert moved is not None
    assert moved.days == 1


def test_the_people_and_units_are_listed(pages: Pages) -> None:
    admin = pages.as_("admin")
    assert "演示xjtu.chair 演示 xjtu.chair 西安交通大学工会 工会主席" in admin.sees("/admin/people?q=xjtu")
    assert "西安中学工会 基层工会 西安市教育工会 教育" in admin.sees("/admin/units")
