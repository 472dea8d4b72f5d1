"""Links between cases. Both ends are written in one transaction, or neither."""

from collections.abc import Sequence
from datetime import datetime

from actions.perform import perform, ready
from engine.commands import Link, Unlink
from engine.handling.subcases import BY_HAND, LINK_LABELS, OPPOSITE
from engine.refusals import NoSuchCase, NoSuchLink, NotSuchALink
from engine.state import CaseState, LinkKind, Person
from models import cases
from models.session import Session


def link(
    session: Session,
    case_id: str,
    number: str,
    kind: LinkKind,
    *,
    actor: Person,
    now: datetime,
    note: str = "",
) -> None:
    """Say that the case has to do with the one of this number.

    Raises NoSuchCase, NotSuchALink, AlreadyLinked, LinkedToItself and OwnCase.
    """
    if kind not in BY_HAND:
        raise NotSuchALink(kinds="、".join(LINK_LABELS[one] for one in BY_HAND))
    here, there = cases.load(session, case_id), cases.numbered(session, number)
    if here is None or there is None:
        raise NoSuchCase
    ends = _both_ends(actor, kind, (case_id, here.state.number), (there, number), note)
    _write(session, ends, by=actor.id, now=now)


def follows(
    session: Session, new: CaseState, before: tuple[str, str], *, by: Person, note: str, now: datetime
) -> None:
    """The office says of a case that it opened, for ``by``, that it follows another one (its id and number)."""
    _write(session, _both_ends(by, "follows", (new.id, new.number), before, note), by=None, now=now)


def unlink(session: Session, case_id: str, link_id: str, *, actor: Person, now: datetime) -> None:
    """Take back a link made by hand, at both ends. Raises NoSuchLink."""
    here = cases.load(session, case_id)
    found = [one for one in here.state.links if one.id == link_id] if here else []
    there = cases.load(session, found[0].other) if found else None
    if not found or there is None:
        raise NoSuchLink
    back = [
        one.id
        for one in there.state.links
        if (one.other, one.kind) == (case_id, OPPOSITE[found[0].kind]) and one.removed_at is None
    ]
    ends = [(case_id, Unlink(actor, link_id)), *((there.state.id, Unlink(actor, one)) for one in back)]
    _write(session, ends, by=actor.id, now=now)


def _both_ends(
    actor: Person, kind: LinkKind, here: tuple[str, str], there: tuple[str, str], note: str
) -> list[tuple[str, Link]]:
    """What either case is told; each is given by its id and number."""
    return [
        (here[0], Link(actor, kind, *there, note)),
        (there[0], Link(actor, OPPOSITE[kind], *here, note)),
    ]


def _write(
    session: Session, ends: Sequence[tuple[str, Link | Unlink]], *, by: str | None, now: datetime
) -> None:
    for case_id, command in sorted(ends, key=lambda end: end[0]):  # one order of locks for everybody
        perform(session, case_id, ready(command), by=by, now=now)
