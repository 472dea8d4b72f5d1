"""The papers of machine steps bear official numbers: gapless, once a visit, one number for all visits."""

import threading

import pytest
from sqlalchemy.orm import Session

from actions import assignments
from actions.documents import issue_document, void_number
from actions.issuing import Workshop
from actions.machine_papers import finish_paper
from engine.state import StepState
from models import attachments, documents, journal
from models.sealing import Seal
from runtime.database import Database
from seeds.document_kinds import kinds
from tests.actions.test_documents import ROUND, _id, pdf_of, tables_of
from tests.factories import ROAD, Story, a_case, an_office

FORMS = "陕教科文卫体工审〔2022〕{}号"
TABLES = "陕教科文卫体工汇〔2022〕{}号"


def open_visit(story: Story) -> StepState:
    """The machine step at which the case waits."""
    return next(one for one in story.state.steps if one.kind == "machine" and one.status == "open")


def made(story: Story, workshop: Workshop, kind: str = "approval_form") -> dict[str, str]:
    """Do the open machine step; what it put on the case."""
    visit = open_visit(story)
    finish_paper(story.session, story.state, visit.id, kinds()[kind], workshop=workshop, now=story.now)
    return dict(next(one for one in story.state.steps if one.id == visit.id).result or {})


def test_a_paper_of_a_machine_step_has_a_number_on_it_and_a_line_with_its_digests(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    an_office(session)
    story = a_case(session, seal, at="approval_form")
    paper = made(story, workshop)
    assert paper["number"] == FORMS.format(1)
    for words in (pdf_of(workshop, paper["pdf"]), tables_of(workshop, paper["docx"])):
        assert paper["number"] in words
    issued = [one for one in journal.lines(session, story.case_id) if one.event == "document.issued"]
    assert [(one.payload["number"], one.payload["by"]) for one in issued] == [(paper["number"], None)]
    assert issued[0].payload["result"] == {"pdf": paper["pdf"], "docx": paper["docx"]}
    assert {paper["pdf"], paper["docx"]} <= {
        one.digest for one in attachments.of_case(session, story.case_id)
    }
    [kept] = documents.about(session, "case", story.case_id)
    assert (kept.kind, kept.version, kept.made_by) == ("approval_form", 1, None)


def test_a_machine_step_that_is_repeated_keeps_its_number_and_uses_up_no_other(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    an_office(session, quota=2)
    story = a_case(session, seal, at="approval_form")
    visit, seen = open_visit(story), story.state
    for _ in range(3):
        finish_paper(session, seen, visit.id, kinds()["approval_form"], workshop=workshop, now=story.now)
    assert [one.number for one in documents.about(session, "case", story.case_id)] == [FORMS.format(1)]
    other = a_case(session, seal, at="approval_form", nominee_name="演示李四", id_no=_id(1))
    assert made(other, workshop)["number"] == FORMS.format(2)


def test_a_paper_that_fails_gives_its_number_back_and_leaves_the_step_open(
    session: Session, seal: Seal, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_office(session)
    story = a_case(session, seal, at="approval_form")
    with monkeypatch.context() as broken:
        broken.setattr("actions.issuing.store", _full)
        with pytest.raises(OSError, match="disk"), session.begin_nested():
            made(story, workshop)
    session.expire_all()
    assert open_visit(story).key == "approval_form"
    assert made(story, workshop)["number"] == FORMS.format(1)


def _full(*_: object, **_named: object) -> None:
    message = "disk full"
    raise OSError(message)


def test_the_step_at_its_next_visit_makes_a_new_version_under_the_number(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    an_office(session)
    story = a_case(session, seal, at="approval_form")
    first = made(story, workshop)
    story.advance()
    officer = story.who("prov.officer")
    assignments.send_back(
        session, story.share("prov.officer"), "nominate", "请补正", actor=officer, now=story.now
    )
    story.advance()
    for step, act in ROAD:
        if step == "approval_form":
            break
        act(story)
    second = made(story, workshop)
    assert second["number"] == first["number"]
    assert "第 2 版" in second["name"]
    assert [one.version for one in documents.about(session, "case", story.case_id)] == [2, 1]


def test_after_the_number_was_voided_the_step_takes_the_next_one(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    an_office(session)
    story = a_case(session, seal, at="approval_form")
    first = made(story, workshop)
    void_number(session, first["number"], "单位名称有误", actor=story.who("prov.officer"), now=story.now)
    told = {"workshop": workshop, "actor": story.who("prov.officer"), "now": story.now}
    again = issue_document(session, kinds()["approval_form"], story.case_id, **told)  # type: ignore[arg-type]
    assert (again.number, again.version) == (FORMS.format(2), 1)


def test_the_tables_of_a_round_are_versions_of_one_document_and_each_case_has_its_own_in_its_journal(
    session: Session, seal: Seal, workshop: Workshop
) -> None:
    an_office(session, quota=2)
    stories = [
        a_case(session, seal, at="archive", nominee_name=f"演示人员{n}", id_no=_id(n)) for n in range(2)
    ]
    papers = [made(one, workshop, "summary_table") for one in stories]
    assert [one["number"] for one in papers] == [TABLES.format(1)] * 2
    assert [one.version for one in documents.about(session, "round", ROUND)] == [2, 1]
    for story, paper in zip(stories, papers, strict=True):
        lines = [
            one.payload for one in journal.lines(session, story.case_id) if one.event == "document.issued"
        ]
        assert [one["result"]["pdf"] for one in lines] == [paper["pdf"]]
        assert documents.shared_digests(session, story.case_id) >= {paper["pdf"], paper["docx"]}


def test_machines_at_work_at_the_same_instant_leave_no_gap_and_no_double(
    database: Database, seal: Seal, workshop: Workshop
) -> None:
    with database.transaction() as session:
        an_office(session, quota=9)
        stories = [
            a_case(session, seal, at="archive" if n < 2 else "approval_form", id_no=_id(n)) for n in range(6)
        ]
        waiting = [(one.state, open_visit(one), one.now) for one in stories]
    failures: list[BaseException] = []

    def work(n: int) -> None:
        state, visit, now = waiting[n]
        kind = "summary_table" if visit.key == "archive" else "approval_form"
        try:
            with database.transaction() as session:
                finish_paper(session, state, visit.id, kinds()[kind], workshop=workshop, now=now)
        except BaseException as failure:  # noqa: BLE001 - told below
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failures == []
    with database.transaction() as session:
        forms = [one.number for state, _, _ in waiting for one in documents.about(session, "case", state.id)]
        tables = [(one.number, one.version) for one in documents.about(session, "round", ROUND)]
    assert sorted(forms) == [FORMS.format(n) for n in range(1, 5)]
    assert sorted(tables) == [(TABLES.format(1), 1), (TABLES.format(1), 2)]
