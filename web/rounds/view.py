"""Everything that the board of a round shows one reader: the same for the page and the API."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from actions.round_acts import definition_of, differing_since
from engine.definition import Process
from engine.rounds.decidable import CaseLine, Reason, Why, at_steps, is_over, reasons
from engine.rounds.freezing import Difference
from engine.rounds.intake import Standing, standing
from engine.rounds.state import RoundState
from models import calendars, freezes, processes, round_records
from models.freezes import FreezeRow
from models.reads import round_board as reads
from models.reads import rounds as place_reads
from models.reads.rounds import PlacesLine
from models.session import Session
from web.refusals import NotFound
from web.rounds.missing import Missing, missing_in
from web.rounds.plot import Bar
from web.speaking import Viewer
from web.wording import STATUS, Translate, word

MOST_LINES = 300


@dataclass(frozen=True, slots=True)
class Board:
    """A round before one reader: the cases that he or she may see, the units that are his or her business.

    Whether it can be decided is said of all its cases to those who see all units; a reason has the address of a list
    where that holds just its cases. ``elsewhere`` are on the way, and have not come to the reader yet.
    """

    state: RoundState
    process: Process
    standing: Standing
    over: bool
    cases: Sequence[CaseLine]
    elsewhere: int
    missing: Sequence[Missing]
    reasons: Sequence[tuple[Reason, str]]
    places: Sequence[PlacesLine]
    freezes: Sequence[FreezeRow]
    since: Sequence[tuple[str, Sequence[Difference]]]

    @property
    def late(self) -> list[Missing]:
        """What is overdue."""
        return [one for one in self.missing if one.overdue]

    @property
    def not_in(self) -> list[PlacesLine]:
        """The units that have not used all of their places."""
        return [one for one in self.places if one.left]

    @property
    def handed_in_late(self) -> int:
        """How many cases were handed in within the grace."""
        return sum(one.late for one in self.cases)

    def list_of(self, **asked: str) -> str:
        """The address of the list of cases of this round that is narrowed so."""
        return f"/cases?{urlencode({'process': self.process.key, 'round': self.state.key, **asked})}"


def board_of(session: Session, me: Viewer, round_key: str, _: Translate) -> Board:
    """The board. Raises NotFound when there is no such round, or nothing of it concerns the reader."""
    state = round_records.state_of(session, round_key)
    if state is None:
        raise NotFound
    process = definition_of(session, state, now=me.now)
    lines = reads.lines(session, round_key, me.person.id)
    places = _places(session, me, round_key)
    if not (lines or places or me.sees_all_units):
        raise NotFound
    frozen = freezes.of_round(session, round_key)
    changed = differing_since(session, process, round_key) if me.sees_all_units else []
    every = reads.every_line(session, round_key) if me.sees_all_units else lines
    differing = sum(len(one) for _gate, one in changed)
    board = Board(
        state=state,
        process=process,
        standing=standing(state.intake, me.now),
        over=is_over(state, every),
        cases=lines,
        elsewhere=_running_elsewhere(every, lines),
        missing=_missing(session, me, round_key, _),
        reasons=[],
        places=places,
        freezes=frozen,
        since=changed,
    )
    shown = {one.why: one.count for one in reasons(process, state, lines, differing, me.now)}
    found = reasons(process, state, every, differing, me.now)
    return replace(board, reasons=[(one, _where(board, one, shown)) for one in found])


def _running_elsewhere(every: Sequence[CaseLine], seen: Sequence[CaseLine]) -> int:
    """How many are on the way where the reader does not see them yet."""
    here = {one.id for one in seen}
    return sum(one.id not in here and not one.is_over for one in every)


def _where(board: Board, reason: Reason, shown: Mapping[Why, int]) -> str:
    """Where the reader finds the cases of a reason: a list, a part of this page, the page of draws; or nowhere."""
    if reason.count and shown.get(reason.why) != reason.count:
        return ""
    match reason.why:
        case "before" | "intake" | "gate" | "phase":
            return "#calendar"
        case "frozen":
            return "#freezes"
        case "draw":
            return f"/rounds/{board.state.key}/scores"
        case "earlier":
            return "#missing"
        case _:
            return board.list_of(status=reason.status)


def bars_of(board: Board, _: Translate) -> list[Bar]:
    """The flow through the steps, and below it how cases ended; each bar leads to the list of just its cases."""
    counted = at_steps(board.process, board.cases)
    titles = {one.key: one.title for one in board.process.steps}
    bars = [Bar(titles[key], n, board.list_of(step=key)) for key, n in counted.items()]
    for status, look in (("determined", "good"), ("rejected", "bad"), ("withdrawn", ""), ("terminated", "")):
        n = sum(one.status == status for one in board.cases)
        bars += [Bar(word(STATUS, status, _), n, board.list_of(status=status), look)] if n else []
    return bars


def _places(session: Session, me: Viewer, round_key: str) -> list[PlacesLine]:
    pages = place_reads.rounds(session, unit="" if me.sees_all_units else me.person.unit)
    return [line for page in pages if page.key == round_key for line in page.lines]


def _missing(session: Session, me: Viewer, round_key: str, _: Translate) -> list[Missing]:
    calendar = calendars.of(session)
    visits = reads.open_visits(session, round_key, me.person.id)
    found = (missing_in(one, processes.get(session, one.version), me.now, calendar, _) for one in visits)
    return [one for one in found if one is not None]
