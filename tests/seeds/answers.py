"""Answers that meet whatever a definition asks at a step: enough for a case to walk on, whatever the process."""

from collections.abc import Iterator

from engine.conditions import AllOf, AnyOf, Comparison, Condition
from engine.definition import FormField, Process

_PLAIN: dict[str, object] = {
    "text": "演示",
    "long_text": "演示",
    "boolean": False,
    "month": "1980-01",
    "date": "2022-01-18",
    "integer": 90,
    "id_no": {"sealed": "…", "hash": "h1", "masked": "999***********0001"},
}


def answers_for(process: Process, step: str) -> dict[str, object]:
    fields = process.fields_at(step)
    answers: dict[str, object] = {field.key: _value(field) for field in fields if field.required}
    for rule in process.rules:
        if rule.checked_at == step and rule.condition is not None:
            answers |= {key: value for key, value in _demands(rule.condition) if key in answers}
    return answers


def _value(field: FormField) -> object:
    if field.type == "choice":
        return field.options[0]
    if field.type == "file":
        return {"digest": "d1", "name": f"{field.label}.pdf"}
    return _PLAIN[field.type]


def _demands(condition: Condition) -> Iterator[tuple[str, object]]:
    """The plainest facts under which the condition holds."""
    match condition:
        case AllOf(all=parts):
            for part in parts:
                yield from _demands(part)
        case AnyOf(any=parts):
            yield from _demands(parts[0])
        case Comparison(field=field, op="in", value=list(options)):
            yield field, options[0]
        case Comparison(field=field, op="==", value=value):
            yield field, value
