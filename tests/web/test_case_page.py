from datetime import timedelta

from models.publicity import letter
from tests.factories import MONDAY
from tests.web.visitors import PDF, Pages, words


def test_a_decision_brings_the_case_into_the_next_persons_inbox(pages: Pages) -> None:
    case = pages.case("prov_review")
    officer, head = pages.as_("prov.officer"), pages.as_("prov.head")
    assert "没有待办" in head.sees("/inbox")
    page = officer.sees(officer_case := f"/cases/{case}")
    assert "按下后： 还需 演示prov.head 办理" in page
    share = pages.share(case, "prov.officer")
    done = officer.posts(f"/assignments/{share}/decision", decision="approve", comment="材料齐全。")
    assert done.headers["location"] == f"{officer_case}?done=1"
    assert "已办理。" in officer.sees(done.headers["location"])
    assert "演示张三" in head.sees("/inbox")
    page = head.sees(f"/cases/{case}")
    assert "演示prov.officer · 省级初审：同意 材料齐全。" in page
    assert "演示prov.officer在“省级初审”办理：同意" in page


def test_a_refused_decision_keeps_what_was_typed_in_its_place(pages: Pages) -> None:
    case = pages.case("party")
    share = pages.share(case, "xjtu.party")
    party = pages.as_("xjtu.party")
    party.sees(f"/cases/{case}")
    answer = party.posts(f"/assignments/{share}/decision", decision="approve", comment="党委研究同意。")
    assert answer.status_code == 422
    assert "党委研究同意。" in answer.text
    assert "党委意见（盖章件）" in words(answer)
    sent = {"f.party_opinion": ("意见.pdf", PDF)}
    answer = party.sends(f"/assignments/{share}/decision", sent, decision="reject", comment="")
    assert "请写明理由" in words(answer)
    assert "意见.pdf" in words(answer), "the file survives the refusal"
    answer = party.posts(f"/assignments/{share}/decision", decision="approve", comment="同意。")
    assert answer.status_code == 303
    with pages.story(case) as story:
        assert story.state.answers["party_opinion"]["name"] == "意见.pdf"  # type: ignore[index]


def test_sending_back_tells_the_writer_what_to_mend(pages: Pages) -> None:
    case = pages.case("prov_review")
    share = pages.share(case, "prov.officer")
    pages.as_("prov.officer").posts(
        f"/assignments/{share}/return", to="nominate", comment="事迹材料缺盖章页。"
    )
    pages.dispatch(case)
    chair = pages.as_("xjtu.chair")
    assert "第 2 次" in chair.sees("/inbox")
    page = chair.sees(f"/cases/{case}")
    assert "退回补正" in page
    assert "事迹材料缺盖章页。" in page


def test_what_was_done_is_told_once_and_in_words(pages: Pages) -> None:
    case = pages.case("party")
    share = pages.share(case, "xjtu.party")
    party = pages.as_("xjtu.party")
    party.posts(f"/assignments/{share}/return", to="nominate", comment="会议纪要缺少签到表。")
    history = party.sees(f"/cases/{case}").split("办理记录")[-1]
    assert history.count("会议纪要缺少签到表。") == 1
    assert "演示xjtu.party在“党委审定”退回到“民主推荐”" in history
    chair = pages.as_("xjtu.chair")
    assert "已提交" in chair.sees("/inbox?tab=done")
    assert "submit" not in chair.sees("/inbox?tab=done")


def test_a_case_that_failed_says_so_and_why_before_all_else(pages: Pages) -> None:
    case = pages.case("party")
    share = pages.share(case, "xjtu.party")
    party = pages.as_("xjtu.party")
    party.posts(f"/assignments/{share}/decision", decision="reject", comment="事迹不突出。")
    chair = pages.as_("xjtu.chair")
    page = chair.sees(f"/cases/{case}")
    assert page.index("事项未通过 ： 事迹不突出。") < page.index("民主推荐"), "above the way it went"
    assert "None" not in chair.sees("/inbox?tab=started")


def test_a_page_that_waits_for_the_office_looks_again_by_itself(pages: Pages) -> None:
    case = pages.case("prov_review")
    for login in ("prov.officer", "prov.head"):
        share = pages.share(case, login)
        pages.as_(login).posts(f"/assignments/{share}/decision", decision="approve")
    head, asking = pages.as_("prov.head"), {"HX-Request": "true"}
    assert "正在转入：省级票决" in head.sees(f"/cases/{case}")
    assert f'hx-get="/cases/{case}"' in head.seen.text
    assert "hx-refresh" not in head.client.get(f"/cases/{case}", headers=asking).headers
    pages.dispatch(case)
    assert head.client.get(f"/cases/{case}", headers=asking).headers["hx-refresh"] == "true"


def test_who_counts_is_not_taken_for_a_voter(pages: Pages) -> None:
    officer = pages.as_("prov.officer")
    page = officer.sees(f"/cases/{pages.case('prov_ballot', unit='xazx')}")
    assert page.count("负责计票") == 1
    assert "演示prov.officer 省教科文卫体工会业务部经办人 省级票决 负责计票" in page
    assert "演示member1、演示member2、演示member3等 4 人" in officer.sees("/cases")


def test_a_secret_ballot_shows_who_has_voted_and_nothing_of_how(pages: Pages) -> None:
    case = pages.case("prov_ballot", unit="xazx")
    for member, choice in (("member1", "approve"), ("member2", "reject")):
        share = pages.share(case, member)
        assert pages.as_(member).posts(f"/assignments/{share}/vote", choice=choice).status_code == 303
    page = pages.as_("prov.officer").sees(f"/cases/{case}")
    assert "投票中，计票前不显示结果" in page
    assert "应到 3 人，已投 2 票" in page
    told = pages.as_("prov.officer").client.get(f"/api/v1/cases/{case}").json()
    assert {one["decision"] for one in told["assignments"] if one["body"] == "prov_committee"} == {
        "voted",
        None,
    }
    share = pages.share(case, "prov.officer")
    assert pages.as_("prov.officer").posts(f"/assignments/{share}/count").status_code == 303
    page = pages.as_("prov.officer").sees(f"/cases/{case}")
    assert "应到 3，实到 2，同意 1，不同意 1，弃权 0" in page


def test_an_opinion_needs_its_paper_and_silence_is_no_consent(pages: Pages) -> None:
    case = pages.case("consult")
    share = pages.share(case, "chair")
    chair = pages.as_("xjtu.chair")
    page = chair.sees(f"/cases/{case}")
    assert "未答复" in page
    assert "登记“同意”后： 还需其余 2 个部门书面同意" in page, "whichever of them answers first"
    said = {"agency": "police", "answer": "agree"}
    answer = chair.posts(f"/assignments/{share}/opinion", **said)
    assert answer.status_code == 422
    assert "口头答复不算数" in words(answer)
    answer = chair.sends(f"/assignments/{share}/opinion", {"document": ("函.pdf", PDF)}, **said)
    assert answer.status_code == 303
    assert "公安机关（无犯罪记录）答复：同意" in chair.sees(f"/cases/{case}")
    with pages.story(case) as story:
        assert story.state.open_step("consult"), "the others are still silent"


def test_an_objection_is_read_by_its_investigators_alone(pages: Pages) -> None:
    case = pages.case("unit_publicity")
    with pages.story(case) as story:
        window = story.state.windows[0].id
    neighbour = pages.stranger()
    said = {"name": "演示举报人", "contact": "029-0000", "text": "所报论文第一作者并非本人，可查期刊。"}
    answer = neighbour.objects(window, **said)
    assert answer.status_code == 201
    assert "异议已收到" in words(answer)
    assert "第一作者" in pages.as_("xjtu.party").sees(f"/cases/{case}")
    for login in ("xjtu.chair", "admin"):
        page = pages.as_(login).sees(f"/cases/{case}")
        assert "收到异议一件" in page
        assert "第一作者" not in page
        assert "演示举报人" not in page
    with pages.story(case) as story:
        sealed = letter(story.session, story.state.objections[0].id)
    assert sealed
    assert "第一作者" not in sealed
    share = pages.share(case, "xjtu.party")
    finding = {"finding": "dismissed", "reason": "经查期刊，本人为第一作者。"}
    assert pages.as_("xjtu.party").posts(f"/assignments/{share}/finding", **finding).status_code == 303
    assert "公示恢复" in pages.as_("xjtu.party").sees(f"/cases/{case}")


def test_taking_back_needs_a_reason_and_stops_once_it_was_reported(pages: Pages) -> None:
    chair = pages.as_("xjtu.chair")
    early, late = pages.case("party"), pages.case("prov_review")
    assert chair.posts(f"/cases/{early}/withdrawal", reason="人选变更").status_code == 303
    assert "已撤回" in chair.sees(f"/cases/{early}")
    answer = chair.posts(f"/cases/{late}/withdrawal", reason="人选变更")
    assert answer.status_code == 409
    assert "事项已经上报，不能再撤回。" in words(answer)


def test_what_is_late_is_marked(pages: Pages) -> None:
    pages.case("party")
    pages.at(MONDAY + timedelta(days=10))
    page = pages.as_("xjtu.party").sees("/inbox")
    assert "其中 1 件已超时" in page
    assert "已等 8 个工作日" in page
