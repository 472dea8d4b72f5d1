"""``evolve(state, event, at) -> state``: what each event does to a case. Only here does a status change."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from engine import events as e
from engine.spots import renamed, written
from engine.state import (
    CRITERION,
    AssignmentState,
    BlockState,
    CaseState,
    CaseStatus,
    CopyState,
    LinkState,
    ObjectionState,
    OpinionState,
    StepState,
    Tally,
    Unit,
    WindowState,
)

Stored = TypeVar(
    "Stored",
    StepState,
    AssignmentState,
    WindowState,
    ObjectionState,
    OpinionState,
    CopyState,
    BlockState,
    LinkState,
)
Visited = TypeVar("Visited", StepState, BlockState)


def evolve(state: CaseState | None, event: e.Event, at: datetime) -> CaseState:
    """The state after ``event`` happened at ``at``. Raises KeyError for an event nobody wrote an effect for."""
    if isinstance(event, e.CaseOpened):
        return _opened(event, at)
    if state is None:
        message = f"{event.event} before case.opened"
        raise ValueError(message)
    return _EFFECTS[type(event)](state, event, at)


def replay(state: CaseState | None, events: Iterable[e.Event], at: datetime) -> CaseState:
    """The state after all of ``events`` happened at ``at``. Raises ValueError when there is none before or after."""
    for event in events:
        state = evolve(state, event, at)
    if state is None:
        message = "no case and nothing that opens one"
        raise ValueError(message)
    return state


def _opened(event: e.CaseOpened, at: datetime) -> CaseState:
    unit = Unit(event.unit, event.unit_name, event.unit_direct, event.unit_sector, event.unit_city)
    return CaseState(
        id=event.case,
        number=event.number,
        process=event.process,
        version=event.version,
        unit=unit,
        round=event.round,
        status="draft",
        opened_by=event.by,
        opened_at=at,
        answers={},
    )


def _submitted(state: CaseState, event: e.CaseSubmitted, at: datetime) -> CaseState:
    return replace(
        state,
        answers=event.answers,
        subject=event.subject,
        identity=event.identity,
        status="under_way",
        opinions=state.opinions if _is_about_the_same(state, event) else _expired(state.opinions, at),
    )


def _is_about_the_same(state: CaseState, event: e.CaseSubmitted) -> bool:
    return (state.identity or state.subject) in (None, event.identity or event.subject)


def _expired(opinions: tuple[OpinionState, ...], at: datetime) -> tuple[OpinionState, ...]:
    """A consent speaks of one person: with another nominee in the form nobody may rely on it."""
    return tuple(replace(one, valid_until=at) if one.valid_until else one for one in opinions)


def _step_opened(state: CaseState, event: e.StepOpened, at: datetime) -> CaseState:
    step = StepState(
        event.id,
        event.step,
        event.kind,
        event.visit,
        "open",
        at,
        event.due_at,
        at=event.at,
        line=event.line,
        back=event.back,
    )
    offered = tuple(_offered(one, step, event.due_at, at) for one in event.assignments)
    return replace(
        state,
        status=event.status,
        ways_back=_ways_without(state, [written(event.step, event.at)]),
        steps=(*state.steps, step),
        assignments=(*state.assignments, *offered),
        pending=_without(state.pending, [written(event.step, event.at)]),
    )


def _ways_without(state: CaseState, spots: Collection[str]) -> Mapping[str, Sequence[str]]:
    if not state.ways_back:
        return state.ways_back
    return {spot: back for spot, back in state.ways_back.items() if spot not in spots}


def _without(pending: tuple[str, ...], spots: Collection[str]) -> tuple[str, ...]:
    return tuple(one for one in pending if one not in spots)


def _offered(
    one: e.AssignmentOffered,
    step: StepState,
    due: datetime | None,
    at: datetime,
    objection: str | None = None,
) -> AssignmentState:
    return AssignmentState(
        id=one.id,
        step_id=step.id,
        step=step.key,
        visit=step.visit,
        body=one.body,
        person=one.person,
        name=one.name,
        unit=one.unit,
        position=one.position,
        status="waiting" if one.waiting else "open",
        why=one.why,
        opened_at=at,
        due_at=None if one.waiting else due,
        objection=objection,
        via=one.via,
        parent=one.parent,
        weight=one.weight,
        for_person=one.for_person,
        for_name=one.for_name,
        for_until=one.for_until,
    )


def _step_skipped(state: CaseState, event: e.StepSkipped, at: datetime) -> CaseState:
    step = StepState(
        event.id,
        event.step,
        event.kind,
        event.visit,
        "settled",
        at,
        outcome="skipped",
        settled_at=at,
        at=event.at,
    )
    pending = _without(state.pending, [written(event.step, event.at)]) + event.next
    return replace(state, steps=(*state.steps, step), pending=pending)


def _step_settled(state: CaseState, event: e.StepSettled, at: datetime) -> CaseState:
    steps = tuple(
        replace(one, status="settled", outcome=event.outcome, settled_at=at) if one.id == event.id else one
        for one in state.steps
    )
    assignments = tuple(
        replace(_closed(one, event.because), closed_with_step=one.status in ("open", "waiting"))
        if one.step_id == event.id
        else one
        for one in state.assignments
    )
    return replace(
        state,
        steps=steps,
        assignments=assignments,
        pending=state.pending + event.next,
        status=_status_without(state, event),
        ways_back=_ways_on(state, event),
    )


def _ways_on(state: CaseState, event: e.StepSettled) -> Mapping[str, Sequence[str]]:
    """What is opened again keeps its own way back: a vote held anew, a step that had itself sent the case back."""
    latest = {written(one.key, one.at): one for one in state.steps}
    settled = next(one for one in state.steps if one.id == event.id)
    kept = {
        spot: latest[spot].back
        for spot in event.next
        if spot in latest and latest[spot].back and (spot in settled.back or latest[spot].id == settled.id)
    }
    return {**state.ways_back, **kept} if kept else state.ways_back


def _status_without(state: CaseState, event: e.StepSettled) -> CaseStatus:
    """With other branches still at work, a public showing that ends leaves the case under way."""
    others = [one.kind for one in state.steps if one.status == "open" and one.id != event.id]
    if state.status == "in_publicity" and others and "publicity" not in others:
        return "under_way"
    return state.status


def _closed(one: AssignmentState, because: str) -> AssignmentState:
    if one.status not in ("open", "waiting"):
        return one
    return replace(one, status="closed", closed_because=because)


def _change(items: tuple[Stored, ...], item_id: str, **changes: Any) -> tuple[Stored, ...]:  # noqa: ANN401 - any field
    return tuple(replace(one, **changes) if one.id == item_id else one for one in items)


def _assignment(state: CaseState, assignment_id: str, **changes: object) -> CaseState:
    return replace(state, assignments=_change(state.assignments, assignment_id, **changes))


def _assignment_opened(state: CaseState, event: e.AssignmentOpened, at: datetime) -> CaseState:
    return _assignment(state, event.id, status="open", opened_at=at, due_at=event.due_at)


def _assignment_decided(state: CaseState, event: e.AssignmentDecided, at: datetime) -> CaseState:
    decided = _assignment(state, event.id, status="decided", decision=event.decision, decided_at=at)
    return replace(decided, answers={**state.answers, **event.answers}) if event.answers else decided


def _assignment_reminded(state: CaseState, event: e.AssignmentReminded, at: datetime) -> CaseState:
    return _assignment(state, event.id, reminded_at=at)


def _assignment_overdue(state: CaseState, event: e.AssignmentOverdue, at: datetime) -> CaseState:
    return _assignment(state, event.id, overdue_at=at)


def _rung_fired(state: CaseState, event: e.OverdueReminded, _at: datetime) -> CaseState:
    return replace(state, steps=_change(state.steps, event.id, rungs=event.rung))


def _overdue_passed_on(state: CaseState, event: e.OverduePassedOn, at: datetime) -> CaseState:
    gone = {"status": "closed", "closed_because": event.because, "claimed_until": None}
    for share in event.closes:
        state = _assignment(state, share, **gone)
    step = next(one for one in state.steps if one.id == event.id)
    offered = tuple(_offered(one, step, event.due_at, at) for one in event.assignments)
    steps = _change(state.steps, event.id, rungs=event.rung)
    return replace(state, steps=steps, assignments=(*state.assignments, *offered))


def _vote_cast(state: CaseState, event: e.VoteCast, at: datetime) -> CaseState:
    return _assignment(state, event.id, status="decided", decision=event.choice or "voted", decided_at=at)


def _ballot_counted(state: CaseState, event: e.BallotCounted, _at: datetime) -> CaseState:
    tally = Tally(event.due, event.approve, event.reject, event.abstain)
    return replace(state, steps=_change(state.steps, event.id, tally=tally))


def _score_given(state: CaseState, event: e.ScoreGiven, at: datetime) -> CaseState:
    return _assignment(
        state, event.id, status="decided", decision="scored", decided_at=at, points=dict(event.points)
    )


def _score_counted(state: CaseState, event: e.ScoreCounted, _at: datetime) -> CaseState:
    means = {f"{CRITERION}{key}": mean for key, mean in event.criteria.items()}
    result = {"score": event.score, "judges": str(event.judges), **means}
    return replace(state, steps=_change(state.steps, event.id, result=result))


def _publicity_opened(state: CaseState, event: e.PublicityOpened, at: datetime) -> CaseState:
    window = WindowState(event.id, event.level, posted_at=at, closes_at=event.closes_at)
    return replace(state, windows=(*state.windows, window))


def _publicity_suspended(state: CaseState, event: e.PublicitySuspended, at: datetime) -> CaseState:
    return replace(
        state, windows=_change(state.windows, event.id, suspended_at=at, days_left=event.days_left)
    )


def _publicity_resumed(state: CaseState, event: e.PublicityResumed, _at: datetime) -> CaseState:
    changes = {"suspended_at": None, "days_left": None, "closes_at": event.closes_at}
    return replace(state, windows=_change(state.windows, event.id, **changes))


def _publicity_closed(state: CaseState, event: e.PublicityClosed, at: datetime) -> CaseState:
    return replace(state, windows=_change(state.windows, event.id, closed_at=at))


def _objection_filed(state: CaseState, event: e.ObjectionFiled, at: datetime) -> CaseState:
    step = next(one for one in state.steps if one.id == event.step_id)
    offered = tuple(_offered(one, step, event.due_at, at, event.id) for one in event.assignments)
    objection = ObjectionState(event.id, event.step_id, filed_at=at, due_at=event.due_at)
    return replace(
        state,
        objections=(*state.objections, objection),
        assignments=(*state.assignments, *offered),
    )


def _objection_assigned(state: CaseState, event: e.ObjectionAssigned, at: datetime) -> CaseState:
    step = next(one for one in state.steps if one.id == event.step_id)
    due = next(one.due_at for one in state.objections if one.id == event.id)
    offered = tuple(_offered(one, step, due, at, event.id) for one in event.assignments)
    return replace(state, assignments=(*state.assignments, *offered))


def _objection_settled(state: CaseState, event: e.ObjectionSettled, at: datetime) -> CaseState:
    found = {"upheld": event.upheld, "finding": event.reason, "found_by": event.by, "found_at": at}
    assignments = tuple(
        _closed(one, "异议已有核查结论") if one.objection == event.id else one for one in state.assignments
    )
    objections = _change(state.objections, event.id, **found)
    return replace(state, objections=objections, assignments=assignments)


def _opinions_asked(state: CaseState, event: e.OpinionsAsked, at: datetime) -> CaseState:
    return replace(state, opinions=state.opinions + tuple(_asked(one, event, at) for one in event.opinions))


def _asked(one: e.OpinionAsked, event: e.OpinionsAsked, at: datetime) -> OpinionState:
    asked = OpinionState(one.id, event.step_id, one.agency, one.title, asked_at=at, due_at=event.due_at)
    if one.carried is None:
        return asked
    return replace(
        asked,
        answer="agree",
        document=one.carried,
        answered_at=one.carried_at,
        valid_until=one.valid_until,
    )


def _opinion_received(state: CaseState, event: e.OpinionReceived, at: datetime) -> CaseState:
    received = {
        "answer": event.answer,
        "reason": event.reason,
        "document": event.document,
        "signer": event.signer,
        "at": at.isoformat(),
    }
    return replace(state, opinions=_change(state.opinions, event.id, received=received))


def _opinion_recorded(state: CaseState, event: e.OpinionRecorded, at: datetime) -> CaseState:
    changes = {
        "answer": event.answer,
        "reason": event.reason,
        "document": event.document,
        "answered_at": at,
        "valid_until": event.valid_until,
        "received": None,
    }
    return replace(state, opinions=_change(state.opinions, event.id, **changes))


def _machine_finished(state: CaseState, event: e.MachineFinished, _at: datetime) -> CaseState:
    return replace(state, steps=_change(state.steps, event.id, result=event.result))


def _quota_taken(state: CaseState, _event: e.QuotaTaken, _at: datetime) -> CaseState:
    return replace(state, place_taken=True)


def _quota_returned(state: CaseState, _event: e.QuotaReturned, _at: datetime) -> CaseState:
    return replace(state, place_taken=False)


def _case_returned(state: CaseState, event: e.CaseReturned, _at: datetime) -> CaseState:
    spot = written(event.to, event.at)
    ways = {**state.ways_back, spot: event.back} if event.back else _ways_without(state, [spot])
    return replace(state, status="returned", ways_back=ways)


def _case_held(state: CaseState, event: e.CaseHeld, at: datetime) -> CaseState:
    return replace(state, held=event.reason, held_at=at)


def _case_resumed(state: CaseState, _event: e.CaseResumed, _at: datetime) -> CaseState:
    return replace(state, held=None, held_at=None)


def _case_determined(state: CaseState, event: e.CaseDetermined, _at: datetime) -> CaseState:
    return replace(state, status="determined", outcome=event.outcome)


def _case_rejected(state: CaseState, _event: e.CaseRejected, _at: datetime) -> CaseState:
    return replace(state, status="rejected")


def _case_withdrawn(state: CaseState, _event: e.CaseWithdrawn, _at: datetime) -> CaseState:
    return replace(state, status="withdrawn")


def _case_closed(state: CaseState, _event: e.CaseClosed, at: datetime) -> CaseState:
    blocks = tuple(
        replace(one, status="settled", outcome="void", settled_at=at) if one.status == "open" else one
        for one in state.blocks
    )
    return replace(state, closed_at=at, pending=(), held=None, held_at=None, blocks=blocks)


def _block_opened(state: CaseState, event: e.BlockOpened, at: datetime) -> CaseState:
    block = BlockState(
        id=event.id,
        key=event.block,
        kind=event.kind,
        visit=event.visit,
        status="open",
        opened_at=at,
        since=len(state.steps),
        at=event.at,
        branches=event.branches,
        needed=event.needed,
        lines=event.lines,
    )
    pending = _without(state.pending, [written(event.block, event.at)]) + event.next
    return replace(state, blocks=(*state.blocks, block), pending=pending)


def _block(state: CaseState, block_id: str) -> BlockState:
    return next(one for one in state.blocks if one.id == block_id)


def _branch_finished(state: CaseState, event: e.BranchFinished, _at: datetime) -> CaseState:
    done = (*_block(state, event.id).done, event.branch)
    return replace(state, blocks=_change(state.blocks, event.id, done=done))


def _block_reopened(state: CaseState, event: e.BlockReopened, _at: datetime) -> CaseState:
    blocks = _change(state.blocks, event.id, status="open", outcome=None, settled_at=None)
    return replace(state, blocks=blocks)


def _block_resumed(state: CaseState, event: e.BlockResumed, _at: datetime) -> CaseState:
    blocks = _change(state.blocks, event.id, status="open", outcome=None, settled_at=None)
    return replace(state, blocks=blocks)


def _branch_reopened(state: CaseState, event: e.BranchReopened, _at: datetime) -> CaseState:
    done = tuple(one for one in _block(state, event.id).done if one != event.branch)
    return replace(state, blocks=_change(state.blocks, event.id, done=done))


def _branch_chosen(state: CaseState, event: e.BranchChosen, _at: datetime) -> CaseState:
    blocks = _change(state.blocks, event.id, branches=(event.branch,))
    return replace(state, blocks=blocks, pending=_without(state.pending, event.drops))


def _block_grown(state: CaseState, event: e.BlockGrown, _at: datetime) -> CaseState:
    block = _block(state, event.id)
    more = {"lines": (*block.lines, event.line), "branches": (*block.branches, len(block.lines))}
    return replace(state, blocks=_change(state.blocks, event.id, **more), pending=state.pending + event.next)


def _block_repeated(state: CaseState, event: e.BlockRepeated, _at: datetime) -> CaseState:
    blocks = _change(state.blocks, event.id, times=event.times)
    return replace(state, blocks=blocks, pending=state.pending + event.next)


def _block_settled(state: CaseState, event: e.BlockSettled, at: datetime) -> CaseState:
    blocks = _change(state.blocks, event.id, status="settled", outcome=event.outcome, settled_at=at)
    return replace(state, blocks=blocks, pending=_without(state.pending, event.drops) + event.next)


def _subcase_asked(state: CaseState, _event: e.SubCaseAsked, _at: datetime) -> CaseState:
    return state


def _subcase_opened(state: CaseState, event: e.SubCaseOpened, _at: datetime) -> CaseState:
    result = {"case": event.case, "number": event.number}
    return replace(state, steps=_change(state.steps, event.id, result=result))


def _subcase_closed(state: CaseState, event: e.SubCaseClosed, _at: datetime) -> CaseState:
    step = next(one for one in state.steps if one.id == event.id)
    result = {**(step.result or {}), "status": event.status, "outcome": event.outcome or ""}
    return replace(state, steps=_change(state.steps, event.id, result=result))


def _case_linked(state: CaseState, event: e.CaseLinked, at: datetime) -> CaseState:
    link = LinkState(
        event.id, event.kind, event.other, event.number, at, linked_by=event.by, note=event.note or None
    )
    return replace(state, links=(*state.links, link))


def _case_unlinked(state: CaseState, event: e.CaseUnlinked, at: datetime) -> CaseState:
    return replace(state, links=_change(state.links, event.id, removed_at=at))


def _case_terminated(state: CaseState, _event: e.CaseTerminated, _at: datetime) -> CaseState:
    return replace(state, status="terminated")


def _assignment_claimed(state: CaseState, event: e.AssignmentClaimed, at: datetime) -> CaseState:
    state = _assignment(state, event.id, claimed_at=at, claimed_until=event.until)
    for share in event.waits:
        state = _assignment(state, share, status="waiting")
    return state


def _assignment_given_back(state: CaseState, event: e.AssignmentGivenBack, _at: datetime) -> CaseState:
    mine = next(one for one in state.assignments if one.id == event.id)
    if mine.via == "delegate":
        return _assignment(state, event.id, status="closed", closed_because="已退还委派人")
    return _assignment(state, event.id, claimed_at=None, claimed_until=None)


def _handed_on(state: CaseState, giver: str, one: e.AssignmentOffered, note: str, at: datetime) -> CaseState:
    """A new share beside the giver's, of the same visit and inquiry, and as urgent."""
    mine = next(share for share in state.assignments if share.id == giver)
    step = next(step for step in state.steps if step.id == mine.step_id)
    share = _offered(one, step, mine.due_at, at, mine.objection)
    return replace(state, assignments=(*state.assignments, replace(share, note=note or None)))


def _assignment_transferred(state: CaseState, event: e.AssignmentTransferred, at: datetime) -> CaseState:
    how = "由代理人办理：" if event.to.via == "substitute" else "已转办给 "
    state = _assignment(
        state, event.id, status="closed", closed_because=f"{how}{event.to.name}", claimed_until=None
    )
    return _handed_on(state, event.id, event.to, event.note, at)


def _assignment_vacated(state: CaseState, event: e.AssignmentVacated, at: datetime) -> CaseState:
    gone = {"status": "closed", "closed_because": event.reason, "claimed_until": None}
    return _assignment(state, event.id, **gone, recused_at=at if event.recused else None)


def _assignments_offered(state: CaseState, event: e.AssignmentsOffered, at: datetime) -> CaseState:
    step = next(one for one in state.steps if one.id == event.step_id)
    offered = tuple(_offered(one, step, event.due_at, at) for one in event.assignments)
    return replace(state, assignments=(*state.assignments, *offered))


def _assignment_delegated(state: CaseState, event: e.AssignmentDelegated, at: datetime) -> CaseState:
    return _handed_on(_assignment(state, event.id, status="waiting"), event.id, event.to, event.note, at)


def _signer_added(state: CaseState, event: e.SignerAdded, at: datetime) -> CaseState:
    if event.to.via == "before":
        state = _assignment(state, event.id, status="waiting")
    return _handed_on(state, event.id, event.to, event.note, at)


def _signer_removed(state: CaseState, event: e.SignerRemoved, _at: datetime) -> CaseState:
    for share in (event.id, *event.closes):
        state = _assignment(state, share, status="closed", closed_because="已减签")
    return state


def _assignment_taken_back(state: CaseState, event: e.AssignmentTakenBack, at: datetime) -> CaseState:
    again = {"status": "open", "decision": None, "decided_at": None, "closed_because": None, "opened_at": at}
    state = _assignment(state, event.id, **again, points=None)
    for share in event.closes:
        state = _assignment(state, share, status="closed", closed_because="对方已撤回")
    for share in event.waits:
        state = _assignment(state, share, status="waiting")
    return state


def _step_reopened(state: CaseState, event: e.StepReopened, _at: datetime) -> CaseState:
    state = replace(
        state,
        status=event.status,
        steps=_change(state.steps, event.id, status="open", outcome=None, settled_at=None),
        pending=tuple(key for key in state.pending if key not in event.drops),
        ways_back=_ways_without(state, event.drops),
    )
    for share in event.reopens:
        state = _assignment(state, share, status="open", closed_because=None, closed_with_step=False)
    return state


def _question_asked(state: CaseState, event: e.QuestionAsked, at: datetime) -> CaseState:
    state = _handed_on(state, event.id, event.to, event.text, at)
    if not event.stops_clock:
        return state
    step = state.assignments[-1].step_id
    return replace(state, steps=_change(state.steps, step, paused_at=at))


def _question_answered(state: CaseState, event: e.QuestionAnswered, _at: datetime) -> CaseState:
    step = next(one.step_id for one in state.assignments if one.id == event.id)
    return replace(state, steps=_change(state.steps, step, paused_at=None))


def _question_dropped(state: CaseState, event: e.QuestionDropped, _at: datetime) -> CaseState:
    step = next(one.step_id for one in state.assignments if one.id == event.id)
    state = _assignment(state, event.id, status="closed", closed_because="提问的人已经办理")
    return replace(state, steps=_change(state.steps, step, paused_at=None))


def _due_shifted(state: CaseState, event: e.DueShifted, _at: datetime) -> CaseState:
    state = replace(state, steps=_change(state.steps, event.id, due_at=event.due_at))
    for share in event.shares:
        state = _assignment(state, share.id, due_at=share.due_at)
    return state


def _case_urged(state: CaseState, event: e.CaseUrged, at: datetime) -> CaseState:
    for share in event.assignments:
        state = _assignment(state, share, urged_at=at)
    return state


def _case_copied(state: CaseState, event: e.CaseCopied, at: datetime) -> CaseState:
    known = {one.id for one in state.copies}
    again = {one.id for one in event.copies} & known
    kept = tuple(
        replace(
            one, sent_by=event.by, sent_at=at, note=event.note or None, read_at=None, occasion=event.occasion
        )
        if one.id in again
        else one
        for one in state.copies
    )
    new = tuple(
        CopyState(one.id, one.person, one.name, event.by, at, event.note or None, occasion=event.occasion)
        for one in event.copies
        if one.id not in known
    )
    return replace(state, copies=kept + new)


def _copy_read(state: CaseState, event: e.CopyRead, at: datetime) -> CaseState:
    return replace(state, copies=_change(state.copies, event.id, read_at=at))


def _case_moved(state: CaseState, event: e.CaseMoved, _at: datetime) -> CaseState:
    visits = {one.id: one.now for one in event.visits}
    blocks = {one.id: one.now for one in event.blocks}
    bodies = {one.id: one.now for one in event.bodies}
    return replace(
        state,
        version=event.to_version,
        steps=tuple(_moved_visit(one, visits, event.mapping) for one in state.steps),
        blocks=tuple(_moved(one, blocks) for one in state.blocks),
        assignments=tuple(_moved_share(one, visits, bodies) for one in state.assignments),
        pending=_renamed(state.pending, event.mapping),
        ways_back={
            renamed(spot, event.mapping): _renamed(back, event.mapping)
            for spot, back in state.ways_back.items()
        },
    )


def _renamed(spots: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(renamed(spot, names) for spot in spots)


def _moved_visit(one: StepState, keys: Mapping[str, str], names: Mapping[str, str]) -> StepState:
    moved = _moved(one, keys)
    return replace(moved, back=_renamed(moved.back, names)) if moved.back else moved


def _moved(one: Visited, keys: Mapping[str, str]) -> Visited:
    return replace(one, key=keys[one.id]) if one.id in keys else one


def _moved_share(
    share: AssignmentState, visits: Mapping[str, str], bodies: Mapping[str, str]
) -> AssignmentState:
    if share.step_id not in visits and share.id not in bodies:
        return share
    step, body = visits.get(share.step_id, share.step), bodies.get(share.id, share.body)
    return replace(share, step=step, body=body)


def _case_disclosed(state: CaseState, _event: e.CaseDisclosed, _at: datetime) -> CaseState:
    """Who has seen what is in the journal alone: the case itself is as it was."""
    return state


_EFFECTS: dict[type, Callable[[CaseState, Any, datetime], CaseState]] = {
    e.CaseSubmitted: _submitted,
    e.StepOpened: _step_opened,
    e.StepSkipped: _step_skipped,
    e.StepSettled: _step_settled,
    e.AssignmentOpened: _assignment_opened,
    e.AssignmentDecided: _assignment_decided,
    e.AssignmentReminded: _assignment_reminded,
    e.AssignmentOverdue: _assignment_overdue,
    e.OverdueReminded: _rung_fired,
    e.OverdueEscalated: _rung_fired,
    e.OverduePassedOn: _overdue_passed_on,
    e.OverdueRefused: _rung_fired,
    e.OverduePassed: _rung_fired,
    e.VoteCast: _vote_cast,
    e.BallotCounted: _ballot_counted,
    e.ScoreGiven: _score_given,
    e.ScoreCounted: _score_counted,
    e.PublicityOpened: _publicity_opened,
    e.PublicitySuspended: _publicity_suspended,
    e.PublicityResumed: _publicity_resumed,
    e.PublicityClosed: _publicity_closed,
    e.ObjectionFiled: _objection_filed,
    e.ObjectionAssigned: _objection_assigned,
    e.ObjectionSettled: _objection_settled,
    e.OpinionsAsked: _opinions_asked,
    e.OpinionReceived: _opinion_received,
    e.OpinionRecorded: _opinion_recorded,
    e.MachineFinished: _machine_finished,
    e.QuotaTaken: _quota_taken,
    e.QuotaReturned: _quota_returned,
    e.CaseReturned: _case_returned,
    e.CaseHeld: _case_held,
    e.CaseResumed: _case_resumed,
    e.CaseDetermined: _case_determined,
    e.CaseRejected: _case_rejected,
    e.CaseWithdrawn: _case_withdrawn,
    e.CaseClosed: _case_closed,
    e.AssignmentClaimed: _assignment_claimed,
    e.AssignmentGivenBack: _assignment_given_back,
    e.AssignmentTransferred: _assignment_transferred,
    e.AssignmentVacated: _assignment_vacated,
    e.AssignmentsOffered: _assignments_offered,
    e.AssignmentDelegated: _assignment_delegated,
    e.AssignmentTakenBack: _assignment_taken_back,
    e.SignerAdded: _signer_added,
    e.SignerRemoved: _signer_removed,
    e.StepReopened: _step_reopened,
    e.QuestionAsked: _question_asked,
    e.QuestionAnswered: _question_answered,
    e.QuestionDropped: _question_dropped,
    e.DueShifted: _due_shifted,
    e.CaseUrged: _case_urged,
    e.CaseCopied: _case_copied,
    e.CopyRead: _copy_read,
    e.CaseTerminated: _case_terminated,
    e.BlockOpened: _block_opened,
    e.BranchFinished: _branch_finished,
    e.BranchReopened: _branch_reopened,
    e.BlockReopened: _block_reopened,
    e.BlockResumed: _block_resumed,
    e.BranchChosen: _branch_chosen,
    e.BlockGrown: _block_grown,
    e.BlockRepeated: _block_repeated,
    e.BlockSettled: _block_settled,
    e.SubCaseAsked: _subcase_asked,
    e.SubCaseOpened: _subcase_opened,
    e.SubCaseClosed: _subcase_closed,
    e.CaseLinked: _case_linked,
    e.CaseUnlinked: _case_unlinked,
    e.CaseMoved: _case_moved,
    e.CaseDisclosed: _case_disclosed,
}
