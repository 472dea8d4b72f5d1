"""Who may see which field of a case, and who may correct it where: one answer for every door."""

from collections.abc import Iterable, Mapping

from engine.conditions import fields_named
from engine.definition import FormField, Process, Rule
from engine.events import ANSWERS
from engine.forms.answers import looks_at
from engine.state import CaseState


def hidden_fields(process: Process, state: CaseState, person: str) -> frozenset[str]:
    """The fields that ``person`` may not see: those for other bodies only (``seen_by``).

    Whoever has, or had, a share of the case for one of these bodies sees them, and whoever fills or corrects them.
    An answer to a question is no share, nor is one that its holder was recused from.
    """
    shares = [
        one
        for one in state.assignments
        if one.person == person and one.via != "question" and one.recused_at is None
    ]
    bodies, steps = {one.body for one in shares}, {one.step for one in shares}
    return frozenset(
        field.key
        for field in process.form.fields
        if field.seen_by
        and not bodies.intersection(field.seen_by)
        and not steps.intersection(_at(process, field))
    )


def hidden_from_all_others(process: Process) -> frozenset[str]:
    """The fields that are for certain bodies only: no paper that everybody may open has them."""
    return frozenset(field.key for field in process.form.fields if field.seen_by)


def without(answers: Mapping[str, object], hidden: frozenset[str]) -> dict[str, object]:
    """The answers but for those hidden."""
    return {key: value for key, value in answers.items() if key not in hidden}


def private_files(payloads: Iterable[Mapping[str, object]], hidden: frozenset[str]) -> set[str]:
    """The digests of files that were ever an answer to a field hidden, and never to one that is not."""
    said = [
        one for payload in payloads for where in ANSWERS if isinstance(one := payload.get(where), Mapping)
    ]
    shut = [{key: one for key, one in answers.items() if key in hidden} for answers in said]
    told = [without(answers, hidden) for answers in said]
    return set().union(*map(files_of, shut)) - set().union(*map(files_of, told))


def files_of(answers: Mapping[str, object]) -> set[str]:
    """The digests of the files among the answers."""
    return {str(one["digest"]) for one in answers.values() if isinstance(one, Mapping) and "digest" in one}


def hides_household(process: Process, state: CaseState, hidden: frozenset[str]) -> bool:
    """Whether the household's file, which is shown as it was last asked for, answers a field hidden."""
    fields = [one for one in process.form.fields if one.type == "household" and one.key in hidden]
    return any(state.visits(one.filled_at or process.steps[0].key) for one in fields)


def may_be_told(process: Process, rule: Rule, hidden: frozenset[str]) -> bool:
    """Whether nothing that ``rule`` looks at is hidden: its evidence would tell."""
    return not fields_named(looks_at(rule, process.tables)) & hidden


def _at(process: Process, field: FormField) -> set[str]:
    return {field.filled_at or process.steps[0].key, *field.corrected_at}
