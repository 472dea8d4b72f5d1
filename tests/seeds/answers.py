"""Answers that meet whatever a definition asks at a step: those of a rehearsal, with ID numbers sealed as in a case."""

from engine.definition import Process
from engine.rehearsal.plausible import plausible

_SEALED = {"sealed": "…", "hash": "h1", "masked": "999***********0001"}


def answers_for(process: Process, step: str) -> dict[str, object]:
    numbers = {field.key for field in process.fields_at(step) if field.type == "id_no"}
    return {key: _SEALED if key in numbers else value for key, value in plausible(process, step).items()}
