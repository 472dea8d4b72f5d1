"""A level's list (名单): ranked, checked against the shares, put forward; and whoever moves up into a free place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.perform import perform, ready
from engine import commands as c
from engine.definition import Process, SignStep
from engine.lists.ranking import must_be_ranks, within_the_cut
from engine.lists.standing import Standing, standing
from engine.refusals import NoPlacesToCutAt, NoSuchList
from engine.rulebook.answer import Answer
from engine.shares.keeping import must_be_kept, said_of
from engine.shares.of_a_list import Nominee, counts_of
from engine.state import CaseState, Person, facts_of
from models import cases, organisation, places, processes
from models.reads import lists as reads
from models.session import Session


@dataclass(frozen=True, slots=True)
class Entry:
    """A case on a list and how it stands there."""

    case: CaseState
    standing: Standing

    @property
    def waits(self) -> bool:
        """Whether its rank may still be given: it is at the step and was not put forward."""
        return self.standing.visit.status == "open" and self.standing.where != "forward"


@dataclass(frozen=True, slots=True)
class LevelList:
    """The list of one level at one ranking step in one category; ``places`` is None where it was given none.

    One that ``recommends`` is cut at the places, and takes none: the union's own cases do.
    """

    round: str
    step: str
    title: str
    level: str
    level_name: str
    category: str
    places: c.Places | None
    entries: Sequence[Entry]
    recommends: bool = False

    @property
    def waiting(self) -> list[Entry]:
        """Those that can be ranked now."""
        return [one for one in self.entries if one.waits]

    @property
    def used(self) -> int:
        """How many of the places are gone: those taken, or on a list that takes none those put forward."""
        if self.recommends or self.places is None:
            return sum(one.standing.where == "forward" for one in self.entries)
        return self.places.used

    @property
    def free(self) -> int:
        """How many more may be put forward."""
        return self.places.places - self.used if self.places else 0

    @property
    def first(self) -> int:
        """The first rank to be given: behind those that were put forward already."""
        return 1 + sum(one.standing.where == "forward" for one in self.entries)


def lists_of(session: Session, process: Process, round_key: str, *, level: str = "") -> list[LevelList]:
    """Every list of the round that has a case on it; with ``level``, those of that unit."""
    steps = [one for one in process.steps if isinstance(one, SignStep) and one.ranks]
    found = []
    for step in steps:
        by_list: dict[tuple[str, str], list[Entry]] = {}
        for state in reads.at_step(session, round_key, process.key, step.key):
            at = standing(state, step.key)
            own = organisation.level_of(session, process.bodies[step.by], state.unit.key)
            if at is not None and level in ("", own):
                by_list.setdefault((own, state.place_category), []).append(Entry(state, at))
        found += [
            _list(session, process, step, (round_key, *which), entries)
            for which, entries in sorted(by_list.items())
        ]
    return found


def rank(
    session: Session,
    found: LevelList,
    ranks: Mapping[str, int | None],
    *,
    actor: Person,
    now: datetime,
    reason: str = "",
) -> None:
    """Rank the cases that wait, by case number, from ``found.first`` on. Each change is journalled with the reason.

    Raises NoSuchList, NoPlacesToCutAt, RanksUnreadable with every flaw, CommentMissing for a change without a reason,
    and what is refused to somebody whose turn it is not.
    """
    waiting = _locked(session, found)
    _must_cut(found)
    must_be_ranks({one.case.number: ranks.get(one.case.number) for one in waiting}, first=found.first)
    of = found.first - 1 + len(waiting)
    for one in waiting:
        command = c.Rank(actor, _share(one, actor), ranks[one.case.number] or 0, of, reason)
        perform(session, one.case.id, ready(command), by=actor.id, now=now)


def put_forward(
    session: Session, process: Process, found: LevelList, *, actor: Person, now: datetime
) -> None:
    """Fix the list: as many as there are places go on, the rest is kept in reserve.

    Raises NoSuchList, NoPlacesToCutAt, RanksUnreadable for a case without a rank, and SharesNotKept with the answer of
    the rule, which names the rules that clash, or what to change.
    """
    waiting = _locked(session, found)
    _must_cut(found)
    must_be_ranks({one.case.number: one.standing.rank for one in waiting}, first=found.first)
    cut = dict(within_the_cut([(one.case.id, one.standing.rank or 0) for one in waiting], found.free))
    going = [one.case for one in found.entries if one.standing.where == "forward" or cut.get(one.case.id)]
    must_be_kept(shares_of(process, found.step, going))
    for one in waiting:
        command = c.PutForward(actor, _share(one, actor), found.level, cut[one.case.id])
        perform(session, one.case.id, ready(command), by=actor.id, now=now)


def shares_of(process: Process, step: str, cases_on_it: Sequence[CaseState]) -> Answer | None:
    """What the rule of shares says of the list; None where the definition has none for the step, or nobody is on it."""
    if process.shares is None:
        return None
    nominees = [Nominee(facts_of(one), one.unit.name, one.place_category) for one in cases_on_it]
    return said_of(process, step, counts_of(process.shares, nominees))


def would_go(found: LevelList) -> list[CaseState]:
    """Who would be put forward as the ranks stand now, with those who were already."""
    ranked = [(one.case.id, one.standing.rank) for one in found.waiting if one.standing.rank is not None]
    cut = {case for case, within in within_the_cut(ranked, found.free) if within}
    return [one.case for one in found.entries if one.standing.where == "forward" or one.case.id in cut]


def move_up(session: Session, case_id: str, step: str, *, now: datetime) -> None:
    """递补: the next in reserve takes the place of the case that fell out, if its level's list has one free."""
    record = cases.load(session, case_id)
    if record is None or record.state.round is None:
        return
    out = record.state
    process = processes.get(session, out.version)
    level = organisation.level_of(session, process.bodies[process.step(step).by], out.unit.key)  # type: ignore[union-attr]
    for found in lists_of(session, process, str(out.round), level=level):
        if (found.step, found.category) != (step, out.place_category):
            continue
        reserve = sorted(
            (one for one in found.entries if one.standing.where == "reserve" and one.case.closed_at is None),
            key=lambda one: one.standing.rank or 0,
        )
        if reserve and found.free > 0:
            perform(session, reserve[0].case.id, ready(c.MoveUp(step)), by=None, now=now)


def _list(
    session: Session, process: Process, step: SignStep, which: tuple[str, str, str], entries: list[Entry]
) -> LevelList:
    round_key, level, category = which
    name = organisation.names(session, [level]).get(level, level)
    ordered = sorted(entries, key=lambda one: (one.standing.rank or len(entries) + 1, one.case.number))
    held = places.held(session, round_key, level, category)
    recommends = bool(process.recommends_for)
    return LevelList(round_key, step.key, step.title, level, name, category, held, ordered, recommends)


def _locked(session: Session, found: LevelList) -> list[Entry]:
    """The cases that wait, locked before the level's places, in one order: nobody waits in a ring.

    Raises NoSuchList when there are none.
    """
    waiting = sorted(found.waiting, key=lambda one: one.case.id)
    for one in waiting:
        cases.lock(session, one.case.id)
    places.lock_lines(session, found.round, [found.level])
    if not waiting:
        raise NoSuchList
    return waiting


def _must_cut(found: LevelList) -> None:
    if found.places is None:
        raise NoPlacesToCutAt(unit=found.level_name)


def _share(one: Entry, actor: Person) -> str:
    """The actor's share in the case; another's where there is none, for the engine to say whose turn it is."""
    shares = one.case.share_of(one.standing.visit.id)
    mine = [share for share in shares if share.person == actor.id]
    return (mine or list(shares))[0].id if shares else ""
