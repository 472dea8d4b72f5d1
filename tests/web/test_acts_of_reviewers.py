"""The buttons beside the decision, in the browser and in the API: the same verbs, the same sentences."""

from datetime import timedelta

import pytest

from actions import assignments
from actions.organisation import import_person, person_id
from tests.factories import MONDAY
from tests.web.visitors import Pages, Visitor, words
from web.refusals import ChoiceMissing

OFFICER, HEAD = "prov.officer", "prov.head"


def standing(pages: Pages) -> tuple[str, str]:
    """A case before the officer of the province, with a colleague in the house."""
    with pages.office.database.transaction() as session:
        for login in ("prov.sun", "prov.wu"):
            import_person(
                session, login=login, name=f"演示{login}", unit="prov", posts=[], now=MONDAY, demo=True
            )
    case = pages.case("prov_review")
    return case, pages.share(case, OFFICER)


def does(visitor: Visitor, share: str, address: str, **form: str) -> str:
    """Press a button on the case page that is before the visitor."""
    answer = visitor.posts(f"/assignments/{share}/{address}", **form)
    assert answer.status_code == 303, words(answer)
    return visitor.sees(answer.headers["location"])


def test_the_page_offers_what_the_definition_grants_and_says_what_it_does(pages: Pages) -> None:
    case, _ = standing(pages)
    page = pages.as_(OFFICER).sees(f"/cases/{case}")
    for said in (
        "转办",
        "委派",
        "加签",
        "询问申请人",
        "转给所选的人办理，您不再办理",
        "由申请人答复",
    ):
        assert said in page
    assert "演示prov.sun" in page


def test_transfer_delegate_and_add_signer_by_their_buttons(pages: Pages) -> None:
    case, share = standing(pages)
    officer = pages.as_(OFFICER)
    officer.sees(f"/cases/{case}")
    page = does(officer, share, "delegation", colleague=person_id("prov.sun"), note="请看看业绩部分")
    assert "演示prov.officer就“省级初审”委派演示prov.sun提出意见" in page
    page = does(officer, share, "take-back")
    page = does(officer, share, "signers", colleague=person_id("prov.wu"), place="after")
    assert "演示prov.officer加签：演示prov.wu（在本人之后）" in page
    assert "减签：演示prov.wu" in page
    page = does(officer, share, "transfer", colleague=person_id("prov.sun"))
    assert "演示prov.officer把“省级初审”转办给演示prov.sun" in page
    with pages.story(case) as story:
        assert [one.name for one in story.state.assignments if one.status == "open"] == ["演示prov.sun"]


def test_the_applicant_answers_on_the_case_page(pages: Pages) -> None:
    case, share = standing(pages)
    officer, chair = pages.as_(OFFICER), pages.as_("xjtu.chair")
    officer.sees(f"/cases/{case}")
    does(officer, share, "question", text="2021 年的论文是第几作者？")
    assert "2021 年的论文是第几作者？" in chair.sees(f"/cases/{case}")
    page = does(chair, pages.share(case, "xjtu.chair"), "answer", text="第一作者")
    assert "第一作者" in page
    assert "演示prov.officer询问" in page


def test_a_decision_is_taken_back_from_the_page(pages: Pages) -> None:
    case, share = standing(pages)
    officer = pages.as_(OFFICER)
    officer.sees(f"/cases/{case}")
    page = does(officer, share, "decision", decision="approve", comment="同意上报")
    assert "撤回“省级初审”的办理" in page
    page = does(officer, share, "take-back")
    assert "演示prov.officer撤回了在“省级初审”的办理" in page


def test_urging_copying_reading_holding_and_ending_from_the_page(pages: Pages) -> None:
    case, _ = standing(pages)
    chair, head, admin = pages.as_("xjtu.chair"), pages.as_(HEAD), pages.as_("admin")
    chair.sees(f"/cases/{case}")
    assert chair.posts(f"/cases/{case}/urging").status_code == 303
    assert "演示xjtu.chair催办：演示prov.officer" in chair.sees(f"/cases/{case}")
    again = chair.posts(f"/cases/{case}/urging")
    assert again.status_code == 429
    assert "已经催办过" in words(again)
    assert chair.posts(f"/cases/{case}/copies", colleague=person_id(HEAD), note="请知悉").status_code == 303
    assert "演示xjtu.chair把本件抄送给您。" in head.sees(f"/cases/{case}")
    assert "请知悉" in head.sees(f"/cases/{case}")
    with pages.story(case) as story:
        copy = story.state.copies[0].id
    assert "抄送 1" in head.sees("/inbox?tab=copied")
    assert head.posts(f"/cases/{case}/copies/{copy}/reading").status_code == 303
    assert "演示prov.head已阅" in head.sees(f"/cases/{case}")
    admin.sees(f"/cases/{case}")
    assert admin.posts(f"/cases/{case}/hold", reason="等上级答复").status_code == 303
    assert "等上级答复" in admin.sees(f"/cases/{case}")
    assert "请写明理由" in words(admin.posts(f"/cases/{case}/termination", reason=""))
    assert admin.posts(f"/cases/{case}/termination", reason="查实不符").status_code == 303
    assert "已终止" in admin.sees(f"/cases/{case}")


def test_after_a_correction_the_page_shows_field_by_field_what_changed(pages: Pages) -> None:
    case = pages.case("party")
    with pages.story(case) as story:
        story.unit = "xjtu"
        assignments.send_back(
            story.session, story.share("party"), "nominate", "请改职务", actor=story.who("party"), now=story.now
        )  # fmt: skip
        story.advance()
        story.form = {**story.form, "duty": "副院长"}
        story.submitted()
    page = pages.as_("xjtu.party").sees(f"/cases/{case}")
    assert "与上次提交相比" in page
    assert "教师 副院长" in page


@pytest.mark.parametrize(
    ("address", "said", "sentence"),
    [
        ("transfer", {"to": person_id("fed.officer")}, "只能转办给本单位的同事"),
        ("delegation", {"to": person_id("prov.head")}, "在本环节已经有待办"),
        (
            "signers",
            {"to": person_id("xjtu.party"), "place": "before"},
            "按回避规定不得办理本事项（来自推荐单位）",
        ),
        ("claim", {}, "“省级初审”不需要认领"),
        ("question", {"text": ""}, "请写明理由：询问必须说明原因"),
        ("take-back", {}, "您在这件待办上没有可以撤回的办理"),
        ("removal", {}, "不是加签来的，不能减签"),
        ("give-back", {}, "没有可以退还的"),
    ],
)
def test_the_api_refuses_with_the_sentences_of_the_engine(
    pages: Pages, address: str, said: dict[str, str], sentence: str
) -> None:
    _, share = standing(pages)
    answer = pages.as_(OFFICER).asks(f"/assignments/{share}/{address}", **said)
    assert answer.status_code in (403, 409, 422)
    assert sentence in answer.json()["sentence"]


def test_the_api_does_each_act_and_tells_what_can_be_done_afterwards(pages: Pages) -> None:
    case, share = standing(pages)
    officer, admin = pages.as_(OFFICER), pages.as_("admin")
    to = person_id("prov.sun")
    assert officer.asks(f"/assignments/{share}/delegation", to=to, note="请看").json() == {"case": case}
    found = officer.client.get(f"/api/v1/cases/{case}/afterwards").json()
    assert [one["act"] for one in found] == ["take_back", "urge"]
    assert officer.asks(f"/assignments/{share}/take-back").status_code == 200
    assert officer.asks(f"/cases/{case}/copies", people=[to]).status_code == 200
    shown = officer.client.get(f"/api/v1/cases/{case}").json()
    assert [one["person"] for one in shown["copies"]] == [to]
    assert "delegate" in [one["via"] for one in shown["assignments"]]
    assert admin.asks(f"/cases/{case}/hold", reason="等").status_code == 200
    assert admin.asks(f"/cases/{case}/resumption").status_code == 200
    assert admin.asks(f"/cases/{case}/termination", reason="不办了").status_code == 200
    people = officer.client.get("/api/v1/colleagues", params={"q": "prov.sun"}).json()
    assert [one["name"] for one in people] == ["演示prov.sun"]


def test_a_nudge_at_night_is_refused_by_both_doors(pages: Pages) -> None:
    case, _ = standing(pages)
    chair = pages.as_("xjtu.chair")
    chair.sees(f"/cases/{case}")
    pages.at(MONDAY + timedelta(hours=14))
    sentence = "请在工作日 08:30 至 18:00 之间催办"
    assert sentence in words(chair.posts(f"/cases/{case}/urging"))
    assert sentence in chair.asks(f"/cases/{case}/urging").json()["sentence"]


def test_an_added_signer_without_a_place_is_asked_for_the_place(pages: Pages) -> None:
    case, share = standing(pages)
    officer = pages.as_(OFFICER)
    answer = officer.posts(f"/assignments/{share}/signers", colleague=person_id("prov.wu"), place="somewhere")
    assert answer.status_code == 422
    assert ChoiceMissing.template() in words(answer)
    with pages.story(case) as story:
        assert "演示prov.wu" not in [one.name for one in story.state.assignments]
