"""Handing in the form: everything is checked at once, and a place of the quota is taken."""

from collections.abc import Mapping
from dataclasses import replace

from engine import commands as c
from engine import events as e
from engine.conditions import HANDED_IN
from engine.deadlines import local_date
from engine.forms.answers import must_be_complete
from engine.forms.parts import counted
from engine.handling.guards import admit, must_allow
from engine.handling.twins import must_be_the_only_line, suspected
from engine.ledger.booking import APART
from engine.ledger.of_cases import category_of
from engine.matter import Matter, Turn
from engine.refusals import NoQuota, NotTheHolder, OwnCase, QuotaExhausted, SameLeader
from engine.rounds.intake import is_late
from engine.state import facts_of
from engine.titles.entering import entering_findings
from engine.way.routing import settle


def submit(matter: Matter, command: c.Submit) -> list[e.Event]:
    """Hand in the form. Raises FormIncomplete with every defect.

    Before the form is looked at: NotTheHolder, SameLeader, RoundNotBegun and RoundOver outside the days of the round,
    and QuotaExhausted.
    """
    turn = admit(matter, command.actor, command.assignment)
    must_allow(turn, "submit")
    if command.identity is not None and command.identity == command.actor.identity:
        raise OwnCase
    if command.holder is not None and command.holder != command.identity:
        raise NotTheHolder
    if command.leader is not None and command.leader == command.identity:
        raise SameLeader
    late = _late(matter)
    whole = _whole(matter, turn, command.answers)
    place = _place(matter, turn, command, whole)
    must_be_the_only_line(command.twins)
    own = {key: whole[key] for key in command.answers if key in whole}
    untrue = entering_findings(matter.process, own, local_date(matter.now))
    must_be_complete(matter.process, turn.step.key, own, _facts(matter, whole), untrue)
    submitted = e.CaseSubmitted(answers=whole, subject=command.subject, identity=command.identity, late=late)
    events = [_decided(turn, command), submitted, *place]
    after = matter.after(events)
    ended = settle(after.process, after.state, turn.visit, "done", f"已由 {turn.mine.name} 提交")
    return [*events, *ended, *suspected(after, command.twins, command.subject)]


def _late(matter: Matter) -> bool:
    """The days of the round are kept by what is handed in the first time; a correction has its own due date."""
    if matter.state.subject is not None:
        return matter.state.late
    return is_late(matter.within, matter.now)


def _place(matter: Matter, turn: Turn, command: c.Submit, whole: Mapping[str, object]) -> list[e.Event]:
    """The place this step takes; a case that has one already (returned for correction) keeps it.

    Corrected into another category it gives that place back and needs one there.
    """
    quota, state = matter.process.quota, matter.state
    if quota is None or quota.taken_at != turn.step.key:
        return []
    category = category_of(matter.process, _facts(matter, whole))
    if state.place_taken and state.place_category == category:
        return []
    back: list[e.Event] = [e.QuotaReturned(category=state.place_category)] if state.place_taken else []
    if category == APART:
        return [*back, e.QuotaTaken(category=category)]
    if command.places is None:
        raise NoQuota(unit=matter.state.unit.name)
    if command.places.used >= command.places.places:
        raise QuotaExhausted(unit=command.places.unit_name, places=command.places.places)
    return [*back, e.QuotaTaken(category=category)]


def _decided(turn: Turn, command: c.Submit) -> e.Event:
    return e.AssignmentDecided(id=turn.mine.id, by=command.actor.id, decision="submit", comment="")


def _whole(matter: Matter, turn: Turn, answers: Mapping[str, object]) -> dict[str, object]:
    """All answers of the case afterwards; what is not asked any more, at a later step too, is not among them.

    The step's own answers are replaced as a whole: a field emptied in a correction is empty afterwards.
    """
    own = {field.key for field in matter.process.fields_at(turn.step.key)}
    others = {key: value for key, value in matter.state.answers.items() if key not in own}
    whole = {**others, **answers}
    return counted(matter.process, whole, _facts(matter, whole))


def _facts(matter: Matter, whole: Mapping[str, object]) -> dict[str, object]:
    """The facts of the case with these answers, handed in today."""
    today = local_date(matter.now).isoformat()
    return facts_of(replace(matter.state, answers=whole)) | {HANDED_IN: today}
