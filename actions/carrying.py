"""What one case said already is typed into the form of another that begins from it."""

from typing import Any

from engine.definition import FormField, Process
from engine.state import CaseState
from models import processes
from models.session import Session


def carried(session: Session, process: Process, said: CaseState) -> dict[str, Any]:
    """What ``said`` answers to the first fields of ``process``, for whoever fills the form to check.

    Files are handed in anew. What is of another kind there (成果 as a table) or among other options is asked anew.
    """
    kinds = {one.key: one.type for one in processes.get(session, said.version).form.fields}
    return {
        one.key: said.answers[one.key]
        for one in process.fields_at(process.steps[0].key)
        if one.key in said.answers
        and one.type == kinds.get(one.key) != "file"
        and _fits(one, said.answers[one.key])
    }


def _fits(field: FormField, answer: object) -> bool:
    return field.type != "choice" or answer in field.options
