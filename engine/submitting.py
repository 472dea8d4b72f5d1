"""Handing in the form: everything is checked at once, and a place of the quota is taken."""

from engine import commands as c
from engine import events as e
from engine.forms import must_be_complete
from engine.guards import admit, must_allow
from engine.matter import Matter, Turn
from engine.refusals import NoQuota, OwnCase, QuotaExhausted
from engine.routing import settle
from engine.state import facts_of


def submit(matter: Matter, command: c.Submit) -> list[e.Event]:
    """Hand in the form. Raises FormIncomplete with every defect, or QuotaExhausted before anything is looked at."""
    turn = admit(matter, command.actor, command.assignment)
    must_allow(turn, "submit")
    if command.identity is not None and command.identity == command.actor.identity:
        raise OwnCase
    place = _place(matter, turn, command)
    must_be_complete(matter.process, turn.step.key, command.answers, facts_of(matter.state))
    events = [_decided(turn, command), _submitted(matter, turn, command), *place]
    after = matter.after(events)
    return events + settle(after.process, after.state, turn.visit, "done", f"已由 {turn.mine.name} 提交")


def _place(matter: Matter, turn: Turn, command: c.Submit) -> list[e.Event]:
    """The place this step takes; a case that has one already (returned for correction) keeps it."""
    quota = matter.process.quota
    if quota is None or quota.taken_at != turn.step.key or matter.state.place_taken:
        return []
    if command.places is None:
        raise NoQuota(unit=matter.state.unit.name)
    if command.places.used >= command.places.places:
        raise QuotaExhausted(unit=command.places.unit_name, places=command.places.places)
    return [e.QuotaTaken()]


def _decided(turn: Turn, command: c.Submit) -> e.Event:
    return e.AssignmentDecided(id=turn.mine.id, by=command.actor.id, decision="submit", comment="")


def _submitted(matter: Matter, turn: Turn, command: c.Submit) -> e.Event:
    """The step's own answers are replaced as a whole: a field emptied in a correction is empty afterwards."""
    own = {field.key for field in matter.process.fields_at(turn.step.key)}
    others = {key: value for key, value in matter.state.answers.items() if key not in own}
    return e.CaseSubmitted(
        answers={**others, **command.answers}, subject=command.subject, identity=command.identity
    )
