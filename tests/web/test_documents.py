"""文书 on pages: issued, voided, downloaded by those who may, and certificates checked by anybody."""

import re

from sqlalchemy import text

from engine.titles.entries import Entry, Title
from models import cases, documents, processes, titles
from models.titles import Registered
from tests.factories import MONDAY
from tests.web.visitors import Pages
from web.outsiders.verifying import CHECKS

ROUND = "award_national51-2022"


def issued(pages: Pages, about: str, key: str, kind: str) -> str:
    """The officer issues a document; the page afterwards."""
    officer = pages.as_("prov.officer")
    officer.sees(f"/documents/{about}/{key}")
    answer = officer.posts(f"/documents/{about}/{key}/{kind}")
    assert answer.status_code == 303, answer.text
    return officer.sees(f"/documents/{about}/{key}")


def certificate(pages: Pages) -> tuple[str, str, str]:
    """A certificate that was issued: its case, its number, its code."""
    case = pages.case("notice")
    assert "陕教科文卫体工证〔2022〕1号" in issued(pages, "case", case, "certificate")
    with pages.office.database.transaction() as session:
        (found,) = documents.about(session, "case", case)
        return case, found.number, found.code


def test_a_certificate_is_issued_and_downloaded_by_its_unit(pages: Pages) -> None:
    case, number, _code = certificate(pages)
    chair = pages.as_("xjtu.chair")
    assert f"证书 {number}" in chair.sees(f"/cases/{case}")
    assert "制发了证书（陕教科文卫体工证〔2022〕1号，第 1 版）" in chair.sees(f"/cases/{case}")
    link = re.search(r'/attachments/[0-9a-f]{64}(?=">[^<]*证书[^<]*\.pdf)', chair.seen.text)
    assert link
    assert chair.client.get(link.group()).content.startswith(b"%PDF")
    assert chair.posts(f"/documents/case/{case}/plaque").status_code == 403


def test_anybody_checks_a_certificate_by_number_and_code(pages: Pages) -> None:
    CHECKS.forget_all()
    case, number, code = certificate(pages)
    stranger = pages.stranger()
    genuine = stranger.sees(f"/verify/{number}?code={code}")
    assert "证书真实、有效" in genuine
    assert "演示张三" in genuine
    for wrong in (f"/verify/{number}?code=0000000000", f"/verify/某字〔2022〕9号?code={code}"):
        seen = stranger.sees(wrong)
        assert "没有查到这份证书" in seen
        assert "演示张三" not in seen
    assert "证书真实、有效" in stranger.sees(f"/verify?number=陕教科文卫体工证[2022]1号&code={code.lower()}")
    officer = pages.as_("prov.officer")
    officer.sees(f"/documents/case/{case}")
    assert officer.posts(f"/documents/case/{case}/void", number=number, reason="姓名有误").status_code == 303
    revoked = stranger.sees(f"/verify/{number}?code={code}")
    assert "证书已撤销" in revoked
    assert "演示张三" not in revoked
    assert "姓名有误" not in revoked


def test_a_certificate_ends_with_the_title_that_it_is_about(pages: Pages) -> None:
    CHECKS.forget_all()
    case, number, code = certificate(pages)
    granted = Title("GZS-2022-0001", "held", MONDAY.date(), None, None)
    with pages.office.database.transaction() as session:
        version = str(cases.version_of(session, case))
        new = Registered(granted, "award_national51", version, case, "xjtu", "奖章", "", "演示张三")
        titles.put(session, new, Entry("granted", MONDAY.date(), case), now=MONDAY)
    assert "证书真实、有效" in pages.stranger().sees(f"/verify/{number}?code={code}")
    with pages.office.database.transaction() as session:
        titles.add(session, new, Entry("revoked", MONDAY.date()), now=MONDAY)
    assert "证书已撤销" in pages.stranger().sees(f"/verify/{number}?code={code}")


def test_whoever_checks_too_often_waits(pages: Pages) -> None:
    CHECKS.forget_all()
    stranger = pages.stranger()
    for _ in range(60):
        stranger.client.get("/verify/x?code=y")
    assert stranger.client.get("/verify/x?code=y").status_code == 429
    CHECKS.forget_all()


def test_a_refusal_is_said_on_the_page(pages: Pages) -> None:
    case = pages.case("prov_review")
    officer = pages.as_("prov.officer")
    officer.sees(f"/documents/case/{case}")
    answer = officer.posts(f"/documents/case/{case}/certificate")
    assert answer.status_code == 409
    assert "没有授予" in answer.text
    assert (
        officer.posts(f"/documents/case/{case}/void", number="某〔2022〕1号", reason="x").status_code == 404
    )


def test_what_others_confer_is_not_offered_as_a_document_of_ours(pages: Pages) -> None:
    case = pages.case("notice")
    ours = pages.as_("prov.officer").sees(f"/documents/case/{case}")
    with pages.office.database.transaction() as session:
        process = processes.get(session, str(cases.version_of(session, case)))
        theirs = process.model_copy(update={"conferred_by": "中华全国总工会"})
        version, _ = processes.publish(session, theirs, "", by=None, now=MONDAY)
        session.execute(text("UPDATE cases SET version = :v WHERE id = :case"), {"v": version, "case": case})
    officer = pages.as_("prov.officer")
    seen = officer.sees(f"/documents/case/{case}")
    assert "制发证书" in ours
    assert "制发证书" not in seen
    assert "制发授牌通知" in seen
    answer = officer.posts(f"/documents/case/{case}/certificate")
    assert answer.status_code == 409
    assert "由中华全国总工会授予，本会只推荐" in answer.text


def test_documents_of_a_round_are_for_those_who_see_all_units(pages: Pages) -> None:
    pages.case("notice")
    seen = issued(pages, "round", "award_national51-2022", "decision")
    assert "陕教科文卫体工发〔2022〕1号" in seen
    assert "陕教科文卫体工发〔2022〕1号" in issued(pages, "round", "award_national51-2022", "decision")
    assert "第 2 版" in pages.as_("prov.officer").sees("/documents/round/award_national51-2022")
    chair = pages.as_("xjtu.chair")
    assert chair.client.get("/documents/round/award_national51-2022").status_code == 404
    assert chair.client.get("/documents/case/none").status_code == 404


def test_the_newest_version_stands_first_and_the_earlier_ones_are_folded_away(pages: Pages) -> None:
    case = pages.case("notice")
    for _ in range(3):
        page = issued(pages, "round", ROUND, "summary_table")
    number = "陕教科文卫体工汇〔2022〕1号"
    assert page.count(number) == 1
    before, after = page.split("以前的 2 版")
    assert ("第 3 版" in before, "第 2 版" in before) == (True, False)
    assert after.index("第 2 版") < after.index("第 1 版")
    on_case = pages.as_("prov.officer").sees(f"/cases/{case}").split("办理记录", 2)[1]
    assert on_case.count(f"汇总表 {number}：") == 1
    assert on_case.index("第 3 版") < on_case.index("以前的 2 版") < on_case.index("第 1 版")
