"""认领, 转办, 委派, 加签, 减签, 撤回: who does what waits, besides doing it."""

from datetime import datetime

from actions.people import somebody, staff_for
from actions.perform import perform, perform_on
from engine.commands import (
    AddSigner,
    Claim,
    Command,
    Delegate,
    ExpireClaim,
    GiveBack,
    Place,
    Recuse,
    RemoveSigner,
    TakeBack,
    Transfer,
)
from engine.definition import Process
from engine.state import CaseState, Person
from engine.way.opening import bodies_at
from models import assignments
from models.session import Session


def claim(session: Session, assignment_id: str, *, actor: Person, now: datetime) -> None:
    """Take a pooled share for oneself. Raises NotPooled, AlreadyClaimed, ClaimedByColleague and those of turn."""
    _do(session, assignment_id, Claim(actor, assignment_id), actor=actor, now=now)


def give_back(session: Session, assignment_id: str, *, actor: Person, now: datetime, note: str = "") -> None:
    """Give a claim back to the pool, or what was delegated to whoever delegated it. Raises NothingToGiveBack."""
    _do(session, assignment_id, GiveBack(actor, assignment_id, note), actor=actor, now=now)


def transfer(
    session: Session, assignment_id: str, to: str, *, actor: Person, now: datetime, note: str = ""
) -> None:
    """Hand the share over for good to the person with the id ``to`` (转办). Raises Recused and its like."""
    command = Transfer(actor, assignment_id, somebody(session, to), note)
    _do(session, assignment_id, command, actor=actor, now=now)


def delegate(
    session: Session, assignment_id: str, to: str, *, actor: Person, now: datetime, note: str = ""
) -> None:
    """Ask the person ``to`` for an opinion and get the share back (委派). Raises Recused and its like."""
    command = Delegate(actor, assignment_id, somebody(session, to), note)
    _do(session, assignment_id, command, actor=actor, now=now)


def add_signer(
    session: Session,
    assignment_id: str,
    to: str,
    place: Place,
    *,
    actor: Person,
    now: datetime,
    note: str = "",
) -> None:
    """Have the person ``to`` sign as well (加签). Raises AddedTooDeep, Recused, AlreadyTakesPart."""
    command = AddSigner(actor, assignment_id, somebody(session, to), place, note)
    _do(session, assignment_id, command, actor=actor, now=now)


def remove_signer(
    session: Session, assignment_id: str, *, actor: Person, now: datetime, reason: str = ""
) -> None:
    """Take an added signer away (减签); ``assignment_id`` is the signer's. Raises NotAdded, NotYourSigner."""
    _do(session, assignment_id, RemoveSigner(actor, assignment_id, reason), actor=actor, now=now)


def take_back(session: Session, assignment_id: str, *, actor: Person, now: datetime) -> None:
    """Take one's own decision or hand-over back (撤回). Raises NextHasActed, NothingToTakeBack, PaperInTheBox."""
    _do(session, assignment_id, TakeBack(actor, assignment_id), actor=actor, now=now)


def recuse(session: Session, assignment_id: str, reason: str, *, actor: Person, now: datetime) -> None:
    """Declare a conflict of interest (申请回避). Raises CommentMissing, ActNotAllowed and those of turn."""

    def ask(state: CaseState, process: Process) -> Command:
        share = state.assignment(assignment_id)
        bodies = {*bodies_at(process.step(share.step)), share.body} if share else set()
        known = {key: process.bodies[key] for key in bodies}
        return Recuse(actor, assignment_id, reason, staff_for(session, known, state, now=now))

    perform_on(session, assignment_id, ask, by=actor.id, now=now)


def claims_run_out(session: Session, *, now: datetime) -> list[tuple[str, str]]:
    """Case and assignment of every claim that was forgotten."""
    return assignments.claims_run_out(session, at=now)


def expire_claim(session: Session, case_id: str, assignment_id: str, *, now: datetime) -> None:
    """The clock gives a claim back to the pool: whoever acted in between is first, and nothing happens."""
    perform(session, case_id, lambda _state, _process: ExpireClaim(assignment_id), by=None, now=now)


def _do(session: Session, assignment_id: str, command: Command, *, actor: Person, now: datetime) -> None:
    perform_on(session, assignment_id, lambda _state, _process: command, by=actor.id, now=now)
