"""部门意见 by list: every answer of it is put on file, or none."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from actions.opinions import record_opinion
from engine.forms.many import CellFinding
from engine.opinion_lists import COLUMNS, Answered
from engine.refusals import Refusal
from engine.state import Person
from models.reads.opinion_lists import AskedLine
from models.session import Session


def put_on_file(
    session: Session,
    answers: Sequence[Answered],
    asked: Mapping[str, AskedLine],
    document: str,
    *,
    actor: Person,
    now: datetime,
) -> list[CellFinding]:
    """Put each answer on file, with the scan of the sealed list; why each of the others is refused.

    With one refused the caller takes all of them back. The cases are locked in one order for everybody.
    """
    found = []
    for one in sorted(answers, key=lambda one: asked[one.number].case_id):
        line = asked[one.number]
        try:
            record_opinion(
                session,
                line.assignment_id,
                line.agency,
                one.answer,
                actor=actor,
                now=now,
                reason=one.reason,
                document=document,
                signer=one.signer,
                dated=one.dated,
            )
        except Refusal as refusal:
            found.append(CellFinding(one.row, "number", COLUMNS["number"], refusal.sentence))
    return sorted(found, key=lambda one: one.row)
