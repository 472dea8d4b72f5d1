"""What the ways through blocks do to the case."""

from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect, change, without
from engine.state import BlockState, CaseState
from engine.way.spots import written


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
    pending = without(state.pending, [written(event.block, event.at)]) + event.next
    return replace(state, blocks=(*state.blocks, block), pending=pending)


def _block(state: CaseState, block_id: str) -> BlockState:
    return next(one for one in state.blocks if one.id == block_id)


def _branch_finished(state: CaseState, event: e.BranchFinished, _at: datetime) -> CaseState:
    done = (*_block(state, event.id).done, event.branch)
    return replace(state, blocks=change(state.blocks, event.id, done=done))


def _block_reopened(state: CaseState, event: e.BlockReopened, _at: datetime) -> CaseState:
    blocks = change(state.blocks, event.id, status="open", outcome=None, settled_at=None)
    return replace(state, blocks=blocks)


def _block_resumed(state: CaseState, event: e.BlockResumed, _at: datetime) -> CaseState:
    block = _block(state, event.id)
    kept = {
        "branches": tuple(one for one in block.branches if one not in event.cut),
        "done": tuple(one for one in block.done if one not in event.cut),
    }
    blocks = change(state.blocks, event.id, status="open", outcome=None, settled_at=None, **kept)
    return replace(state, blocks=blocks)


def _branch_reopened(state: CaseState, event: e.BranchReopened, _at: datetime) -> CaseState:
    done = tuple(one for one in _block(state, event.id).done if one != event.branch)
    return replace(state, blocks=change(state.blocks, event.id, done=done))


def _branch_chosen(state: CaseState, event: e.BranchChosen, _at: datetime) -> CaseState:
    blocks = change(state.blocks, event.id, branches=(event.branch,))
    return replace(state, blocks=blocks, pending=without(state.pending, event.drops))


def _block_grown(state: CaseState, event: e.BlockGrown, _at: datetime) -> CaseState:
    block = _block(state, event.id)
    more = {
        "lines": (*block.lines, event.line),
        "branches": (*block.branches, len(block.lines)),
        "grown": block.grown + 1,
    }
    return replace(state, blocks=change(state.blocks, event.id, **more), pending=state.pending + event.next)


def _block_repeated(state: CaseState, event: e.BlockRepeated, _at: datetime) -> CaseState:
    blocks = change(state.blocks, event.id, times=event.times)
    return replace(state, blocks=blocks, pending=state.pending + event.next)


def _block_settled(state: CaseState, event: e.BlockSettled, at: datetime) -> CaseState:
    blocks = change(state.blocks, event.id, status="settled", outcome=event.outcome, settled_at=at)
    return replace(state, blocks=blocks, pending=without(state.pending, event.drops) + event.next)


EFFECTS: dict[type, Effect] = {
    e.BlockOpened: _block_opened,
    e.BranchFinished: _branch_finished,
    e.BranchReopened: _branch_reopened,
    e.BlockReopened: _block_reopened,
    e.BlockResumed: _block_resumed,
    e.BranchChosen: _branch_chosen,
    e.BlockGrown: _block_grown,
    e.BlockRepeated: _block_repeated,
    e.BlockSettled: _block_settled,
}
