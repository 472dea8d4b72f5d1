"""A line of a journal in disguise. What is not known to be harmless is a text, and of texts only the length is left."""

from collections.abc import Mapping
from typing import Any

from engine.copies.answers import disguised_answers
from engine.copies.disguise import Disguise
from engine.definition import Process
from engine.events import ANSWERS

# Words of the definition and of the engine: they name steps, rules and kinds, and nobody.
_OF_THE_RULES = frozenset(
    {
        "agency", "answer", "at", "back", "block", "body", "category", "choice", "clause", "decision", "event",
        "fields", "from_version", "how", "item", "kind", "level", "mapping", "next", "now", "outcome", "process",
        "reopens", "rule", "status", "step", "title", "to", "to_version", "unit_sector", "verdict", "version", "via",
        "was", "what",
    }
)  # fmt: skip
_FIGURES = frozenset({"criteria", "points", "score", "total"})
_PEOPLE = frozenset({"name", "for_name", "who", "subject", "tellers"})
_NUMBERS = frozenset({"number", "round", "listed"})
_TITLES_OF_THEIR_OWN = frozenset({"document.issued", "case.ended_with_title"})


def disguised(process: Process, payload: Mapping[str, Any], disguise: Disguise) -> dict[str, Any]:
    """The words of the line, everybody in it invented."""
    said = {key: _word(process, key, value, disguise) for key, value in payload.items()}
    if payload["event"] in _TITLES_OF_THEIR_OWN:
        said["title"] = disguise.number(str(payload["title"]))
    return said


def _word(process: Process, key: str, value: Any, disguise: Disguise) -> Any:  # noqa: ANN401 - a table of kinds
    if isinstance(value, list | tuple):
        return [_word(process, key, one, disguise) for one in value]
    if key in ANSWERS and isinstance(value, Mapping):
        return disguised_answers(process, value, disguise)
    if key in _FIGURES:
        return value
    if isinstance(value, Mapping):
        return {name: _word(process, name, one, disguise) for name, one in value.items()}
    return _text(key, value, disguise) if isinstance(value, str) else value


def _text(key: str, value: str, disguise: Disguise) -> str:
    if key in _OF_THE_RULES:
        return disguise.ids(value)
    if key in _PEOPLE:
        return disguise.ids(value) if disguise.has_ids_only(value) else disguise.person(value)
    if key in _NUMBERS:
        return disguise.number(value)
    made = {"unit": disguise.unit_key, "unit_name": disguise.unit, "unit_city": disguise.city}.get(key)
    if made is not None:
        return made(value)
    moved = disguise.day(value)
    return moved or (disguise.ids(value) if disguise.has_ids_only(value) else disguise.text(value))
