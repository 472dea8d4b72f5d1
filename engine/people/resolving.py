"""Who gets a share, always in this order: the body's people, their substitutes, 回避, each once, one of them, nobody.

Substitution comes before recusal, so that nobody decides on his or her own case through a stand-in or as one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine import events as e
from engine.deadlines import day_text, last_day
from engine.definition import BallotStep, Body, Step
from engine.matter import Matter
from engine.people.recusal import has_declared, why_recused
from engine.state import Person, StandIn
from engine.way.routing import id_within


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody who gets a share, and why; ``instead_of`` whom, when standing in."""

    person: Person
    why: str
    instead_of: Person | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who of a body acts, and who was left out and why, in words."""

    chosen: tuple[Chosen, ...]
    left_out: tuple[str, ...]


def resolve(matter: Matter, step: Step, body: str, people: Sequence[Person], *, visit: str = "") -> Resolved:
    """The pipeline for one body of a step; within an open ``visit``, who declared a conflict there stays out."""
    known = matter.process.bodies[body]
    standing = [_standing(matter, step, body, one) for one in people]
    fit, left_out = [], []
    for one in standing:
        why = _barred(matter, step, body, one, visit)
        if why is None:
            fit.append(one)
        else:
            left_out.append(f"{one.person.name}（{why}）")
    return Resolved(tuple(_picked(known, _each_once(fit))), tuple(left_out))


def offered(
    matter: Matter,
    path: Sequence[object],
    body: str,
    chosen: Sequence[Chosen],
    *,
    waits: bool = False,
    weighted: bool = False,
) -> tuple[e.AssignmentOffered, ...]:
    """One share for each who was chosen; when ``waits``, all but the first wait for their turn.

    ``path`` says where in the case: offering twice is offering once.
    """
    return tuple(
        e.AssignmentOffered(
            id=id_within(matter.state.id, *path, body, one.person.id),
            body=body,
            person=one.person.id,
            name=one.person.name,
            unit=one.person.unit,
            position=turn,
            waiting=waits and turn > 0,
            why=one.why,
            weight=one.person.weight if weighted else 1,
            for_person=one.instead_of.id if one.instead_of else None,
            for_name=one.instead_of.name if one.instead_of else None,
            for_until=one.until,
        )
        for turn, one in enumerate(chosen)
    )


def stands_in(principal: Person, stand_in: StandIn, why: str) -> Chosen:
    """The substitute of somebody who is away, with the reason that the inbox shows."""
    until = day_text(last_day(stand_in.until))
    reason = f"{why}；代理 {principal.name}（至 {until}{stand_in.entry}）"
    return Chosen(stand_in.person, reason, principal, stand_in.until)


def why_you(body: Body) -> str:
    """Why the assignment came to this person, in the words of the inbox."""
    how = {"all": "", "round_robin": "，按轮流分配", "least_loaded": "，待办最少"}[body.pick]
    return f"您是{body.title}成员{how}" if body.organ else f"您是{body.title}{how}"


def may_stand_in(step: Step, body: str) -> bool:
    """A vote is the member's own: nobody casts it for another."""
    return not (isinstance(step, BallotStep) and body == step.by)


def _standing(matter: Matter, step: Step, body: str, one: Person) -> Chosen:
    why = why_you(matter.process.bodies[body])
    if one.stand_in is None or not may_stand_in(step, body):
        return Chosen(one, why)
    return stands_in(one, one.stand_in, why)


def _barred(matter: Matter, step: Step, body: str, one: Chosen, visit: str) -> str | None:
    """Neither the one who acts nor the one acted for may have a conflict."""
    for person in (one.person, one.instead_of):
        if person is None:
            continue
        why = why_recused(matter.process, matter.state, step, body, person)
        if why is None and visit and has_declared(matter.state, visit, person):
            why = "已申请回避"
        if why is not None:
            return why if person is one.person else f"代理的 {person.name}{why}"
    return None


def _each_once(chosen: Sequence[Chosen]) -> list[Chosen]:
    """A member who also stands in for another has one share, in his or her own name."""
    own = {one.person.id for one in chosen if one.instead_of is None}
    found: dict[str, Chosen] = {}
    for one in chosen:
        if one.instead_of is None or one.person.id not in own:
            found.setdefault(one.person.id, one)
    return list(found.values())


def _picked(body: Body, fit: list[Chosen]) -> list[Chosen]:
    if body.not_the_last and len(fit) > 1:
        last = max((one for one in fit if one.person.asked_at), key=_asked_at, default=None)
        fit = [one for one in fit if one is not last]
    order = _ORDERS.get(body.pick)
    return sorted(fit, key=order)[:1] if order else fit


def _asked_at(one: Chosen) -> float:
    return one.person.asked_at.timestamp() if one.person.asked_at else 0.0


def _turn(one: Chosen) -> tuple[float, ...]:
    return (_asked_at(one),)


def _load(one: Chosen) -> tuple[float, ...]:
    return one.person.load, _asked_at(one)


_ORDERS: dict[str, Callable[[Chosen], tuple[float, ...]]] = {"round_robin": _turn, "least_loaded": _load}
