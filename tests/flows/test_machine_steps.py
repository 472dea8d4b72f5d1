"""The office's own steps: documents that can be read, failures that hold the case, and going on after them."""

from importlib.resources import files
from io import BytesIO
from pathlib import Path

import docx
import pytest
from prefect.logging.handlers import APILogWorker
from pypdf import PdfReader
from sqlalchemy.exc import OperationalError

from actions.advance import resume
from flows.desk import Desk
from flows.dispatch import drain
from flows.machine_steps.work import do_open_machine_step
from flows.sweeps import sweep_all
from models import attachments
from models.deliveries import notices_of
from runtime.wiring import Office
from tests.factories import NOMINEE_NUMBER, person
from tests.flows.runs import ask, tasks_called, tasks_of
from tests.flows.stories import Nomination, a_nomination

pytestmark = [pytest.mark.prefect, pytest.mark.usefixtures("server")]


def _result(nomination: Nomination, step: str) -> dict[str, str]:
    visit = next(one for one in nomination.state.steps if one.key == step)
    return dict(visit.result or {})


def _pdf_text(office: Office, digest: str) -> str:
    reader = PdfReader(BytesIO(office.files.read(digest)))
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


def _docx_text(office: Office, digest: str) -> str:
    document = docx.Document(BytesIO(office.files.read(digest)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "".join("".join((*cells, *(one.text for one in document.paragraphs))).split())


def test_the_approval_form_is_made_and_the_case_goes_on(office: Office) -> None:
    nomination = a_nomination(office, at="approval_form")
    drain(office)
    assert nomination.open_steps() == ["prov_review"]
    made = _result(nomination, "approval_form")
    assert made["number"] == "陕教科文卫体工审〔2022〕1号"
    assert (
        made["name"]
        == f"全国五一劳动奖章推荐审批表（{nomination.state.number}）（{made['number']}，第 1 版）"
    )
    for text in (_pdf_text(office, made["pdf"]), _docx_text(office, made["docx"])):
        for said in (
            made["number"],
            "演示张三",
            "西安交通大学工会",
            "经本单位民主程序讨论通过",
            "至2022年2月28日期满，无异议",
            "省级票决",
        ):
            assert said in text
        assert NOMINEE_NUMBER not in text
    with office.database.transaction() as session:
        assert {one.digest for one in attachments.of_case(session, nomination.case_id)} >= {
            made["pdf"],
            made["docx"],
        }


def test_the_summary_table_has_a_line_for_every_nominee_of_the_round(office: Office) -> None:
    other = a_nomination(office, at="prov_review", unit="xazx", id_no="999999198001012316")
    nomination = a_nomination(office, at="archive")
    drain(office)
    assert nomination.state.closed_at is not None
    made = _result(nomination, "archive")
    for text in (_pdf_text(office, made["pdf"]), _docx_text(office, made["docx"])):
        for said in (nomination.state.number, other.state.number, "授予", "办理中", "合计：2名"):
            assert said in text


def test_a_step_that_fails_thrice_holds_the_case_and_an_administrator_has_it_go_on(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nomination = a_nomination(office, at="approval_form")
    with monkeypatch.context() as broken:
        broken.setattr("actions.papers.typesetting.TEMPLATES", tmp_path)  # no templates there
        drain(office)
    assert nomination.state.held == "“生成推荐审批表”未能自动完成：3 次尝试均失败（LookupError）"
    assert nomination.open_steps() == ["approval_form"]
    runs = [run.run_id for run in nomination.runs()]
    [failed] = tasks_called(office, f"{nomination.state.number}：生成推荐审批表", runs)
    assert (failed["state_type"], failed["run_count"]) == ("FAILED", 3)
    with office.database.transaction() as session:
        administrator = person(session, "admin")
        assert "case.held" in [one.event for one in notices_of(session, administrator.id, limit=10)]
        resume(session, nomination.case_id, actor=administrator, now=office.clock())
    drain(office)
    assert nomination.state.held is None
    assert nomination.open_steps() == ["prov_review"]
    assert _result(nomination, "approval_form")["number"] == "陕教科文卫体工审〔2022〕1号", (
        "failures use up none"
    )


def test_a_database_that_went_away_at_a_machine_step_holds_no_case(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    nomination = a_nomination(office, at="approval_form")

    def away(*_: object, **_named: object) -> None:
        raise OperationalError(None, None, ConnectionError())

    with monkeypatch.context() as broken:
        broken.setattr("flows.machine_steps.papers.finish_paper", away)
        drain(office)
    assert (nomination.state.held, nomination.open_steps()) == (None, ["approval_form"])
    do_open_machine_step(office, nomination.case_id, Desk(office, sweep_all).attempt)
    assert _result(nomination, "approval_form")["number"] == "陕教科文卫体工审〔2022〕1号"


def test_what_a_failing_machine_says_of_people_does_not_reach_the_dashboard(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    nomination = a_nomination(office, at="approval_form", nominee_name="演示王五")

    def quotes(*_: object) -> None:
        message = "cannot typeset 演示王五"
        raise ValueError(message)

    with monkeypatch.context() as broken:
        broken.setattr("actions.issuing.make", quotes)
        drain(office)
    assert nomination.state.held == "“生成推荐审批表”未能自动完成：3 次尝试均失败（ValueError）"
    runs = [run.run_id for run in nomination.runs()]
    told = [str(tasks_of(office, run)) for run in runs]
    APILogWorker.drain_all()
    told.append(str(ask(office, "/logs/filter", logs={"flow_run_id": {"any_": runs}}, limit=200)))
    assert "王五" not in "".join(told)


def test_dying_between_the_machines_work_and_its_line_repeats_harmlessly(office: Office) -> None:
    nomination = a_nomination(office, at="approval_form")
    do_open_machine_step(office, nomination.case_id, Desk(office, sweep_all).attempt)
    made = _result(nomination, "approval_form")
    drain(office)
    assert _result(nomination, "approval_form") == made
    assert [step.key for step in nomination.state.steps].count("approval_form") == 1
    assert nomination.open_steps() == ["prov_review"]


def test_every_template_has_both_forms() -> None:
    names = {one.name for one in (files("seeds") / "documents").iterdir()}
    documents = {name.removesuffix(".docx") for name in names if name.endswith(".docx")}
    papers = {"approval_form", "summary_table", "letter", "certificate", "minutes", "notice", "posted_list"}
    assert documents == papers
    assert {f"{one}.typ" for one in documents} <= names
