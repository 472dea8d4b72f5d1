"""Who may open a file: whoever handed it in, and whoever may see the case and the field it is an answer to."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine.definition import Process
from engine.forms.rights import files_of, hidden_fields, private_files
from engine.handling.judging import FILE_OF_A_JUDGE, is_judged_blindly, shown_to_judges
from engine.state import CaseState
from models import attachments, cases, journal, processes
from models.attachments import Attachment, Upload
from models.reads.visible import opens_as_minutes, opens_by_case


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that opens, and the name under which it does."""

    name: str
    file: Attachment


def opened_as(session: Session, digest: str, person_id: str) -> Opened | None:
    """The name under which the person may open the file with this digest, and the file; None for all others."""
    found = attachments.get(session, digest)
    if found is None:
        return None
    own = session.get(Upload, (digest, person_id)) is not None
    if own or opens_as_minutes(session, digest, person_id):
        return Opened(found.name, found)
    by = [_name(session, one, found, person_id) for one in opens_by_case(session, digest, person_id)]
    names = [one for one in by if one is not None]
    if not names:
        return None
    return Opened(found.name if found.name in names else names[0], found)


def _name(session: Session, case_id: str, file: Attachment, person_id: str) -> str | None:
    """The name by which it opens as a file of the case; None where it does not."""
    record = cases.load(session, case_id)
    if record is None:
        return None
    process, state = processes.get(session, record.state.version), record.state
    if is_judged_blindly(process, state, person_id):
        shown = files_of(shown_to_judges(process, state, person_id))
        return f"{FILE_OF_A_JUDGE}.{file.kind}" if file.digest in shown else None
    return None if file.digest in _private(session, process, state, person_id) else file.name


def _private(session: Session, process: Process, state: CaseState, person_id: str) -> set[str]:
    hidden = hidden_fields(process, state, person_id)
    if not hidden:
        return set()
    return private_files([one.payload for one in journal.lines(session, state.id)], hidden)
