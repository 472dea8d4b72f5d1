"""The boards of the rounds under way on the dashboard: dates, counts and reasons with links, never a name."""

from collections.abc import Iterator
from datetime import datetime

from actions.round_acts import definition_of, differing_since
from engine.definition import Process
from engine.refusals import NoSuchProcess
from engine.rounds.decidable import at_steps, reasons
from engine.rounds.intake import STANDINGS, standing
from engine.rounds.state import RoundState
from models import round_records
from models.reads import round_board
from models.session import Session
from runtime.wiring import Office

ROUNDS = "rounds-under-way"


def rounds_board(office: Office, session: Session, now: datetime) -> str:
    """Every round in whose calendar something is still to come: where it is, and why it cannot be decided yet."""
    parts = []
    for key in round_records.unfinished(session):
        state = round_records.state_of(session, key)
        if state is not None:
            parts.append(_round(office, session, state, now))
    return "\n\n".join(["# 各届看板", *(parts or ["没有正在进行的届次。"])])


def _round(office: Office, session: Session, state: RoundState, now: datetime) -> str:
    try:
        process = definition_of(session, state, now=now)
    except NoSuchProcess as refusal:
        return f"## {state.title}\n\n{refusal.sentence}"
    cases = round_board.every_line(session, state.key)
    differing = sum(len(one) for _gate, one in differing_since(session, process, state.key))
    why = reasons(process, state, cases, differing, now)
    lines = [f"- {one.sentence}" for one in why] or ["- 可以进入决定"]
    head = f"## [{state.title}]({office.links.round(state.key)})（{STANDINGS[standing(state.intake, now)]}）"
    counted = "、".join(f"{title} {n} 件" for title, n in _counts(process, at_steps(process, cases)))
    return "\n".join([head, "", *_calendar(state), "", f"在办：{counted or '没有'}", "", *lines])


def _counts(process: Process, counted: dict[str, int]) -> Iterator[tuple[str, int]]:
    for step in process.steps:
        if counted[step.key]:
            yield step.title, counted[step.key]


def _calendar(state: RoundState) -> Iterator[str]:
    yield "| 阶段 | 开始 | 截止 | 现状 |"
    yield "|---|---|---|---|"
    for one in state.phases:
        how = "已结束" if one.closed_at else "进行中" if one.opened_at else "未开始"
        yield f"| {one.title} | {one.opens_on} | {one.closes_on} | {how} |"
