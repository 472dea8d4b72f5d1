"""What one case said already is typed into the form of another that begins from it."""

from collections.abc import Mapping
from typing import Any

from engine.definition import Process
from engine.state import CaseState
from models import processes
from models.session import Session


def carried(session: Session, process: Process, said: CaseState) -> dict[str, Any]:
    """What ``said`` answers to the first fields of ``process``, for whoever fills the form to check.

    Files are handed in anew, and so is a field that is of another kind there (成果 as a table).
    """
    kinds = {one.key: one.type for one in processes.get(session, said.version).form.fields}
    return {key: said.answers[key] for key in _same(process, kinds) if key in said.answers}


def _same(process: Process, kinds: Mapping[str, str]) -> list[str]:
    first = process.fields_at(process.steps[0].key)
    return [one.key for one in first if one.type != "file" and one.type == kinds.get(one.key)]
