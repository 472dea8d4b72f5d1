"""文书: numbered without gaps or doubles, versions that stay, voided numbers that stay too, and nothing mixed."""

import threading
from io import BytesIO

import docx
import pypdf
import pytest
from sqlalchemy.orm import Session

from actions import meetings
from actions.documents import issue_document, void_number
from actions.issuing import Workshop
from actions.meeting_cases import waiting_for
from actions.papers import facts
from actions.papers.letters import letter
from engine.refusals import DocumentMixed, DocumentNotForIt, NoRightToIssue, NumberVoided, VoidReasonMissing
from engine.state import Unit
from models import attachments, documents, journal
from models import meetings as stored_meetings
from models.reads.files import opened_as
from models.sealing import Seal
from runtime.database import Database
from seeds.definition_file import read_definition
from seeds.document_kinds import kinds
from seeds.load import PROCESSES
from tests.actions.test_meetings import NOON, Hall
from tests.engine.meetings import a_motion
from tests.factories import Story, a_case, an_office, person
from tests.seeds.walker import Walker

ROUND = "award_national51-2022"


def pdf_of(workshop: Workshop, digest: str) -> str:
    """The words of a PDF, without spaces and line ends."""
    return words_of(workshop.files.read(digest))


def words_of(pdf: bytes) -> str:
    """The same of its content."""
    read = pypdf.PdfReader(BytesIO(pdf))
    return "".join("".join(page.extract_text().split()) for page in read.pages)


def docx_of(workshop: Workshop, digest: str) -> str:
    """The words of a Word file."""
    return "\n".join(one.text for one in docx.Document(BytesIO(workshop.files.read(digest))).paragraphs)


def tables_of(workshop: Workshop, digest: str) -> str:
    """The words of a Word file, those in its tables among them."""
    return "".join(docx.Document(BytesIO(workshop.files.read(digest))).element.body.itertext())


def granted(session: Session, seal: Seal) -> Story:
    """A nomination that was granted."""
    an_office(session)
    return a_case(session, seal, at="notice")


def test_a_certificate_has_a_number_a_code_and_a_line_in_the_journal(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    story = granted(session, seal)
    made = issue_document(
        session,
        kinds()["certificate"],
        story.case_id,
        workshop=workshop,
        actor=story.who("prov.officer"),
        now=story.now,
    )
    assert (made.number, made.version) == ("陕教科文卫体工证〔2022〕1号", 1)
    for words in (pdf_of(workshop, made.pdf), docx_of(workshop, made.docx)):
        assert "演示张三同志：" in words
        assert "被授予“全国五一劳动奖章”" in words
        assert made.number in words
        assert made.code in words
    last = journal.lines(session, story.case_id)[-1]
    assert (last.event, last.payload["result"]) == (
        "document.issued",
        {"pdf": made.pdf, "docx": made.docx},
    )
    assert made.pdf in {one.digest for one in attachments.of_case(session, story.case_id)}


@pytest.mark.parametrize(
    ("file", "outcome", "words"),
    [
        ("award_national51", "granted", "全国五一劳动奖章"),
        ("award_provmodel", "advanced", "陕西省先进工作者"),
        ("award_sanqin_2022", "named", "三秦工匠"),
        ("studio_alliance", "named", "陕西省教科文卫体系统创新工作室联盟"),
    ],
)
def test_a_certificate_says_what_was_granted_and_not_what_was_done(
    file: str, outcome: str, words: str
) -> None:
    process, _ = read_definition(PROCESSES / f"{file}.yaml")
    found = process.outcome(outcome)
    assert found is not None
    assert facts.honour(found.title, process) == words


def test_by_no_document_of_ours_is_an_honour_conferred_that_others_confer(
    session: Session, seal: Seal
) -> None:
    process, _ = read_definition(PROCESSES / "award_national51.yaml")
    assert process.conferred_by == "中华全国总工会"
    nominee = granted(session, seal).state
    with pytest.raises(DocumentNotForIt, match="由中华全国总工会授予，本会只推荐"):
        facts.of_case(kinds()["certificate"], process, nominee)
    with pytest.raises(DocumentNotForIt, match="由中华全国总工会授予，本会只推荐"):
        facts.of_round(kinds()["decision"], process, [nominee], "2022 年度")
    assert facts.of_case(kinds()["plaque"], process, nominee)["honour"] == "全国五一劳动奖章"


def test_a_certificate_is_only_of_what_gives_a_title() -> None:
    process, _ = read_definition(PROCESSES / "hardship_identify.yaml")
    walker = Walker(process, Unit("u", "西安交通大学工会", direct=True, sector="education", city="西安"))
    walker.open()
    filed = walker.walk()
    assert process.grants(filed.outcome)
    for kind in ("certificate", "plaque"):
        with pytest.raises(DocumentNotForIt, match="“困难职工认定”不授予称号"):
            facts.of_case(kinds()[kind], process, filed)


def test_a_house_that_confers_with_the_union_signs_before_it() -> None:
    process, _ = read_definition(PROCESSES / "award_shide.yaml")
    told = {
        "office": "本会",
        "day": "今日",
        "year": "2022",
        "award": "师德标兵",
        "people": [],
        "counted": "名",
    }
    for kind in ("decision", "certificate"):
        said = letter(kinds()[kind], {**told, "jointly": process.conferred_with, "holder": "甲", "person": True,
            "honour": "师德标兵"})  # fmt: skip
        assert [one.text for one in said if one.kind == "right"] == ["陕西省教育厅", "本会", "今日"]
        alone = letter(
            kinds()[kind], {**told, "jointly": "", "holder": "甲", "person": True, "honour": "师德标兵"}
        )
        assert [one.text for one in alone if one.kind == "right"] == ["本会", "今日"]


def test_issue_document_again_makes_a_new_version_and_the_old_one_stays(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    story = granted(session, seal)
    told = {"workshop": workshop, "actor": story.who("prov.officer")}
    first = issue_document(session, kinds()["plaque"], story.case_id, now=story.now, **told)  # type: ignore[arg-type]
    second = issue_document(session, kinds()["plaque"], story.case_id, now=story.now, **told)  # type: ignore[arg-type]
    assert (first.number, first.version, second.version) == (second.number, 1, 2)
    assert "（第2版）" in pdf_of(workshop, second.pdf)
    assert workshop.files.read(first.pdf)
    assert [one.version for one in documents.about(session, "case", story.case_id)] == [2, 1]


def test_void_document_keeps_the_number_with_its_reason_and_never_gives_it_again(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    story = granted(session, seal)
    officer, kind = story.who("prov.officer"), kinds()["certificate"]
    told = {"workshop": workshop, "actor": officer, "now": story.now}
    first = issue_document(session, kind, story.case_id, **told)  # type: ignore[arg-type]
    with pytest.raises(VoidReasonMissing):
        void_number(session, first.number, " ", actor=officer, now=story.now)
    void_number(session, first.number, "姓名有误", actor=officer, now=story.now)
    with pytest.raises(NumberVoided, match="姓名有误"):
        void_number(session, first.number, "又作废", actor=officer, now=story.now)
    second = issue_document(session, kind, story.case_id, **told)  # type: ignore[arg-type]
    assert [first.number, second.number] == [f"陕教科文卫体工证〔2022〕{n}号" for n in (1, 2)]
    events = [one.event for one in journal.lines(session, story.case_id)][-3:]
    assert events == ["document.issued", "document.voided", "document.issued"]


def test_what_does_not_fit_the_case_and_who_may_not_are_refused_and_no_number_is_used_up(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    story = granted(session, seal)
    officer = story.who("prov.officer")
    with pytest.raises(DocumentNotForIt, match="没有以“不授予”办结"), session.begin_nested():
        issue_document(
            session, kinds()["letter"], story.case_id, workshop=workshop, actor=officer, now=story.now
        )
    with pytest.raises(NoRightToIssue), session.begin_nested():
        issue_document(
            session,
            kinds()["plaque"],
            story.case_id,
            workshop=workshop,
            actor=story.who("chair"),
            now=story.now,
        )
    made = issue_document(
        session, kinds()["plaque"], story.case_id, workshop=workshop, actor=officer, now=story.now
    )
    assert made.number.endswith("〕1号")


def test_the_letter_to_a_unit_gives_the_reason(session: Session, seal: Seal, workshop: Workshop) -> None:
    an_office(session)
    story = a_case(session, seal, at="prov_review")
    story.decided("prov.officer", "reject", comment="事迹材料不实")
    made = issue_document(
        session,
        kinds()["letter"],
        story.case_id,
        workshop=workshop,
        actor=story.who("prov.officer"),
        now=story.now,
    )
    words = pdf_of(workshop, made.pdf)
    assert "结果为：未通过" in words
    assert "事迹材料不实" in words
    assert "15日内，向我会书面申请复核" in words


def test_documents_of_a_round_stand_in_the_journal_of_each_case_that_they_name(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    story = granted(session, seal)
    other = a_case(session, seal, at="party", unit="xazx", nominee_name="演示李四", id_no=_id(1))
    told = {"workshop": workshop, "actor": story.who("prov.officer"), "now": story.now}
    made = {
        key: issue_document(session, kinds()[key], ROUND, **told)  # type: ignore[arg-type]
        for key in ("decision", "request", "report", "summary_table")
    }
    assert made["decision"].number == "陕教科文卫体工发〔2022〕1号"
    decision, request = (pdf_of(workshop, made[key].pdf) for key in ("decision", "request"))
    assert ("演示张三" in decision, "演示李四" in decision) == (True, False)
    assert ("演示张三" in request, "演示李四" in request) == (False, True)
    assert "妥否，请批示。" in request
    report = pdf_of(workshop, made["report"].pdf)
    assert "本届共申报2件，有结果1件，其中授予1件" in report
    numbers = {
        case_id: [
            e.payload["number"] for e in journal.lines(session, case_id) if e.event == "document.issued"
        ]
        for case_id in (story.case_id, other.case_id)
    }
    assert made["decision"].number in numbers[story.case_id]
    assert made["decision"].number not in numbers[other.case_id]


def test_an_issued_form_and_an_issued_table_bear_their_numbers(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    story = granted(session, seal)
    told = {"workshop": workshop, "actor": story.who("prov.officer"), "now": story.now}
    form = issue_document(session, kinds()["approval_form"], story.case_id, **told)  # type: ignore[arg-type]
    table = issue_document(session, kinds()["summary_table"], ROUND, **told)  # type: ignore[arg-type]
    for made in (form, table):
        for words in (pdf_of(workshop, made.pdf), tables_of(workshop, made.docx)):
            assert made.number in words


def test_a_notice_of_the_outcome_is_for_cases_whose_process_makes_one(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    story = granted(session, seal)
    with pytest.raises(DocumentNotForIt, match="没有生成它的环节"):
        issue_document(
            session,
            kinds()["notice"],
            story.case_id,
            workshop=workshop,
            actor=story.who("prov.officer"),
            now=story.now,
        )


def test_a_request_that_reports_is_refused(session: Session, seal: Seal, workshop: Workshop) -> None:
    story = granted(session, seal)
    kind = kinds()["report"].model_copy(update={"nature": "request"})
    with pytest.raises(DocumentMixed) as caught:
        issue_document(
            session, kind, ROUND, workshop=workshop, actor=story.who("prov.officer"), now=story.now
        )
    assert "请示里写了“特此报告”：请示不得夹带报告" in caught.value.sentence
    assert "标题没有写明是请示" in caught.value.sentence


def a_meeting_over(session: Session, seal: Seal) -> Hall:
    """A meeting that voted on a case and on a motion, and is over."""
    hall = Hall(session, seal)
    hall.called(*[*waiting_for(session, "panel"), a_motion(title="审议年度经费")]).begun(4)
    hall.opened().cast("agree", "agree", "agree", "against").closed()
    hall.opened("2").cast("agree", "agree", "agree", item="2").closed("2")
    meetings.end(session, hall.meeting, actor=hall.chair, now=NOON)
    return hall


def test_minutes_say_who_was_there_every_figure_and_what_was_decided_on(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    hall = a_meeting_over(session, seal)
    made = issue_document(
        session, kinds()["minutes"], hall.meeting, workshop=workshop, actor=hall.clerk, now=NOON
    )
    words = pdf_of(workshop, made.pdf)
    for said in (
        "陕教科文卫体工纪〔2022〕1号",
        "全体5人，应到5人，实到4人",
        "审议年度经费",
        "同意超过全体的1/2",
        "通过：同意3，应超过全体人数的1/2，即至少3",
        "主持人（签字）",
    ):
        assert said in words, said
    record = stored_meetings.load(session, hall.meeting)
    assert record is not None
    assert record.head in words
    assert "审议年度经费" in docx_of(workshop, made.docx)
    last = journal.lines(session, hall.cases[0])[-1]
    assert (last.event, last.payload["number"]) == ("document.issued", made.number)


def test_minutes_are_written_when_the_meeting_is_over(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    hall = Hall(session, seal).called().begun(4)
    with pytest.raises(DocumentNotForIt, match="会议还没有散会"):
        issue_document(
            session, kinds()["minutes"], hall.meeting, workshop=workshop, actor=hall.clerk, now=NOON
        )


def test_minutes_are_for_members_and_for_those_who_see_all_units(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    hall = a_meeting_over(session, seal)
    made = issue_document(
        session, kinds()["minutes"], hall.meeting, workshop=workshop, actor=hall.clerk, now=NOON
    )
    unit = person(session, "xjtu.chair")
    assert opened_as(session, made.pdf, hall.panel[3].id)
    assert not opened_as(session, made.pdf, unit.id)


def test_numbers_have_no_gaps_and_no_doubles_when_many_issue_at_once(
    database: Database, seal: Seal, workshop: Workshop
) -> None:
    with database.transaction() as session:
        an_office(session, quota=9)
        cases = [a_case(session, seal, at="prov_review", id_no=_id(n)) for n in range(6)]
        for story in cases:
            story.decided("prov.officer", "reject", comment="材料不实")
        ids, officer, now = [one.case_id for one in cases], cases[0].who("prov.officer"), cases[0].now
    failures: list[BaseException] = []

    def issue(case_id: str, *, fails: bool) -> None:
        try:
            with database.transaction() as session:
                issue_document(session, kinds()["letter"], case_id, workshop=workshop, actor=officer, now=now)
                _ = {one: one for one in ids if not fails}[case_id]  # what goes wrong gives its number back
        except KeyError:
            return
        except BaseException as failure:  # noqa: BLE001 - told below
            failures.append(failure)

    threads = [
        threading.Thread(target=issue, args=(one,), kwargs={"fails": n % 3 == 2}) for n, one in enumerate(ids)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failures == []
    with database.transaction() as session:
        given = [one.number for case_id in ids for one in documents.about(session, "case", case_id)]
    assert sorted(given) == [f"陕教科文卫体工告〔2022〕{n}号" for n in range(1, 5)]


def _id(n: int) -> str:
    """An ID number of its own for each nominee, with its check digit."""
    body = f"61010319800101{n:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]
