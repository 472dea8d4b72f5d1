"""暂停销毁, 解除 and 销毁: what the archive asks of a case."""

from engine import commands as c
from engine import events as e
from engine.deadlines import local_date
from engine.handling.guards import ADMINISTRATOR, must_explain
from engine.matter import Matter
from engine.refusals import (
    DestroyedAlready,
    MayNotBeDestroyed,
    NoRightToKeep,
    NotPreserved,
    PreservedAlready,
    PreservedUntilPast,
)
from engine.retention.periods import why_not_due
from engine.state import CaseState, Person

ARCHIVIST, APPROVER = "archivist", "prov_head"
KEEPERS = frozenset({ARCHIVIST, APPROVER, ADMINISTRATOR})


def preserve(matter: Matter, command: c.Preserve) -> list[e.Event]:
    """Have nothing of the case destroyed, open or over."""
    _must_be_a_keeper(command.actor)
    if is_preserved(matter):
        raise PreservedAlready(reason=matter.state.preserved)
    must_explain("暂停销毁", command.reason)
    if command.until is not None and command.until <= matter.now:
        raise PreservedUntilPast
    return [e.CasePreserved(by=command.actor.id, reason=command.reason, until=command.until)]


def lift(matter: Matter, command: c.LiftPreservation) -> list[e.Event]:
    """Let what is due be destroyed again."""
    _must_be_a_keeper(command.actor)
    if matter.state.preserved is None:
        raise NotPreserved
    must_explain("解除暂停销毁", command.reason)
    return [e.PreservationLifted(by=command.actor.id, reason=command.reason)]


def destroy(matter: Matter, command: c.Destroy) -> list[e.Event]:
    """Take out what is personal. Raises MayNotBeDestroyed with everything that keeps the case."""
    why = [*why_not_due(matter.state, command.kept, local_date(matter.now)), *command.hindrances]
    if is_preserved(matter):
        why.append("暂停销毁")
    if why:
        raise MayNotBeDestroyed(number=matter.state.number, because="；".join(why))
    return [
        e.CaseDestroyed(
            listed=command.listed,
            proposed_by=command.proposed_by,
            approved_by=command.approved_by,
            withheld=command.withheld,
            remains=command.remains,
        )
    ]


def is_preserved(matter: Matter) -> bool:
    """Whether destruction is put off at this moment: one with an end ends by itself."""
    until = matter.state.preserved_until
    return matter.state.preserved is not None and (until is None or matter.now < until)


def must_not_be_destroyed(state: CaseState) -> None:
    """Nothing is asked of a case of which nothing is left. Raises DestroyedAlready."""
    if state.destroyed_at is not None:
        raise DestroyedAlready(number=state.number)


def _must_be_a_keeper(actor: Person) -> None:
    if not KEEPERS & actor.posts:
        raise NoRightToKeep
