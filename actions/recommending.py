"""分工会推荐: a part of a union recommends; the union chooses, and begins its own case from what was recommended."""

from datetime import datetime

from actions.carrying import carried
from actions.cases import open_case
from actions.links import follows
from engine.recommending import is_chosen, must_be_chosen, taken_up_as
from engine.refusals import AlreadyTakenUp, NoSuchCase, NotYourUnit
from engine.state import CaseState, Person
from models import cases, drafts, organisation, processes, rounds
from models.reads import recommending as reads
from models.reads.recommending import Running
from models.session import Session


def take_up(session: Session, case_id: str, *, actor: Person, now: datetime) -> str:
    """Begin the union's own case from a recommendation, its form filled with what that says. Returns its id.

    Raises NoSuchCase, NotChosen, NotYourUnit, AlreadyTakenUp and what opening a case raises.
    """
    record = cases.lock(session, case_id)
    if record is None:
        raise NoSuchCase
    said = record.state
    must_be_chosen(processes.get(session, said.version), said)
    if actor.unit != organisation.parent_of(session, said.unit.key):
        raise NotYourUnit
    if (number := taken_up_as(said)) is not None:
        raise AlreadyTakenUp(number=number)
    return _begin(session, said, actor=actor, now=now)


def may_take_up(session: Session, said: CaseState, actor: Person) -> bool:
    """Whether the actor's union may begin its own case from it now."""
    chosen = is_chosen(processes.get(session, said.version), said) and taken_up_as(said) is None
    return chosen and actor.unit == organisation.parent_of(session, said.unit.key)


def campaigns_for(session: Session, actor: Person, *, now: datetime) -> list[Running]:
    """The rounds for which the actor's part of a union may recommend now, each with the process to do it by."""
    return reads.running(session, organisation.parent_of(session, actor.unit), now=now)


def _begin(session: Session, said: CaseState, *, actor: Person, now: datetime) -> str:
    round_ = rounds.by_key(session, said.round or "")
    if round_ is None:
        message = f"{said.number} recommends within no round"
        raise LookupError(message)
    new_id = open_case(session, round_.process, actor=actor, now=now, round_key=round_.key)
    opened = cases.load(session, new_id)
    if opened is None:
        raise NoSuchCase
    new = opened.state
    known = carried(session, processes.get(session, new.version), said)
    if known:
        drafts.keep_new(session, {share.id: known for share in new.assignments}, now=now)
    follows(session, new, (said.id, said.number), by=actor, note="据分工会推荐申报", now=now)
    return new_id
