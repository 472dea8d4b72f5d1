"""Conditional parts of a form: which fields are asked, given what was answered before them."""

from collections.abc import Mapping

from engine.conditions import Facts, holds
from engine.definition import FormField, Process
from engine.tables import answered


def asked(process: Process, facts: Facts) -> list[FormField]:
    """The fields of the whole form that are asked, in its order.

    A field looks only at those before it. An answer to a field that is not asked counts as none, so that what
    hangs on it is not asked either.
    """
    keys = {field.key for field in process.form.fields}
    seen = {name: fact for name, fact in facts.items() if name not in keys}
    found = []
    for field in process.form.fields:
        if field.when is None or holds(field.when, answered(process.tables, seen)):
            found.append(field)
            seen |= {field.key: facts[field.key]} if field.key in facts else {}
    return found


def asked_at(process: Process, step: str, facts: Facts) -> list[FormField]:
    """The fields filled at ``step`` that are asked."""
    keys = {field.key for field in asked(process, facts)}
    return [field for field in process.fields_at(step) if field.key in keys]


def counted(process: Process, answers: Mapping[str, object], facts: Facts) -> dict[str, object]:
    """The answers that count: those to fields that are not asked are left out.

    Keys that are no fields of the form stay in, so that the check of the answers can name them.
    """
    unasked = {field.key for field in process.form.fields} - {field.key for field in asked(process, facts)}
    return {key: value for key, value in answers.items() if key not in unasked}
