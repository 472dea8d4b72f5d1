"""Ranking a list, cutting it, putting it forward: for the list as a whole, and for each case on it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from engine import commands as c
from engine import events as e
from engine.definition import SignStep
from engine.handling.guards import admit, must_be_brief, must_explain
from engine.ledger.booking import APART
from engine.lists.standing import Standing, standing
from engine.matter import Matter, Turn
from engine.refusals import BelowTheCut, NotOnAList, NotPutForward, PutForwardAlready, RanksUnreadable
from engine.state import StepState


def must_be_ranks(ranks: Mapping[str, int | None], *, first: int = 1) -> None:
    """Every case has a rank, from ``first`` without gaps, and no two have the same.

    Raises RanksUnreadable with every flaw.
    """
    last = first + len(ranks) - 1
    wrong = [f"{number} 没有名次" for number, rank in ranks.items() if rank is None]
    given = Counter(rank for rank in ranks.values() if rank is not None)
    for rank, many in sorted(given.items()):
        if many > 1:
            tied = "、".join(number for number, one in ranks.items() if one == rank)
            wrong.append(f"第 {rank} 名有 {many} 件并列（{tied}）")
        if not first <= rank <= last:
            wrong.append(f"没有第 {rank} 名：应为第 {first} 至 {last} 名")
    if None not in ranks.values():  # else the gap is said already
        wrong += [f"缺第 {one} 名" for one in range(first, last + 1) if one not in given]
    if wrong:
        raise RanksUnreadable(count=len(wrong), lines="；".join(wrong))


def rank(matter: Matter, command: c.Rank) -> list[e.Event]:
    """Give the case its rank. A rank that changes needs a reason; one that was put forward does not change."""
    turn = _turn(matter, command)
    found = standing(matter.state, turn.step.key)
    if found is not None and found.where == "forward":
        raise PutForwardAlready(number=matter.state.number)
    must_be_brief(command.reason)
    before = found.rank if found else None
    if before == command.rank and (found is None or (found.visit.result or {}).get("of") == str(command.of)):
        return []
    if before not in (None, command.rank):
        must_explain("调整名次", command.reason)
    return [
        e.CaseRanked(
            id=turn.visit.id,
            step=turn.step.key,
            rank=command.rank,
            of=command.of,
            by=command.actor.id,
            reason=command.reason.strip(),
        )
    ]


def put_forward(matter: Matter, command: c.PutForward) -> list[e.Event]:
    """Put the case forward, or keep it in reserve below the cut. Raises RanksUnreadable for a case without a rank."""
    turn = _turn(matter, command)
    found = standing(matter.state, turn.step.key)
    if found is None or found.rank is None:
        raise RanksUnreadable(count=1, lines=f"{matter.state.number} 没有名次")
    if found.where == "forward":
        raise PutForwardAlready(number=matter.state.number)
    if command.within:
        return [_forward(matter, turn.visit, found, command.level, command.actor.id)]
    reserved = e.CaseKeptInReserve(
        id=turn.visit.id, step=turn.step.key, level=command.level, by=command.actor.id
    )
    return [reserved]


def move_up(matter: Matter, command: c.MoveUp) -> list[e.Event]:
    """递补: the case takes the place of one that fell out. Nothing happens to one that is not in reserve any more."""
    found = standing(matter.state, command.step)
    if found is None or found.where != "reserve" or matter.state.closed_at is not None:
        return []
    return [_forward(matter, found.visit, found, found.level, None)]


def must_be_within(matter: Matter, turn: Turn, level: c.Places | None) -> None:
    """Who goes on is on the list put forward. Raises NotPutForward and BelowTheCut.

    A level without places of its own cuts nothing, and who is listed apart is outside every cut.
    """
    if not isinstance(turn.step, SignStep) or not turn.step.ranks or matter.state.place_category == APART:
        return
    found = standing(matter.state, turn.step.key)
    if found is not None and found.where == "reserve":
        raise BelowTheCut(rank=found.rank)
    if (found is not None and found.rank is not None and found.where != "forward") or (
        level is not None and (found is None or found.where != "forward")
    ):
        raise NotPutForward(step=turn.step.title)


def within_the_cut(ranked: Iterable[tuple[str, int]], free: int) -> Iterator[tuple[str, bool]]:
    """The cases in the order of their ranks, and whether each finds one of the ``free`` places."""
    for n, (case, _rank) in enumerate(sorted(ranked, key=lambda one: one[1])):
        yield case, n < free


def _turn(matter: Matter, command: c.Rank | c.PutForward) -> Turn:
    turn = admit(matter, command.actor, command.assignment)
    if not isinstance(turn.step, SignStep) or not turn.step.ranks:
        raise NotOnAList(number=matter.state.number, step=turn.step.title)
    return turn


def _forward(
    matter: Matter, visit: StepState, found: Standing, level: str, by: str | None
) -> e.CasePutForward:
    category = matter.state.place_category
    return e.CasePutForward(
        id=visit.id,
        step=visit.key,
        level=level or found.level,
        category=category,
        by=by,
        takes_place=not matter.process.recommends_for,
    )
