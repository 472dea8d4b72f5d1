"""Whether a form may be handed in now: before, within, late but in grace, over."""

from datetime import datetime, timedelta
from typing import Literal

from engine.deadlines import day_text, end_of
from engine.refusals import RoundNotBegun, RoundOver
from engine.rounds.state import CaseInRound, PhaseState

Standing = Literal["before", "open", "grace", "over"]
STANDINGS: dict[Standing, str] = {
    "before": "未开始",
    "open": "报送中",
    "grace": "宽限期",
    "over": "已截止",
}


def standing(intake: PhaseState | None, now: datetime) -> Standing:
    """By the days, not by whether a schedule has run yet; what a person closed is over. Without a calendar open."""
    if intake is None:
        return "open"
    if intake.closed_by is not None:
        return "over"
    if now < end_of(intake.opens_on - timedelta(days=1)):
        return "before"
    if now < end_of(intake.closes_on):
        return "open"
    return "grace" if now < end_of(intake.last_on) else "over"


def is_late(within: CaseInRound | None, now: datetime) -> bool:
    """Whether what is handed in now counts as late (逾期，宽限期内). Raises RoundNotBegun and RoundOver."""
    intake = within.intake if within else None
    if intake is None:
        return False
    match standing(intake, now):
        case "before":
            raise RoundNotBegun(day=day_text(intake.opens_on))
        case "over":
            raise _over(intake)
        case how:
            return how == "grace"


def must_not_be_over(within: CaseInRound | None, now: datetime) -> None:
    """No case is begun once none can be handed in any more. Raises RoundOver; a draft before the first day is fine."""
    intake = within.intake if within else None
    if intake is not None and standing(intake, now) == "over":
        raise _over(intake)


def _over(intake: PhaseState) -> RoundOver:
    return RoundOver(day=day_text(intake.last_on))
