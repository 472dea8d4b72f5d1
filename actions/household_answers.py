"""The household file handed in with a step: checked, fixed as a version, and told to the form in one line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from actions import matching
from actions.households import Opened, open_file
from engine.definition import FormField, Process
from engine.forms.parts import asked_at
from engine.hardship.filling import in_one_line
from engine.refusals import TakenMeanwhile
from engine.rulebook.answer import Value
from engine.state import CaseState, facts_of
from models import households
from models.households import AlreadyTaken
from models.sealing import Seal
from models.session import Session

_HAPPENED = "changed_on"  # the field of the form that says when a household changed


def with_households(
    session: Session,
    process: Process,
    state: CaseState,
    fields: Sequence[FormField],
    answers: dict[str, Any],
    *,
    now: datetime,
    seal: Seal,
) -> dict[str, Any]:
    """The answers, with the version of the file that is handed in with them; in order, it is fixed from now on.

    Raises TakenMeanwhile when somebody of the household has come into another file this very moment.
    """
    wanted = [one for one in fields if one.type == "household"]
    if not wanted:
        return answers
    step = wanted[0].filled_at or process.steps[0].key
    asked = {one.key for one in asked_at(process, step, {**facts_of(state), **answers})}
    found = {key: value for key, value in answers.items() if key not in {one.key for one in wanted}}
    file = open_file(session, state.id, seal)
    points = matching.open_points(session, process, state, step)
    if file is not None:
        points += matching.not_corrected(session, state, file.file, seal)
        points += _about_somebody_else(file, process, {**state.answers, **answers}, seal)
    for field in wanted:
        if file is not None and field.key in asked:
            happened = str(answers.get(_HAPPENED) or "")
            told = _handed_in(session, file, field, happened, now=now, seal=seal)
            found[field.key] = {**told, "findings": [*told["findings"], *points]}
    return found


def _about_somebody_else(
    file: Opened, process: Process, answers: Mapping[str, Any], seal: Seal
) -> Iterator[str]:
    """A case and the file in it are about one person: whoever applies is 本人 of the household."""
    number = answers.get(process.form.identity or "")
    own = [one.id_number for one in file.file.members if one.relation == "本人"]
    if (
        isinstance(number, Mapping)
        and "hash" in number
        and len(own) == 1
        and seal.hash(own[0]) != number["hash"]
    ):
        yield "家庭情况里“本人”的身份证号与表单上的不一致，须是同一人。"


def _handed_in(
    session: Session, file: Opened, field: FormField, happened: str, *, now: datetime, seal: Seal
) -> dict[str, Any]:
    version, answer = file.version, file.answer
    told = {"household": version.household, "version": version.number, "persons": version.persons}
    if answer is None:
        return {**told, "findings": [one.sentence for one in file.findings]}
    figures = {one.key: one.value for one in answer.figures}
    if version.fixed_at is None:
        if field.occasion is not None:
            version.occasion = field.occasion
            version.happened_on = _day(happened) if field.occasion == "change" else None
        _fix(session, file, str(answer.result), figures, now=now, seal=seal)
    by_head = Decimal(str(figures["by_head"]))
    words = in_one_line(str(answer.result), by_head, version.persons)
    return {**told, "class": answer.result, "words": words, "findings": []}


def _fix(
    session: Session, file: Opened, found: str, figures: dict[str, Value], *, now: datetime, seal: Seal
) -> None:
    version = file.version
    version.hardship_class, version.edge = found, bool(figures["edge"])
    version.by_head, version.line = Decimal(str(figures["by_head"])), Decimal(str(figures["line"]))
    version.fixed_at = now
    session.flush()
    try:
        hashes = [seal.hash(one.id_number) for one in file.file.members]
        households.take(session, version.household, hashes, now=now)
    except AlreadyTaken:
        raise TakenMeanwhile from None


def _day(text: str) -> date | None:
    """The day; None for what is none: the form itself says what is wrong with it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
