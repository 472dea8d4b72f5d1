"""Objections during publicity, their findings, and the end of a window."""

from datetime import datetime
from uuid import uuid4

from actions.people import staff_for
from actions.perform import perform, perform_on
from engine.commands import CloseWindow, Command, FileObjection, RecordFinding
from engine.definition import Process, PublicityStep
from engine.refusals import WindowNotOpen
from engine.showing.objections import must_be_traceable
from engine.state import CaseState, Person
from models import publicity
from models.publicity import Objection
from models.sealing import Seal
from models.session import Session

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that are taken for one another: 0 and O, 1 and I."""


def file_objection(
    session: Session, case_id: str, *, name: str, contact: str, text: str, now: datetime, seal: Seal
) -> str:
    """Object to what is shown of a case; the letter is sealed, the window of this case alone stops.

    Raises WindowNotOpen, ObjectionUntraceable. Returns the code with which its author can ask how it stands.
    """
    objection = str(uuid4())

    def ask(state: CaseState, process: Process) -> Command:
        step = _showing(state, process)
        must_be_traceable(name=name, contact=contact, text=text, clue_words=step.clue_words)
        body = {step.objections_to: process.bodies[step.objections_to]}
        people = staff_for(session, body, state, now=now)[step.objections_to]
        return FileObjection(objection, step.key, people)

    perform(session, case_id, ask, by=None, now=now)
    letter = {"name": name, "contact": contact, "text": text}
    code = _code(objection, seal)
    publicity.keep_letter(session, objection, seal.letter(letter), code=seal.hash(code))
    return code


def objection_under(session: Session, code: str, *, seal: Seal) -> Objection | None:
    """The objection whose author was given ``code``, however he or she writes it; None for no code of ours."""
    told = "".join(one for one in code.upper() if one.isalnum())
    return publicity.filed_under(session, seal.hash(_in_fours(told)))


def _code(objection: str, seal: Seal) -> str:
    """Twelve signs that nobody guesses and that follow from the objection: the office keeps only their hash."""
    number = int(seal.hash(f"objection {objection}"), 16)
    signs = []
    for _ in range(12):
        number, sign = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[sign])
    return _in_fours("".join(signs))


def _in_fours(signs: str) -> str:
    return "-".join(signs[n : n + 4] for n in range(0, len(signs), 4))


def record_finding(
    session: Session, assignment_id: str, *, upheld: bool, reason: str, actor: Person, now: datetime
) -> None:
    """Say what the inquiry found. Upheld ends the case; not upheld lets the window run on."""

    def ask(state: CaseState, _process: Process) -> Command:
        mine = state.assignment(assignment_id)
        objection = (mine.objection if mine else None) or ""
        return RecordFinding(actor, assignment_id, objection, upheld, reason)

    perform_on(session, assignment_id, ask, by=actor.id, now=now)


def windows_run_out(session: Session, *, now: datetime) -> list[tuple[str, str]]:
    """Case and window of every window whose last day is over."""
    return publicity.run_out(session, at=now)


def close_window(session: Session, case_id: str, window: str, *, now: datetime) -> None:
    """The clock closes a window. Raises WindowStillOpen, WindowSuspended, WindowNotOpen: then a person was first."""
    perform(session, case_id, lambda _state, _process: CloseWindow(window), by=None, now=now)


def _showing(state: CaseState, process: Process) -> PublicityStep:
    """The publicity step at which the case is. Raises WindowNotOpen when it is at none."""
    for step in process.steps:
        if isinstance(step, PublicityStep) and state.open_step(step.key):
            return step
    raise WindowNotOpen
