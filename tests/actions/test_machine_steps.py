"""What a machine made becomes the case's once, and only if the case still waits for it."""

from sqlalchemy.orm import Session

from actions import advance, cases
from models import attachments
from models.attachments import Attachment
from models.sealing import Seal
from tests.factories import MONDAY, Story, a_case, an_office


def test_finish_machine_a_second_time_adds_no_second_document(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="approval_form")
    step = next(one for one in story.state.steps if one.status == "open")
    for digest in ("b" * 64, "c" * 64):
        _finish(story, step.id, digest)
    assert [
        one.digest for one in attachments.of_case(session, story.case_id) if one.name == "审批表.pdf"
    ] == ["b" * 64]


def test_a_machine_that_comes_after_a_withdrawal_adds_nothing(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="approval_form")
    step = next(one for one in story.state.steps if one.status == "open")
    cases.withdraw(session, story.case_id, "另行推荐", actor=story.who("chair"), now=story.now)
    _finish(story, step.id, "b" * 64)
    assert "审批表.pdf" not in [one.name for one in attachments.of_case(session, story.case_id)]


def _finish(story: Story, step: str, digest: str) -> None:
    made = Attachment(digest=digest, name="审批表.pdf", kind="pdf", size=1, stored_at=MONDAY)
    attachments.keep(story.session, made)
    result = {"name": "审批表", "pdf": digest}
    advance.finish_machine(story.session, story.case_id, step, result, now=story.now)
