"""What is on file, through the API: documents, opinions by list, what the public read, objections, the journal."""

from base64 import b64decode
from io import BytesIO

import httpx
from openpyxl import load_workbook

from models import documents
from tests.web.barred import everything
from tests.web.test_documents import certificate
from tests.web.test_opinion_lists import GOOD, SCAN, answered, asking
from tests.web.test_publicity import SAID
from tests.web.visitors import Pages, Visitor, words
from web.outsiders.verifying import CHECKS


def test_a_document_is_issued_fetched_and_declared_void(pages: Pages) -> None:
    case = pages.case("notice")
    officer, chair = pages.as_("prov.officer"), pages.as_("xjtu.chair")
    address = f"/documents/case/{case}"
    assert "certificate" in [one["key"] for one in officer.reads(address)["may_issue"]]
    issued = officer.asks(f"{address}/certificate")
    assert (issued.status_code, issued.json()["number"]) == (201, "陕教科文卫体工证〔2022〕1号")
    told = chair.reads(address)
    assert told["may_issue"] == []
    (made,) = told["documents"]
    assert made == issued.json()
    file = chair.client.get(f"/api/v1/attachments/{made['pdf']}")
    assert (file.content[:4], file.headers["content-type"]) == (b"%PDF", "application/pdf")
    assert officer.asks(f"{address}/certificate").json()["version"] == 2
    assert chair.asks(f"{address}/certificate").json()["refused"] == "NoRightToIssue"
    refused = officer.asks(f"{address}/void", number=made["number"], reason=" ")
    assert (refused.status_code, refused.json()["refused"]) == (422, "VoidReasonMissing")
    assert officer.asks(f"{address}/void", number="某〔2022〕1号", reason="重复").status_code == 404
    officer.does(f"{address}/void", number=made["number"], reason="姓名有误")
    assert {one["void_reason"] for one in chair.reads(address)["documents"]} == {"姓名有误"}


def test_documents_of_others_are_not_found_nor_are_their_files(pages: Pages) -> None:
    case = pages.case("notice")
    made = pages.as_("prov.officer").asks(f"/documents/case/{case}/certificate").json()
    stranger = pages.as_("xazx.chair")
    for path in (f"/documents/case/{case}", f"/attachments/{made['pdf']}", "/documents/street/1"):
        assert stranger.client.get(f"/api/v1{path}").status_code == 404
    assert stranger.asks(f"/documents/case/{case}/certificate").status_code == 404
    assert pages.as_("prov.officer").asks(f"/documents/case/{case}/nothing").status_code == 404
    round_of_it = "/api/v1/documents/round/award_national51-2022"
    assert pages.as_("xjtu.chair").client.get(round_of_it).status_code == 404


def test_anybody_checks_a_certificate_so_often_an_hour(pages: Pages) -> None:
    CHECKS.forget_all()
    case, number, code = certificate(pages)
    stranger = pages.stranger()
    told = stranger.reads("/verify", number=number, code=code)
    assert (told["verdict"], told["shown"]["holder"]) == ("genuine", "演示张三")
    wrong = stranger.reads("/verify", number=number, code="0" * 10)
    assert wrong == {"verdict": "unknown", "shown": {}}
    with pages.office.database.transaction() as session:
        (known,) = documents.about(session, "case", case)
    officer = pages.as_("prov.officer")
    officer.does(f"/documents/case/{case}/void", number=known.number, reason="姓名有误")
    assert stranger.reads("/verify", number=number, code=code) == {"verdict": "revoked", "shown": {}}
    for _ in range(60):
        answer = stranger.client.get("/api/v1/verify?number=x&code=y")
    assert (answer.status_code, answer.json()["refused"]) == (429, "TooManyChecks")
    CHECKS.forget_all()


def _brings(who: Visitor, which: str, content: bytes, *, how: str, scan: bool = True) -> httpx.Response:
    files = {"table": ("名单.xlsx", content)} | ({"document": SCAN} if scan else {})
    path, headers = f"/api/v1/opinions/lists/{which}?how={how}", {"X-CSRF-Token": who.token}
    answer: httpx.Response = who.client.post(path, files=files, headers=headers)
    return answer


def test_an_opinion_list_goes_out_and_comes_back(pages: Pages) -> None:
    chair, numbers = asking(pages)
    lists = {one["agency"]: one for one in chair.reads("/opinions/lists")}
    police = lists["公安机关（无犯罪记录）"]
    assert (police["waiting"], police["answered"]) == (numbers, 0)
    which = police["which"]
    book = load_workbook(BytesIO(chair.client.get(f"/api/v1/opinions/lists/{which}").content))
    wrong = _brings(chair, which, answered(book, GOOD, GOOD | {"答复": "也许"}), how="file")
    assert wrong.status_code == 422
    assert [one["field"] for one in wrong.json()["wrong"]] == ["answer"]
    load_workbook(BytesIO(b64decode(wrong.json()["marked"])))
    content, before = answered(book, GOOD, GOOD), everything(pages)
    assert _brings(chair, which, content, how="try", scan=False).json()["rows"] == 2
    assert _brings(chair, which, content, how="try").json()["tried"] is True
    unsigned = _brings(chair, which, content, how="file", scan=False)
    assert (unsigned.status_code, unsigned.json()["refused"]) == (422, "DocumentMissing")
    assert everything(pages) == before, "neither a try nor a refusal leaves anything"
    assert _brings(chair, which, content, how="file").status_code == 200
    told = {one["which"]: one for one in chair.reads("/opinions/lists")}[which]
    assert (told["waiting"], told["answered"]) == ([], 2)
    assert pages.as_("xazx.chair").client.get(f"/api/v1/opinions/lists/{which}").status_code == 404


def test_what_is_shown_is_told_as_the_page_tells_it(pages: Pages) -> None:
    case = pages.case("unit_publicity")
    with pages.story(case) as story:
        window = story.state.windows[0].id
    stranger = pages.stranger()
    one = stranger.reads(f"/publicity/{window}")
    assert one["lines"]["姓名"] == "演示张三"
    assert (one["days_left"], one["suspended"]) == (5, False)
    (shown,) = stranger.reads("/publicity/lists")
    assert (shown["notices"], shown["level"]) == ([window], "unit")
    assert "演示张三" in words(stranger.client.get(shown["page"]))
    assert stranger.client.get(shown["xlsx"]).content.startswith(b"PK")
    assert stranger.reads("/publicity") == [one]
    answer = stranger.client.get("/api/v1/publicity/00000000-0000-0000-0000-000000000000")
    assert answer.status_code == 404


def test_only_whoever_looks_into_an_objection_reads_the_letter(pages: Pages) -> None:
    case = pages.case("unit_publicity")
    with pages.story(case) as story:
        window = story.state.windows[0].id
    assert pages.stranger().objects(window, **SAID).status_code == 201
    holder, reader = pages.as_("xjtu.party"), pages.as_("xjtu.chair")
    (told,) = holder.reads(f"/cases/{case}/objections")
    assert told["letter"]["text"] == SAID["text"]
    (seen,) = reader.reads(f"/cases/{case}/objections")
    assert (seen["id"], seen["letter"]) == (told["id"], None)
    share = pages.share(case, "xjtu.party")
    holder.does(f"/assignments/{share}/finding", upheld=False, reason="署名属实")
    (after,) = holder.reads(f"/cases/{case}/objections")
    assert (after["upheld"], after["finding"], after["letter"]) == (False, "署名属实", None)


def test_the_journal_is_told_in_sentences(pages: Pages) -> None:
    case = pages.case("prov_review")
    officer = pages.as_("prov.officer")
    share = pages.share(case, "prov.officer")
    officer.does(f"/assignments/{share}/decision", decision="approve", comment="材料齐全")
    latest = officer.reads(f"/cases/{case}/journal")
    decided = next(one for one in latest if one["quote"] == "材料齐全")
    assert "演示prov.officer" in decided["text"]
    assert decided["door"] == "接口"
    assert pages.as_("xazx.chair").client.get(f"/api/v1/cases/{case}/journal").status_code == 404
