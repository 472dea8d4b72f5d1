"""A case about a title that is no more ends by itself: nothing would come of it (称号撤销、注销)."""

from engine import commands as c
from engine import events as e
from engine.handling.returning import ended_early
from engine.matter import Matter


def end_with_title(matter: Matter, command: c.EndWithTitle) -> list[e.Event]:
    """End the case, held or not. One that has its outcome keeps it, and what is left to be put on file."""
    if matter.state.closed_at is not None or matter.state.outcome is not None:
        return []
    because = f"称号 {command.title} 已{command.how}（{command.number}）"
    ended = e.CaseEndedWithTitle(title=command.title, how=command.how, number=command.number)
    return ended_early(matter, because, ended)
