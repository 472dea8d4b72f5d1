"""终止, 暂挂, 恢复 and the look at whole ID numbers: what only an administrator does, with the reason."""

from engine import commands as c
from engine import events as e
from engine.handling.guards import ADMINISTRATOR, must_explain
from engine.handling.questions import due_shifts
from engine.handling.returning import ended_early
from engine.hardship.centre import is_of_the_centre
from engine.matter import Matter
from engine.people.recusal import concerns
from engine.refusals import (
    AlreadyHeld,
    CaseIsOver,
    NotAdministrator,
    NothingHeld,
    OutcomeIsFixed,
    OwnCase,
)
from engine.state import CASE_STATUS_LABELS, Person


def terminate(matter: Matter, command: c.Terminate) -> list[e.Event]:
    """End the case for good. A case that has its outcome keeps it. A held one may be ended as well."""
    must_be_administrator(matter, command.actor)
    _must_not_be_over(matter)
    if matter.state.outcome is not None:
        raise OutcomeIsFixed(act="终止")
    must_explain("终止", command.reason)
    ended = e.CaseTerminated(by=command.actor.id, reason=command.reason)
    return ended_early(matter, "管理员已终止本事项", ended)


def hold(matter: Matter, command: c.Hold) -> list[e.Event]:
    """Have the case wait: nobody acts on it, and no time runs."""
    must_be_administrator(matter, command.actor)
    _must_not_be_over(matter)
    if matter.state.held is not None:
        raise AlreadyHeld(reason=matter.state.held)
    must_explain("暂挂", command.reason)
    return [e.CaseHeld(reason=command.reason, by=command.actor.id)]


def resume(matter: Matter, command: c.Resume) -> list[e.Event]:
    """Let a held case go on; the time it was held is added to the due dates."""
    must_be_administrator(matter, command.actor)
    if matter.state.held is None:
        raise NothingHeld
    resumed: list[e.Event] = [e.CaseResumed(by=command.actor.id)]
    since = matter.state.held_at
    if since is None:
        return resumed
    for visit in matter.state.steps:
        if visit.status == "open":
            resumed += due_shifts(matter, visit, max(since, visit.opened_at))
    return resumed


def disclose(matter: Matter, command: c.Disclose) -> list[e.Event]:
    """Have the whole ID numbers of a case, open or over. Every such look is a line of its journal.

    Those of a household are also for whoever has a share in its case, and its account for those who pay.
    """
    centre = is_of_the_centre(command.actor)
    mine = {"household": _takes_part(matter, command.actor), "payment": centre, "matching": centre}
    if not mine.get(command.what, False):
        must_be_administrator(matter, command.actor)
    if concerns(matter.state, command.actor):
        raise OwnCase
    must_explain("查看完整证件号码", command.reason)
    return [e.CaseDisclosed(by=command.actor.id, reason=command.reason, what=command.what)]


def _takes_part(matter: Matter, actor: Person) -> bool:
    return any(one.person == actor.id for one in matter.state.assignments)


def must_be_administrator(matter: Matter, actor: Person) -> None:
    """The actor looks after the office, and the case is not his or her own. Raises NotAdministrator, OwnCase."""
    if ADMINISTRATOR not in actor.posts:
        raise NotAdministrator
    if concerns(matter.state, actor):
        raise OwnCase


def _must_not_be_over(matter: Matter) -> None:
    if matter.state.closed_at is not None:
        raise CaseIsOver(status=CASE_STATUS_LABELS[matter.state.status])
