"""Answers of outside bodies, put on file (征求意见)."""

from datetime import datetime

from actions.attachments import stored
from actions.perform import perform_on
from engine.commands import Command, RecordOpinion
from engine.definition import Process
from engine.state import Answer, CaseState, Person
from models import attachments
from models.session import Session

KINDS = ("pdf", "jpg", "png")
"""What a written answer is handed in as: a scan of the sealed paper."""


def record_opinion(
    session: Session,
    assignment_id: str,
    agency: str,
    answer: Answer,
    *,
    actor: Person,
    now: datetime,
    reason: str = "",
    document: str | None = None,
) -> None:
    """Put an agency's written answer on file; ``document`` is the digest of the scan.

    Raises DocumentMissing, NoSuchOpinion, OpinionAlreadyGiven, NoSuchFile, FileWrongKind and the refusals of turn.
    """

    def ask(state: CaseState, _process: Process) -> Command:
        if document is not None:
            scan = stored(session, document, title="书面意见", accept=KINDS)
            attachments.attach(session, state.id, document, scan.name, now=now)
        return RecordOpinion(actor, assignment_id, agency, answer, reason, document)

    perform_on(session, assignment_id, ask, by=actor.id, now=now)
