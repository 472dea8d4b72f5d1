"""Field by field, what changed between one handing-in and the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.definition import FormField

Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field whose answer changed, with both answers as they are kept."""

    field: FormField
    before: object
    after: object


def differences(before: Answers, after: Answers, fields: Sequence[FormField]) -> list[Difference]:
    """The fields answered differently, in the order of the form. Nothing and an empty line are the same."""
    return [
        Difference(one, before.get(one.key), after.get(one.key))
        for one in fields
        if _told_apart(before.get(one.key)) != _told_apart(after.get(one.key))
    ]


def _told_apart(answer: object) -> object:
    """What makes two answers differ: a sealed number by its hash (each sealing looks different), a file by content."""
    if isinstance(answer, Mapping):
        return answer.get("hash") or answer.get("digest") or dict(answer)
    return None if answer in ("", None) else answer
