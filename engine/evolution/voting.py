"""What votes and points do to shares and steps."""

from dataclasses import replace
from datetime import datetime

from engine import events as e
from engine.evolution.changing import Effect, change, change_share
from engine.state import CRITERION, CaseState, Tally


def _vote_cast(state: CaseState, event: e.VoteCast, at: datetime) -> CaseState:
    return change_share(state, event.id, status="decided", decision=event.choice or "voted", decided_at=at)


def _ballot_counted(state: CaseState, event: e.BallotCounted, _at: datetime) -> CaseState:
    there = event.at.present if event.at else None
    tally = Tally(event.due, event.approve, event.reject, event.abstain, there)
    return replace(state, steps=change(state.steps, event.id, tally=tally))


def _score_given(state: CaseState, event: e.ScoreGiven, at: datetime) -> CaseState:
    return change_share(
        state, event.id, status="decided", decision="scored", decided_at=at, points=dict(event.points)
    )


def _score_counted(state: CaseState, event: e.ScoreCounted, _at: datetime) -> CaseState:
    means = {f"{CRITERION}{key}": mean for key, mean in event.criteria.items()}
    result = {"score": event.score, "judges": str(event.judges), **means}
    return replace(state, steps=change(state.steps, event.id, result=result))


EFFECTS: dict[type, Effect] = {
    e.VoteCast: _vote_cast,
    e.BallotCounted: _ballot_counted,
    e.ScoreGiven: _score_given,
    e.ScoreCounted: _score_counted,
}
