"""案卷 through the doors: who gets it, what it says, and the case as it was on a day."""

import json
import re
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import text

from actions.dossier_file import examine
from engine.dossier import content as c
from models import journal
from models.dossiers import Opened
from tests.factories import MONDAY, NOMINEE_NUMBER
from tests.web.visitors import PDF, Pages, Visitor


def _downloaded(visitor: Visitor, path: str) -> bytes:
    answer = visitor.client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    content: bytes = answer.content
    return content


def test_pain_19_whoever_has_no_access_reads_the_whole_case_in_one_file(pages: Pages) -> None:
    case = pages.case("prov_review")
    share = pages.share(case, "prov.officer")
    officer = pages.as_("prov.officer")
    officer.posts(f"/assignments/{share}/decision", decision="approve", comment="材料齐全，建议上报。")
    assert "案卷下载" in officer.sees(f"/cases/{case}")
    dossier = _downloaded(officer, f"/cases/{case}/dossier")
    page = Opened(BytesIO(dossier))[c.PAGE].decode()
    for word in (
        "演示张三",
        "材料齐全，建议上报。",
        "省五一劳动奖章",
        "公安机关",
        "公示",
        "网页",
        "办理记录",
    ):
        assert word in page
    assert NOMINEE_NUMBER not in page
    assert re.findall(r'(?:src|href)="(?!#|attachments/)', page) == [], "nothing is asked of any network"
    [found] = examine(BytesIO(dossier), key=pages.office.seal.public_key)
    assert found.holds, found


def test_the_dossier_is_for_those_who_may_see_the_case(pages: Pages) -> None:
    case = pages.case("party")
    assert pages.as_("xazx.chair").client.get(f"/cases/{case}/dossier").status_code == 404
    assert pages.as_("xazx.chair").client.get(f"/api/v1/cases/{case}/dossier").status_code == 404
    assert pages.stranger().client.get(f"/cases/{case}/dossier").status_code == 303
    assert _downloaded(pages.as_("xjtu.party"), f"/cases/{case}/dossier") == _downloaded(
        pages.as_("xjtu.chair"), f"/api/v1/cases/{case}/dossier"
    )


def test_whole_numbers_are_handed_out_for_a_reason_that_stands_in_the_history(pages: Pages) -> None:
    case = pages.case("party")
    admin, chair = pages.as_("admin"), pages.as_("xjtu.chair")
    assert "含完整证件号码的案卷" not in chair.sees(f"/cases/{case}")
    assert chair.posts(f"/cases/{case}/dossier", reason="想看").status_code == 403
    admin.sees(f"/cases/{case}")
    nothing_said = admin.posts(f"/cases/{case}/dossier", reason="")
    assert nothing_said.status_code == 422
    assert "请写明理由" in nothing_said.text
    whole = admin.posts(f"/cases/{case}/dossier", reason="省纪委调阅")
    assert NOMINEE_NUMBER in Opened(BytesIO(whole.content))[c.PAGE].decode()
    history = admin.sees(f"/cases/{case}")
    assert "演示admin导出了含完整证件号码的案卷" in history
    assert "省纪委调阅" in history
    again = admin.asks(f"/cases/{case}/dossier", reason="复核")
    assert NOMINEE_NUMBER.encode() in again.content


def test_the_dossiers_of_a_round_come_in_one_file_that_can_be_checked_at_once(pages: Pages) -> None:
    cases = [pages.case("prov_review"), pages.case("consult", unit="xazx"), pages.case("party")]
    assert pages.as_("xjtu.chair").client.get("/rounds/award_national51-2022/dossiers").status_code == 403
    officer = pages.as_("prov.officer")
    assert "本届案卷下载" in officer.sees("/rounds")
    together = _downloaded(officer, "/rounds/award_national51-2022/dossiers")
    assert together == _downloaded(officer, "/api/v1/rounds/award_national51-2022/dossiers")
    found = examine(BytesIO(together), key=pages.office.seal.public_key)
    assert all(one.holds for one in found), found
    assert len(found) == 1 + 1, "the province has come to see one of the three"
    everything = _downloaded(pages.as_("admin"), "/rounds/award_national51-2022/dossiers")
    assert len(examine(BytesIO(everything))) == 1 + len(cases)
    assert officer.client.get("/rounds/award_national51-1999/dossiers").status_code == 404


def test_a_broken_dossier_among_others_is_named_and_the_others_are_looked_at(pages: Pages) -> None:
    pages.case("party")
    pages.case("consult", unit="xazx")
    everything = bytearray(_downloaded(pages.as_("admin"), "/rounds/award_national51-2022/dossiers"))
    everything[everything.index("材料".encode())] ^= 1
    found = examine(BytesIO(bytes(everything)))
    assert [one.holds for one in found] == [False, False, True]
    assert "index.html" in str(found[1].verdicts)


def test_anybody_can_ask_for_the_offices_key(pages: Pages) -> None:
    assert pages.office.seal.public_key in pages.stranger().sees("/dossier-key")
    assert "案卷公钥" in pages.stranger().sees("/publicity")


def test_a_case_is_shown_as_it_was_on_a_day_with_nothing_to_press(pages: Pages) -> None:
    case = pages.case("prov_review")
    officer = pages.as_("prov.officer")
    assert "同意" in officer.sees(f"/cases/{case}")
    page = officer.sees(f"/cases/{case}?as_of=2022-02-21")
    assert "这是回看：2022-02-21 23:59 时的情况" in page
    assert "单位公示" in page
    assert "推荐审批表" not in page.split("办理记录")[-1], "what came later is not told"
    posts = re.findall(r'<form[^>]*method="post"[^>]*action="([^"]*)"', officer.seen.text)
    assert [one for one in posts if "/cases/" in one or "/assignments/" in one] == []
    told = officer.client.get(f"/api/v1/cases/{case}?as_of=2022-02-21").json()
    assert told["status"] == "in_publicity"
    assert officer.client.get(f"/api/v1/cases/{case}").json()["status"] == "under_way"


def test_words_taken_back_are_still_the_words_of_that_day(pages: Pages) -> None:
    case = pages.case("prov_review")
    share = pages.share(case, "prov.officer")
    officer = pages.as_("prov.officer")
    officer.posts(f"/assignments/{share}/decision", decision="approve", comment="第一番话。")
    said_at = MONDAY + timedelta(days=60)
    with pages.story(case) as story:
        pages.at(max(said_at, story.state.steps[-1].opened_at + timedelta(days=60)))
    officer.posts(f"/assignments/{share}/take-back")
    officer.posts(f"/assignments/{share}/decision", decision="approve", comment="第二番话。")
    with pages.story(case) as story:
        [first, second] = [
            one for one in journal.lines(story.session, case)
            if one.event == "assignment.decided" and one.payload["id"] == share
        ]  # fmt: skip
    now = officer.sees(f"/cases/{case}")
    assert "第二番话。" in now
    then = officer.sees(f"/cases/{case}?as_of={first.at.isoformat().replace('+', '%2B')}")
    assert "第一番话。" in then
    assert "第二番话。" not in then
    assert first.at < second.at


@pytest.mark.parametrize(("said", "status"), [("2020-01-01", 404), ("gestern", 422), ("2022-13-40", 422)])
def test_a_day_before_the_case_or_none_at_all_is_answered_with_a_sentence(
    pages: Pages, said: str, status: int
) -> None:
    case = pages.case("party")
    chair = pages.as_("xjtu.chair")
    for address in (f"/cases/{case}?as_of={said}", f"/api/v1/cases/{case}?as_of={said}"):
        answer = chair.client.get(address)
        assert answer.status_code == status
        assert "2022" in answer.text, "it says which day would do"


def test_the_journal_says_through_which_door_an_act_came(pages: Pages) -> None:
    case = pages.case("prov_review")
    officer, head = pages.as_("prov.officer"), pages.as_("prov.head")
    officer.posts(f"/assignments/{pages.share(case, 'prov.officer')}/decision", decision="approve")
    pages.dispatch(case)
    head.asks(f"/assignments/{pages.share(case, 'prov.head')}/decision", decision="approve")
    with pages.story(case) as story:
        lines = journal.lines(story.session, case)
        assert journal.verify(story.session, case) is None
    doors = [one.door for one in lines if one.event == "assignment.decided"][-2:]
    assert doors == ["page", "api"]
    assert "接口" in head.sees(f"/cases/{case}").split("办理记录")[-1]


def test_a_door_changed_behind_our_back_breaks_the_chain(pages: Pages) -> None:
    case = pages.case("prov_review")
    officer = pages.as_("prov.officer")
    officer.posts(f"/assignments/{pages.share(case, 'prov.officer')}/decision", decision="approve")
    with pages.story(case) as story:
        story.session.execute(text("ALTER TABLE journal DISABLE TRIGGER USER"))
        story.session.execute(text("UPDATE journal SET door = 'api' WHERE door = 'page'"))
        assert journal.verify(story.session, case) is not None


def test_an_attachment_lies_in_the_dossier_under_its_name(pages: Pages) -> None:
    case = pages.case("party")
    share = pages.share(case, "xjtu.party")
    party = pages.as_("xjtu.party")
    party.sees(f"/cases/{case}")
    party.sends(
        f"/assignments/{share}/decision",
        {"f.party_opinion": ("党委意见.pdf", PDF)},
        decision="approve",
        comment="同意。",
    )
    opened = Opened(BytesIO(_downloaded(party, f"/cases/{case}/dossier")))
    [path] = [one for one in opened if one.startswith(c.ATTACHMENTS)]
    assert path.endswith("党委意见.pdf")
    assert opened[path] == PDF
    withheld = json.loads(opened[c.MANIFEST])["withheld"]
    assert {one["because"] for one in withheld} == {"文件库里没有这个文件"}


def test_the_dossier_tells_what_was_changed_in_the_form_and_from_what(pages: Pages) -> None:
    case = pages.case("prov_review")
    officer, chair = pages.as_("prov.officer"), pages.as_("xjtu.chair")
    share = pages.share(case, "prov.officer")
    officer.posts(f"/assignments/{share}/return", to="nominate", comment="职称请核实。")
    pages.dispatch(case)
    with pages.story(case) as story:
        form = {**story.form, "grade": "副教授"}
        share = story.share("chair")
    assert chair.asks(f"/assignments/{share}/submission", answers=form).status_code == 200
    page = Opened(BytesIO(_downloaded(officer, f"/cases/{case}/dossier")))[c.PAGE].decode()
    read = re.sub(r"<[^>]+>", "", page)
    assert "与上一次提交相比，改动 1 处" in read
    assert "教授 → 副教授" in read
    assert "状态：退回补正 → 办理中" in read
