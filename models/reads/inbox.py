"""The six boxes of the inbox: mine, my group's, to be claimed, for information, done, begun by me; and their figures.

A box is a FROM with its WHERE. Its rows and its figure are made of the same words, so that they cannot differ.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from models.reads.lines import (
    CASE_COLUMNS,
    SHARE_COLUMNS,
    SHARED,
    STANDING_COLUMNS,
    STANDS,
    VERSIONS,
    Row,
    row_of,
)
from models.reads.narrowing import EVERYTHING, OF_CASE, OF_SHARE, Narrowing
from models.reads.visible import VISIBLE

Box = Literal["waiting", "group", "claimable", "copied", "done", "started"]
BOXES: tuple[Box, ...] = get_args(Box)
MOST_ROWS = 200  # of a list; the figures on the tabs count all


@dataclass(frozen=True, slots=True)
class _Part:
    """What a box is made of: what it chooses from, its order, and what it shows of each that is chosen.

    ``shares``: the lines are shares of visits; otherwise they are cases, as they stand now.
    """

    chosen: str
    order: str
    since: str
    shown: str = ""
    shares: bool = False


_IN_A_POOL = """(a.claimed_until IS NULL AND a.via IN ('offer', 'transfer', 'substitute') AND EXISTS (
    SELECT FROM titles p WHERE p.version = c.version AND p.key = a.step AND p.pool))"""
_MINE = "a.person = CAST(:me AS uuid) AND a.status = 'open' AND c.held IS NULL"
# As organisation.staff finds the people of a body, asked the other way round: is the reader one of them, today?
_MY_BODY = """EXISTS (
    SELECT FROM bodies b WHERE b.version = c.version AND b.key = a.body AND (
        EXISTS (SELECT FROM organ_members seat WHERE seat.organ = b.organ AND seat.person = CAST(:me AS uuid))
        OR EXISTS (SELECT FROM posts held WHERE held.person = CAST(:me AS uuid) AND held.post = b.post
            AND b.organ IS NULL AND held.unit = CASE coalesce(b.unit, 'unit')
                WHEN 'unit' THEN c.unit
                WHEN 'parent_unit' THEN (SELECT parent FROM units WHERE key = c.unit)
                ELSE b.unit END)))"""
_BODIES = """
    bodies AS MATERIALIZED (
        SELECT v.id AS version, b.key, b.value ->> 'organ' AS organ, b.value ->> 'post' AS post,
            b.value ->> 'from' AS unit
        FROM process_versions v, jsonb_each(v.definition -> 'bodies') b)"""
_SHARES = "SELECT a.* FROM assignments a JOIN cases c ON c.id = a.case_id WHERE"
_URGENT = "a.due_at NULLS LAST, a.opened_at, a.id"

_PARTS: dict[Box, _Part] = {
    "waiting": _Part(
        f"{_SHARES} {_MINE} AND NOT {_IN_A_POOL} AND {OF_SHARE}", _URGENT, "a.opened_at", shares=True
    ),
    "claimable": _Part(
        f"{_SHARES} {_MINE} AND {_IN_A_POOL} AND {OF_SHARE}", _URGENT, "a.opened_at", shares=True
    ),
    # one line a visit, however many colleagues have it
    "group": _Part(
        f"""SELECT DISTINCT ON (a.step_id, a.body, a.objection) a.* FROM assignments a
            JOIN cases c ON c.id = a.case_id
            WHERE a.person <> CAST(:me AS uuid) AND a.status = 'open' AND c.held IS NULL
            AND {_MY_BODY} AND {VISIBLE} AND {OF_SHARE} AND NOT EXISTS (
                SELECT FROM assignments own WHERE own.step_id = a.step_id AND own.status = 'open'
                AND own.person = CAST(:me AS uuid))
            ORDER BY a.step_id, a.body, a.objection, a.ordinal""",  # noqa: S608 - made of our own constants
        _URGENT,
        "a.opened_at",
        shares=True,
    ),
    "copied": _Part(
        f"""SELECT k.case_id, k.sent_at, k.read_at, k.sent_by FROM copies k JOIN cases c ON c.id = k.case_id
            WHERE k.person = CAST(:me AS uuid) AND (:read OR k.read_at IS NULL) AND {OF_CASE}""",  # noqa: S608
        "a.read_at IS NOT NULL, a.sent_at DESC, a.case_id",
        "a.sent_at",
        "coalesce((SELECT p.name FROM people p WHERE p.id = a.sent_by), '') AS sent_by,",
    ),
    "done": _Part(
        f"""SELECT a.case_id, a.id, a.decision, a.decided_at FROM assignments a JOIN cases c ON c.id = a.case_id
            WHERE a.person = CAST(:me AS uuid) AND a.status = 'decided' AND {OF_CASE}""",  # noqa: S608
        "a.decided_at DESC, a.id",
        "a.decided_at",
        "a.id::text AS assignment_id, a.decision,",
    ),
    "started": _Part(
        f"""SELECT c.id AS case_id, c.opened_at, c.closed_at FROM cases c
            WHERE c.opened_by = CAST(:me AS uuid) AND {OF_CASE}""",  # noqa: S608
        "a.closed_at IS NOT NULL, a.opened_at DESC, a.case_id",
        "a.opened_at",
    ),
}


def _listing(part: _Part) -> TextClause:
    """The lines: chosen first, furnished with words after."""
    columns, joined = (SHARE_COLUMNS, SHARED) if part.shares else (STANDING_COLUMNS, STANDS)
    return text(f"""
    WITH {VERSIONS}, {_BODIES}, every AS ({part.chosen}),
    chosen AS (SELECT a.*, count(*) OVER () AS total FROM every a ORDER BY {part.order} LIMIT :limit)
    SELECT {CASE_COLUMNS}, {columns}, {part.shown} {part.since} AS since, a.total
    FROM chosen a JOIN cases c ON c.id = a.case_id JOIN versions v ON v.id = c.version {joined}
    ORDER BY {part.order}""")  # noqa: S608 - made of our own constants


def _figure(box: Box, part: _Part) -> str:
    return f'(SELECT count(*) FROM ({part.chosen}) one) AS "{box}"'  # noqa: S608 - made of our own constants


_LISTINGS = {box: _listing(part) for box, part in _PARTS.items()}
_FIGURES = text(f"""
    WITH {VERSIONS}, {_BODIES}
    SELECT {", ".join(_figure(box, part) for box, part in _PARTS.items())},
        (SELECT count(*) FROM ({_PARTS["waiting"].chosen}) late WHERE late.due_at <= :now) AS overdue""")  # noqa: S608
_NEXT = text(f"""
    WITH {VERSIONS}
    SELECT a.case_id::text FROM assignments a JOIN cases c ON c.id = a.case_id
    WHERE {_MINE} AND c.id <> CAST(:but AS uuid) AND {OF_SHARE} ORDER BY {_URGENT} LIMIT 1""")  # noqa: S608


@dataclass(frozen=True, slots=True)
class Counts:
    """How long the boxes are (of copies, what is not read yet), and how much of the first is late."""

    waiting: int
    group: int
    claimable: int
    copied: int
    done: int
    started: int
    overdue: int

    def of(self, box: Box) -> int:
        """The figure of one box."""
        return int(getattr(self, box))


def lines(
    session: Session,
    box: Box,
    person_id: str,
    *,
    now: datetime,
    narrowing: Narrowing = EVERYTHING,
    limit: int | None = None,
) -> tuple[list[Row], int]:
    """The lines of a box (``MOST_ROWS`` of them), the most urgent or the latest first, and how many there are in all.

    A held case waits for an administrator: it is in nobody's first three boxes.
    """
    asked = {"me": person_id, "limit": limit or MOST_ROWS, **narrowing.facts(now=now)}
    found = session.execute(_LISTINGS[box], asked).mappings().all()
    return [row_of(one) for one in found], found[0]["total"] if found else 0


def counts(session: Session, person_id: str, *, now: datetime, narrowing: Narrowing = EVERYTHING) -> Counts:
    """The figures on the tabs."""
    asked = {"me": person_id, **narrowing.facts(now=now)}
    return Counts(**session.execute(_FIGURES, asked).mappings().one())


def next_of(
    session: Session, person_id: str, *, but: str, now: datetime, narrowing: Narrowing = EVERYTHING
) -> str | None:
    """The case that is next in the person's inbox, this one left out."""
    asked = {"me": person_id, "but": but, **narrowing.facts(now=now)}
    return session.execute(_NEXT, asked).scalar()
