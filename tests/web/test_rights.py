import pytest

from actions import advance
from models import attachments
from models.attachments import Attachment
from tests.factories import MONDAY
from tests.web.visitors import PDF, Pages


def test_another_units_case_is_neither_listed_nor_shown_nor_told_apart_from_none(pages: Pages) -> None:
    case = pages.case("prov_review")
    other = pages.as_("xazx.chair")
    assert "演示张三" not in other.sees("/cases")
    assert other.client.get("/api/v1/cases").json() == []
    assert other.client.get(f"/cases/{case}").status_code == 404
    assert (
        other.client.get(f"/api/v1/cases/{case}").json()["sentence"]
        == "没有找到这个页面，或您没有查看它的权限。"
    )


def test_the_unit_the_reviewers_it_came_to_and_administrators_see_a_case(pages: Pages) -> None:
    case = pages.case("prov_review")
    for login in ("xjtu.chair", "xjtu.party", "prov.officer", "prov.head", "admin"):
        assert "演示张三" in pages.as_(login).sees(f"/cases/{case}")
        assert "演示张三" in pages.as_(login).sees("/cases")


def test_a_case_is_seen_upwards_only_once_it_has_come_there(pages: Pages) -> None:
    case = pages.case("party")
    for login in ("prov.officer", "fed.officer", "xian.review"):
        assert pages.as_(login).client.get(f"/cases/{case}").status_code == 404


def test_a_committee_member_of_another_unit_does_not_open_the_case_to_that_unit(pages: Pages) -> None:
    case = pages.case("prov_ballot", unit="xazx")
    assert "演示张三" in pages.as_("member3").sees(f"/cases/{case}")  # a member from xjtu
    assert pages.as_("xjtu.chair").client.get(f"/cases/{case}").status_code == 404


def test_a_committee_member_from_a_city_does_not_open_the_case_to_that_citys_office(pages: Pages) -> None:
    case = pages.case("prov_ballot")  # of a directly affiliated union: no city has any part in it
    assert "演示张三" in pages.as_("member2").sees(f"/cases/{case}")  # a member from xian
    assert pages.as_("xian.review").client.get(f"/cases/{case}").status_code == 404


def test_a_city_sees_what_has_come_to_it_from_its_own_unions(pages: Pages) -> None:
    city = pages.as_("xian.review")
    assert city.client.get(f"/cases/{pages.case('consult', unit='xazx')}").status_code == 404
    assert "演示张三" in city.sees(f"/cases/{pages.case('city_review', unit='xazx')}")


def test_the_table_of_the_whole_round_is_not_every_units_to_read(pages: Pages) -> None:
    case = pages.case("archive")
    with pages.story(case) as story:
        step = next(one for one in story.state.steps if one.key == "archive")
        digest = pages.office.files.put(PDF)
        table = Attachment(digest=digest, name="汇总表.pdf", kind="pdf", size=len(PDF), stored_at=MONDAY)
        attachments.keep(story.session, table)
        advance.finish_machine(story.session, case, step.id, {"name": "汇总表", "pdf": digest}, now=MONDAY)
    for login in ("prov.officer", "fed.officer", "admin"):
        reader = pages.as_(login)
        assert "汇总表.pdf" in reader.sees(f"/cases/{case}")
        assert reader.client.get(f"/attachments/{digest}").status_code == 200
    chair = pages.as_("xjtu.chair")
    assert "汇总表.pdf" not in chair.sees(f"/cases/{case}")
    assert chair.client.get(f"/attachments/{digest}").status_code == 404


def test_counts_agree_with_rows(pages: Pages) -> None:
    for _ in range(2):
        pages.case("party")
    party = pages.as_("xjtu.party")
    assert "2 件等您办理" in party.sees("/inbox")
    assert len(party.client.get("/api/v1/inbox").json()) == 2
    assert "您可以查看的事项共 2 件" in party.sees("/cases")


def test_a_long_inbox_shows_the_most_urgent_and_says_how_many_there_are(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        pages.case("party")
    monkeypatch.setattr("models.reads.inbox.MOST_ROWS", 1)
    assert "这里列出 1 件，共 2 件。" in pages.as_("xjtu.party").sees("/inbox")


def test_a_file_opens_for_those_who_may_see_its_case(pages: Pages) -> None:
    case = pages.case("nominate")
    share = pages.share(case, "chair")
    chair = pages.as_("xjtu.chair")
    chair.sends(f"/assignments/{share}/draft", {"f.id_card": ("证件.pdf", PDF)})
    page = chair.client.get(f"/assignments/{share}/form").text
    address = page.split('href="/attachments/')[1].split('"')[0]
    opened = chair.client.get(f"/attachments/{address}")
    assert opened.content == PDF
    assert pages.as_("xazx.chair").client.get(f"/attachments/{address}").status_code == 404
    assert pages.stranger().client.get(f"/attachments/{address}").status_code == 303


def test_administration_is_for_administrators(pages: Pages) -> None:
    for path in (
        "/admin",
        "/admin/people",
        "/admin/units",
        "/admin/definitions",
        "/admin/clock",
        "/prefect/",
    ):
        assert (path, pages.as_("prov.head").client.get(path).status_code) == (path, 403)


def test_places_are_seen_by_those_they_concern(pages: Pages) -> None:
    everything = pages.as_("prov.officer").sees("/rounds")
    assert "西安交通大学工会" in everything
    assert "西安中学工会" in everything
    own = pages.as_("xazx.chair").sees("/rounds")
    assert "西安中学工会" in own
    assert "共 2 个，已用 0 个，还剩 2 个" in own
    below = pages.as_("xian.review").sees("/rounds")
    assert "西安中学工会" in below
    assert "西安交通大学工会 " not in below.split("名额 名额可以空缺")[-1]


def test_only_officers_hand_out_places(pages: Pages) -> None:
    chair = pages.as_("xjtu.chair")
    assert chair.client.get("/rounds/new").status_code == 403
    said = {"process": "award_national51", "year": 2023, "quota": {"xjtu": 99}}
    assert chair.asks("/rounds", **said).status_code == 403


def test_nobody_names_a_file_that_somebody_else_handed_in(pages: Pages) -> None:
    """The digest of a file is no key to it: whoever learns it gets the file into no form of his or her own."""
    chair, other = pages.as_("xjtu.chair"), pages.as_("xazx.chair")
    theirs = pages.share(pages.case("nominate"), "chair")
    secret = PDF + b"of xjtu"
    chair.sends(f"/assignments/{theirs}/draft", {"f.id_card": ("证件.pdf", secret)})
    digest = pages.office.files.put(secret)
    case = pages.case("nominate", unit="xazx")
    with pages.story(case) as story:
        story.unit = "xazx"
        share, form = story.share("chair"), dict(story.form)
    form["id_card"] = {"digest": digest, "name": "我的证件.pdf"}
    answer = other.asks(f"/assignments/{share}/submission", answers=form)
    assert (answer.status_code, answer.json()["refused"]) == (422, "NoSuchFile")
    assert other.client.get(f"/attachments/{digest}").status_code == 404
    page = {"headers": {"X-CSRF-Token": other.token}}
    sent = other.client.post("/api/v1/attachments", files={"file": ("同一份.pdf", secret)}, **page)
    assert sent.status_code == 201
    assert other.asks(f"/assignments/{share}/submission", answers=form).status_code == 200, (
        "who has it may name it"
    )
