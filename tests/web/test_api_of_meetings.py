"""A meeting through the API alone: called, attended, voted in, counted; the page shows the same meeting."""

import pytest

from models import cases
from tests.web.test_meetings import ids, waiting
from tests.web.visitors import Pages, Visitor

__all__ = ["waiting"]
LOGINS = ("member1", "member2", "member3")


def called(pages: Pages, case: str, **more: object) -> str:
    """The officer reads what a meeting can be called with, and calls it; the meeting's id."""
    known, officer = ids(pages), pages.as_("prov.officer")
    organ = officer.reads("/meetings/organs/panel")
    assert [one["name"] for one in organ["members"]] == [f"演示{one}" for one in LOGINS]
    assert [one["key"] for one in organ["waiting"]] == [case]
    said = {
        "organ": "panel", "meets_at": "2022-02-22T09:00:00+08:00", "place": "三楼", "cases": [case],
        "chair": known["member1"], "clerk": known["prov.officer"],
    }  # fmt: skip
    answer = officer.asks("/meetings", **said | more)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def begun(pages: Pages, meeting: str, *present: str) -> Visitor:
    """The chair takes attendance and opens the meeting."""
    known, chair = ids(pages), pages.as_("member1")
    chair.does(f"/meetings/{meeting}/attendance", people={known[one]: "present" for one in present})
    chair.does(f"/meetings/{meeting}/opening")
    return chair


def test_a_meeting_decides_on_a_case(pages: Pages, waiting: str) -> None:
    meeting = called(pages, waiting)
    item = f"/meetings/{meeting}/items/1"
    (line,) = pages.as_("member2").reads("/meetings")
    assert (line["id"], line["title"], line["cases"]) == (meeting, "评审组会议", 1)
    chair = begun(pages, meeting, *LOGINS)
    chair.does(f"{item}/papers")
    for login in LOGINS:
        member = pages.as_(login)
        assert member.reads(f"/meetings/{meeting}")["items"][0]["has_paper"] is True
        member.does(f"{item}/vote", choice="agree")
    (ballot,) = chair.reads(f"/meetings/{meeting}")["items"][0]["ballots"]
    assert (ballot["issued"], ballot["returned"], ballot["counted"]) == (3, 3, None)
    chair.does(f"{item}/result")
    seen = chair.reads(f"/meetings/{meeting}")["items"][0]
    assert (seen["outcome"], seen["ballots"][0]["counted"]["papers"]["agree"]) == ("passed", 3)
    chair.does(f"/meetings/{meeting}/end")
    with pages.office.database.transaction() as session:
        record = cases.load(session, waiting)
    assert record is not None
    assert [one.outcome for one in record.state.steps if one.kind == "ballot"] == ["approved"]


def test_the_minutes_are_issued_after_the_end_and_fetched_by_a_member(pages: Pages, waiting: str) -> None:
    meeting = called(pages, waiting)
    address, officer, member = (
        f"/documents/meeting/{meeting}",
        pages.as_("prov.officer"),
        pages.as_("member2"),
    )
    assert officer.asks(f"{address}/minutes").json()["refused"] == "DocumentNotForIt"
    chair = begun(pages, meeting, *LOGINS)
    chair.does(f"/meetings/{meeting}/items/1/setting-aside", reason="材料不全，下次再议")
    chair.does(f"/meetings/{meeting}/end")
    made = officer.asks(f"{address}/minutes").json()
    (told,) = member.reads(address)["documents"]
    assert told == made
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert member.client.get(f"/api/v1/attachments/{made[form]}").content.startswith(begins)
    assert pages.as_("xjtu.chair").client.get(f"/api/v1{address}").status_code == 404


def test_what_the_page_refuses_the_api_refuses_in_the_same_words(pages: Pages, waiting: str) -> None:
    meeting = called(pages, waiting)
    chair, member = begun(pages, meeting, "member1"), pages.as_("member2")
    answer = chair.asks(f"/meetings/{meeting}/items/1/papers")
    assert (answer.status_code, answer.json()["refused"]) == (409, "NotQuorate")
    assert "未到：演示member2（未签到）" in answer.json()["sentence"]
    assert member.asks(f"/meetings/{meeting}/end").json()["refused"] == "NotRunningMeeting"
    assert chair.asks(f"/meetings/{meeting}/items/9/papers").status_code == 404


@pytest.mark.usefixtures("waiting")
def test_an_agenda_with_faults_is_answered_with_all_of_them(pages: Pages) -> None:
    known, officer = ids(pages), pages.as_("prov.officer")
    rules = [one["key"] for one in officer.reads("/meetings/organs/panel")["rules"]]
    assert "vote_union_election" in rules
    question = {
        "kind": "election", "title": "选举组长", "seats": 2, "candidates": ["甲"], "how": "paper",
        "rules": "vote_union_election",
    }  # fmt: skip
    said = {"organ": "panel", "meets_at": "2022-02-22T09:00:00+08:00", "questions": [question]}
    officials = {"chair": known["member1"], "clerk": known["prov.officer"]}
    answer = officer.asks("/meetings", **said, **officials)
    assert (answer.status_code, answer.json()["refused"]) == (422, "AgendaUnfit")
    assert "会议议程有 2 处要改" in answer.json()["sentence"]
    assert officer.asks("/meetings", **said, **officials | {"chair": "nobody"}).status_code == 404
    assert officer.reads("/meetings") == []


def test_two_tellers_count_an_election_on_paper(pages: Pages, waiting: str) -> None:
    known = ids(pages)
    question = {
        "kind": "election", "title": "选举副组长", "seats": 1, "run_offs": 1, "how": "paper",
        "candidates": ["候选甲", "候选乙", "候选丙"], "rules": "vote_union_election",
    }  # fmt: skip
    tellers = [known["member2"], known["member3"]]
    meeting = called(pages, waiting, cases=[], questions=[question], tellers=tellers)
    chair, item = begun(pages, meeting, *LOGINS), f"/meetings/{meeting}/items/1"
    chair.does(f"{item}/papers")
    for login in ("member2", "member3"):
        pages.as_(login).does(f"{item}/count", returned=3, votes={"候选甲": 0, "候选乙": 2, "候选丙": 1})
    assert chair.reads(f"/meetings/{meeting}")["items"][0]["elected"] == ["候选乙"]


def test_a_member_stays_out_and_away_and_only_the_chair_reads_why(pages: Pages, waiting: str) -> None:
    meeting = called(pages, waiting)
    member = pages.as_("member3")
    member.does(f"/meetings/{meeting}/items/1/recusal", reason="与申报单位有合作")
    member.does(f"/meetings/{meeting}/excuse", note="住院")
    told = {login: pages.as_(login).reads(f"/meetings/{meeting}") for login in LOGINS}
    assert told["member2"]["items"][0]["recused"] == [{"name": "演示member3", "reason": "与申报单位有合作"}]
    notes = {login: one["members"][2]["note"] for login, one in told.items()}
    assert notes == {"member1": "住院", "member2": "", "member3": "住院"}


def test_who_does_not_belong_to_a_meeting_does_not_find_it(pages: Pages, waiting: str) -> None:
    meeting, stranger = called(pages, waiting), pages.as_("xjtu.chair")
    assert stranger.client.get(f"/api/v1/meetings/{meeting}").status_code == 404
    assert stranger.asks(f"/meetings/{meeting}/end").status_code == 404
    assert stranger.client.get("/api/v1/meetings/organs").status_code == 403
