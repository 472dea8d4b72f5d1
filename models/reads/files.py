"""Who may open a file: whoever handed it in, and whoever may see the case and the field it is an answer to."""

from sqlalchemy.orm import Session

from engine.field_rights import hidden_fields, private_files
from models import cases, journal, processes
from models.attachments import Upload
from models.reads.visible import opens_as_minutes, opens_by_case


def may_open(session: Session, digest: str, person_id: str) -> bool:
    """Whether the person may open the file with this digest."""
    if session.get(Upload, (digest, person_id)) is not None:
        return True
    if opens_as_minutes(session, digest, person_id):
        return True
    found = opens_by_case(session, digest, person_id)
    return any(digest not in private_to_others(session, case_id, person_id) for case_id in found)


def private_to_others(session: Session, case_id: str, person_id: str) -> set[str]:
    """The files of a case that answer fields which the person may not see, those replaced since among them."""
    record = cases.load(session, case_id)
    if record is None:
        return set()
    hidden = hidden_fields(processes.get(session, record.state.version), record.state, person_id)
    if not hidden:
        return set()
    return private_files([one.payload for one in journal.lines(session, case_id)], hidden)
