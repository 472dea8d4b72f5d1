"""Meetings on pages: called, attended, voted in, counted; and who sees what."""

import re

import pytest

from actions import advance, cases, organisation
from actions.processes import publish
from tests.actions.test_meetings import a_process_with_a_meeting
from tests.factories import MONDAY, person
from tests.panel import shares
from tests.web.visitors import Pages, Visitor

_LOGINS = ("member1", "member2", "member3")


@pytest.fixture
def waiting(pages: Pages) -> str:
    """A case that waits for a meeting of a panel of three; its id."""
    process = a_process_with_a_meeting()
    with pages.office.database.transaction() as session:
        organisation.import_organ(session, key="panel", title="评审组", unit="prov", logins=list(_LOGINS))
        publish(session, process, "", actor_id=None, now=MONDAY)
        actor = person(session, "xazx.chair")
        case_id = cases.open_case(session, process.key, actor=actor, now=MONDAY)
        share = shares(session, case_id)[0][0]
        cases.submit(session, share, {"name": "演示工作室"}, actor=actor, now=MONDAY, seal=pages.office.seal)
        advance.advance(session, case_id, now=MONDAY)
    return case_id


def ids(pages: Pages) -> dict[str, str]:
    """The people of the story by login."""
    with pages.office.database.transaction() as session:
        return {one: person(session, one).id for one in (*_LOGINS, "prov.officer", "prov.head")}


def called(pages: Pages, case: str, **more: str) -> str:
    """The officer calls the panel for the case; the meeting's address."""
    known = ids(pages)
    officer = pages.as_("prov.officer")
    assert "演示工作室" in officer.sees("/meetings/new?organ=panel")
    form = {
        "organ": "panel", "title": "评审组会议", "meets_at": "2022-02-22T09:00", "place": "三楼",
        "chair": known["member1"], "clerk": known["prov.officer"], "case": case, **more,
    }  # fmt: skip
    answer = officer.client.post(
        "/meetings/new",
        data={"csrf": officer.token, **form, "member": [known[one] for one in _LOGINS]},
    )
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def begun(pages: Pages, meeting: str, *present: str) -> Visitor:
    """The chair takes attendance and opens the meeting."""
    known, chair = ids(pages), pages.as_("member1")
    here = {f"m.{known[one]}": "present" for one in present}
    chair.sees(meeting)
    assert chair.posts(f"{meeting}/attendance", **here).status_code == 303
    assert chair.posts(f"{meeting}/opening").status_code == 303
    return chair


def test_a_meeting_from_its_call_to_the_result_on_the_case(pages: Pages, waiting: str) -> None:
    meeting = called(pages, waiting)
    assert "评审组会议" in pages.as_("member2").sees("/meetings")
    chair = begun(pages, meeting, *_LOGINS)
    assert chair.posts(f"{meeting}/papers", item="1").headers["location"] == f"{meeting}#item-1"
    for login in _LOGINS:
        member = pages.as_(login)
        assert "请您投票" in member.sees(meeting)
        assert member.posts(f"{meeting}/vote", item="1", choice="agree").status_code == 303
        assert "您已投票" in member.sees(meeting)
    assert chair.posts(f"{meeting}/result", item="1").status_code == 303
    seen = chair.sees(meeting)
    assert "应到 3，实到 3" in seen
    assert "同意 3，反对 0，弃权 0" in seen
    assert chair.posts(f"{meeting}/end").status_code == 303
    case = pages.as_("prov.officer").sees(f"/cases/{waiting}")
    assert "HY-2022-0001 号会议表决，实到 3，发票 3 张，收回 3 张" in case


def test_the_case_page_sends_its_voters_to_the_meeting(pages: Pages, waiting: str) -> None:
    assert "还没有召集会议" in pages.as_("member2").sees(f"/cases/{waiting}")
    meeting = called(pages, waiting)
    member = pages.as_("member2")
    assert "这里不能投票" in member.sees(f"/cases/{waiting}")
    assert f'href="{meeting}"' in member.seen.text


def test_a_refusal_is_said_on_the_page_and_nothing_is_done(pages: Pages, waiting: str) -> None:
    meeting = called(pages, waiting)
    chair = begun(pages, meeting, "member1")
    answer = chair.posts(f"{meeting}/papers", item="1")
    assert answer.status_code == 409
    assert "至少应有 2 人（超过全体人数的 1/2）；未到：演示member2（未签到）" in re.sub(
        "<[^>]+>", "", answer.text
    )
    member = pages.as_("member2")
    member.sees(meeting)
    assert member.posts(f"{meeting}/opening").status_code == 403
    assert member.posts(f"{meeting}/dance").status_code == 404


@pytest.mark.usefixtures("waiting")
def test_two_tellers_enter_the_count_of_an_election_and_a_run_off_follows(pages: Pages) -> None:
    known = ids(pages)
    meeting = called(
        pages, "", teller=[known["member2"], known["member3"]],  # type: ignore[arg-type]
        **{
            "election.title": "选举副组长", "election.seats": "1", "election.run_offs": "1",
            "election.candidates": "候选甲\n候选乙\n候选丙", "election.rules": "vote_union_election",
            "election.how": "paper",
        },
    )  # fmt: skip
    chair = begun(pages, meeting, *_LOGINS)
    chair.posts(f"{meeting}/papers", item="1")
    for votes in ({"votes.候选甲": "1", "votes.候选乙": "1", "votes.候选丙": "1"}, {"votes.候选乙": "2"}):
        for login in ("member2", "member3"):
            teller = pages.as_(login)
            assert "请登记清点的票数" in teller.sees(meeting)
            assert teller.posts(f"{meeting}/count", item="1", returned="3", **votes).status_code == 303
        if "votes.候选甲" in votes:
            assert "再次投票" in chair.sees(meeting)
            assert chair.posts(f"{meeting}/run-off", item="1").status_code == 303
    assert "当选：候选乙" in chair.sees(meeting)


@pytest.mark.usefixtures("waiting")
def test_an_agenda_with_faults_comes_back_with_all_of_them_and_what_was_typed(pages: Pages) -> None:
    known, officer = ids(pages), pages.as_("prov.officer")
    officer.sees("/meetings/new?organ=panel")
    answer = officer.posts(
        "/meetings/new", organ="panel", title="选举会", meets_at="2022-02-22T09:00",
        chair=known["member1"], clerk=known["prov.officer"], member=known["member1"],
        **{"election.title": "选举组长", "election.seats": "2", "election.candidates": "甲",
           "election.rules": "vote_union_election", "election.how": "paper"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "会议议程有 2 处要改" in answer.text
    assert "至少应有 3 名" in answer.text
    assert "须指定两名计票人" in answer.text
    assert 'value="选举会"' in answer.text


def test_who_does_not_belong_to_a_meeting_does_not_see_it(pages: Pages, waiting: str) -> None:
    meeting = called(pages, waiting)
    assert pages.as_("xjtu.chair").client.get(meeting).status_code == 404
    assert "评审组会议" not in pages.as_("xjtu.chair").sees("/meetings")
    assert pages.as_("xjtu.chair").client.get("/meetings/new").status_code == 403


def test_a_member_asks_to_be_excused_and_stays_out_of_an_item(pages: Pages, waiting: str) -> None:
    meeting = called(pages, waiting)
    member = pages.as_("member3")
    member.sees(meeting)
    assert member.posts(f"{meeting}/recusal", item="1", reason="与申报单位有合作").status_code == 303
    assert "回避：演示member3（与申报单位有合作）" in member.sees(meeting)
    assert member.posts(f"{meeting}/excuse", note="出差").status_code == 303
    assert "请假" in member.sees(meeting)


def test_a_count_that_is_no_number_is_refused_by_name(pages: Pages, waiting: str) -> None:
    known = ids(pages)
    tellers = [known["member2"], known["member3"]]
    meeting = called(pages, waiting, how="paper", teller=tellers)  # type: ignore[arg-type]
    chair = begun(pages, meeting, *_LOGINS)
    chair.posts(f"{meeting}/papers", item="1")
    teller = pages.as_("member2")
    teller.sees(meeting)
    answer = teller.posts(f"{meeting}/count", item="1", returned="三")
    assert answer.status_code == 422
    assert "“收回”请填写整数" in answer.text
