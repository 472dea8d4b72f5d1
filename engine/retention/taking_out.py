"""What is taken out of a journal when a case is destroyed: every word that people wrote, or that is about people.

Who acted in office, what was decided, when, by which count: that stays, for it is what the proof is about.
"""

from collections.abc import Mapping
from typing import Any

_TEXTS = ("subject", "reason", "comment", "note", "text", "because", "evidence", "signer", "line")
_TABLES = ("answers", "before", "after", "result")
_LINES = ("lines",)
_NOTHING = ("identity", "document", "carried")
_OF_ONE = {"document.issued": ("title",), "opinion.received": ("document",)}
"""Words that are emptied otherwise than elsewhere: a title names a rule or a step in other events."""


def taken_out(payload: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The line's words without what is personal, and the names of the words that were emptied."""
    own = _OF_ONE.get(str(payload["event"]), ())
    left = {key: _emptied(key, value, own) for key, value in payload.items()}
    return left, tuple(key for key in payload if left[key] != payload[key])


def is_taken_out(word: str, event: str) -> bool:
    """Whether ``word`` of an ``event`` does not survive."""
    known = (*_TEXTS, *_TABLES, *_LINES, *_NOTHING)
    return word in known or word in _OF_ONE.get(event, ())


def _emptied(key: str, value: Any, own: tuple[str, ...]) -> Any:  # noqa: ANN401 - whatever JSON holds
    if value is None:
        return None
    if key in _TEXTS or key in own:
        return ""
    if key in _TABLES:
        return {}
    if key in _LINES:
        return [""] * len(value)
    if key in _NOTHING:
        return None
    return _inside(value)


def _inside(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """A part that has words of its own: somebody's share with a note, an opinion that was asked for."""
    if isinstance(value, Mapping):
        return {key: _emptied(key, one, ()) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_inside(one) for one in value]
    return value
