"""Answers of outside bodies, put on file (征求意见)."""

from datetime import date, datetime

from actions.attachments import named, stored
from actions.perform import perform, perform_on, ready
from engine.commands import AcceptOpinion, Command, ReceiveOpinion, RecordOpinion
from engine.definition import Process
from engine.refusals import NoSuchOpinion
from engine.state import Answer, CaseState, Person
from models import attachments, opinions
from models.session import Session

KINDS = ("pdf", "jpg", "png")
"""What a written answer is handed in as: a scan of the sealed paper."""
SCAN = "书面意见"


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
    signer: str = "",
    dated: date | None = None,
) -> None:
    """Put an agency's written answer on file; ``document`` is the digest of the scan.

    It is valid from the day it is ``dated``, or else from today. Raises DocumentMissing, NoSuchOpinion,
    OpinionAlreadyGiven, AnswerDateUnfit, NoSuchFile, FileWrongKind and the refusals of turn.
    """

    def ask(state: CaseState, _process: Process) -> Command:
        if document is not None:
            scan = named(session, document, title=SCAN, accept=KINDS, case_id=state.id, by=actor)
            attachments.attach(session, state.id, document, scan.name, now=now)
        return RecordOpinion(actor, assignment_id, agency, answer, reason, document, signer, dated)

    perform_on(session, assignment_id, ask, by=actor.id, now=now)


def receive_opinion(
    session: Session,
    opinion_id: str,
    answer: Answer,
    *,
    reason: str,
    document: str | None,
    signer: str,
    now: datetime,
) -> None:
    """Take what an agency answers by its signed link; whoever asked is told, and puts it on file.

    Raises NoSuchOpinion, OpinionNotAsked, OpinionAlreadyGiven, DocumentMissing, CommentMissing, SignerMissing.
    """
    case_id = opinions.case_of(session, opinion_id)
    if case_id is None:
        raise NoSuchOpinion(agency="")

    def ask(state: CaseState, _process: Process) -> Command:
        if document is not None:
            scan = stored(session, document, title=SCAN, accept=KINDS)
            attachments.attach(session, state.id, document, scan.name, now=now)
        return ReceiveOpinion(opinion_id, answer, reason, document, signer)

    perform(session, case_id, ask, by=None, now=now)


def accept_opinion(
    session: Session, assignment_id: str, agency: str, *, actor: Person, now: datetime
) -> None:
    """Put on file what an agency answered by its link (核收). Raises NothingReceived and those of recording it."""
    command = ready(AcceptOpinion(actor, assignment_id, agency))
    perform_on(session, assignment_id, command, by=actor.id, now=now)
