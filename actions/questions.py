"""Asking the applicant, and the answer."""

from datetime import datetime

from actions.perform import perform_on
from engine.commands import AnswerQuestion, Ask
from engine.state import Person
from models.session import Session


def ask(session: Session, assignment_id: str, text: str, *, actor: Person, now: datetime) -> None:
    """Ask whoever handed the case in. Raises QuestionIsOpen, CommentMissing and those of turn."""
    perform_on(
        session,
        assignment_id,
        lambda _state, _process: Ask(actor, assignment_id, text),
        by=actor.id,
        now=now,
    )


def answer(session: Session, assignment_id: str, text: str, *, actor: Person, now: datetime) -> None:
    """Answer the question whose assignment this is. Raises CommentMissing and the refusals of turn."""
    perform_on(
        session,
        assignment_id,
        lambda _state, _process: AnswerQuestion(actor, assignment_id, text),
        by=actor.id,
        now=now,
    )
