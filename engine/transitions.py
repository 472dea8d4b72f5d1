"""``handle(process, state, command) -> events | refusal``: every command finds its handler here, and only here."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from engine import commands as c
from engine.deadlines import Calendar
from engine.definition import Body, Process
from engine.documents import issuing
from engine.events import Event
from engine.handling import (
    administering,
    growing,
    handing_on,
    judging,
    keeping,
    machine,
    moving,
    overdue,
    pool,
    publicity,
    questions,
    reminding,
    returning,
    signing,
    standing_in,
    subcases,
    telling,
    twins,
    vacating,
)
from engine.handling.alternatives import instead_of
from engine.handling.ballots import cast_vote, close_ballot
from engine.handling.correcting import correct
from engine.handling.ending_with_title import end_with_title
from engine.handling.meeting_ballots import count_at_meeting
from engine.handling.opinions import accept_opinion, receive_opinion, record_opinion
from engine.handling.submitting import submit
from engine.handling.taking_back import take_back
from engine.handling.waiving import lapsed, waive
from engine.lists import ranking
from engine.matter import Matter
from engine.refusals import Refusal
from engine.rounds.intake import must_not_be_over
from engine.rounds.state import CaseInRound
from engine.state import CaseState
from engine.way import copying
from engine.way.opening import advance, bodies_at, bodies_to_staff, open_case


def handle(
    process: Process,
    state: CaseState | None,
    command: c.Command,
    *,
    now: datetime,
    calendar: Calendar,
    within: CaseInRound | None = None,
) -> list[Event]:
    """What happens when ``command`` is asked of the case at ``now``, ``within`` its round where ``asks_of_round``.

    No state is changed: ``evolve`` does that. Raises a ``Refusal`` when the rules say no, and ValueError for
    a command other than ``OpenCase`` without a state (that is a bug, not a refusal).
    """
    if isinstance(command, c.OpenCase):
        must_not_be_over(within, now)
        return open_case(process, command, now, calendar)
    if state is None:
        message = f"{type(command).__name__} without a case"
        raise ValueError(message)
    keeping.must_not_be_destroyed(state)
    matter = Matter(process, state, now, calendar, within)
    try:
        events = _HANDLERS[type(command)](matter, command)
    except Refusal as refusal:
        refusal.instead = instead_of(matter, command, refusal)
        raise
    return [*events, *lapsed(matter, events)]


def asks_of_round(process: Process, command: type[c.Command]) -> bool:
    """Whether a command needs to know the round of the case: handing in its calendar, any act its gates."""
    return bool(process.gates) or (process.round is not None and command is c.Submit)


def bodies_to_advance(process: Process, state: CaseState) -> dict[str, Body]:
    """The bodies whose people ``Advance`` needs: of pending steps, of open ones without anybody, for objections."""
    needed = bodies_to_staff(process, state.pending)
    for _, step, _ in publicity.unattended(process, state):
        needed[step.objections_to] = process.bodies[step.objections_to]
    for _, empty in vacating.unstaffed(process, state):
        needed |= {body: process.bodies[body] for body in bodies_at(empty)}
    return needed


def _advance(matter: Matter, command: c.Advance) -> list[Event]:
    if matter.state.held is not None or matter.state.closed_at is not None:
        return []
    again = vacating.staff_again(matter, command.staff)
    matter = matter.after(again)
    return again + advance(matter, command) + publicity.attend(matter, command.staff)


_HANDLERS: dict[type, Callable[[Matter, Any], list[Event]]] = {
    c.Submit: submit,
    c.Decide: signing.decide,
    c.SendBack: returning.send_back,
    c.CastVote: cast_vote,
    c.CloseBallot: close_ballot,
    c.CountAtMeeting: count_at_meeting,
    c.Score: judging.give_score,
    c.RecordOpinion: record_opinion,
    c.ReceiveOpinion: receive_opinion,
    c.AcceptOpinion: accept_opinion,
    c.FileObjection: publicity.file_objection,
    c.RecordFinding: publicity.record_finding,
    c.CloseWindow: publicity.close_window,
    c.Remind: reminding.remind,
    c.Climb: overdue.climb,
    c.Advance: _advance,
    c.FinishMachine: machine.finish,
    c.FailMachine: machine.fail,
    c.Resume: administering.resume,
    c.Withdraw: returning.withdraw,
    c.Claim: pool.claim,
    c.GiveBack: pool.give_back,
    c.ExpireClaim: pool.expire_claim,
    c.Transfer: handing_on.transfer,
    c.Recuse: vacating.recuse,
    c.ReplaceLeaver: vacating.replace_leaver,
    c.StandInFor: standing_in.begin,
    c.EndStandIn: standing_in.end,
    c.Delegate: handing_on.delegate,
    c.AddSigner: handing_on.add_signer,
    c.RemoveSigner: handing_on.remove_signer,
    c.TakeBack: take_back,
    c.Ask: questions.ask,
    c.AnswerQuestion: questions.answer,
    c.Terminate: administering.terminate,
    c.Hold: administering.hold,
    c.Urge: telling.urge,
    c.CopyTo: telling.copy_to,
    c.CopyByRule: copying.copy_by_rule,
    c.MarkRead: telling.mark_read,
    c.Elapse: machine.elapse,
    c.EndWithTitle: end_with_title,
    c.AttachSubCase: subcases.attach,
    c.CloseSubCase: subcases.close,
    c.AddLine: growing.grow,
    c.Correct: correct,
    c.Link: subcases.link,
    c.Unlink: subcases.unlink,
    c.Move: moving.move,
    c.UndoMove: moving.undo,
    c.Disclose: administering.disclose,
    c.IssueDocument: issuing.issue,
    c.VoidDocument: issuing.void,
    c.Rank: ranking.rank,
    c.PutForward: ranking.put_forward,
    c.MoveUp: ranking.move_up,
    c.JudgeTwin: twins.judge,
    c.Waive: waive,
    c.Preserve: keeping.preserve,
    c.LiftPreservation: keeping.lift,
    c.Destroy: keeping.destroy,
}
