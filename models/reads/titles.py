"""The register of titles as pages show it: the list, and the cases about one title."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text

from models.session import Session

_COLUMNS = """SELECT t.number, t.name, t.subject, t.leader, t.status, t.level, t.granted_on, t.rectify_by, t.unit,
    u.name AS unit_name, t.version,
    (SELECT count(*) FROM title_cases x JOIN cases c ON c.id = x.case_id
        WHERE x.title = t.number AND c.closed_at IS NULL) AS open_cases"""
# Titles of the unit and those directly below it; of every unit where none is named.
_SEEN = "FROM titles t JOIN units u ON u.key = t.unit WHERE (:unit = '' OR u.key = :unit OR u.parent = :unit)"
_NARROWED = """AND (:status = '' OR t.status = :status)
    AND (:said = '' OR t.subject ILIKE :said OR t.leader ILIKE :said OR u.name ILIKE :said OR t.number ILIKE :said)"""
_LIST = text(
    f"{_COLUMNS} {_SEEN} {_NARROWED} ORDER BY t.granted_on DESC, t.number DESC LIMIT :most OFFSET :skip"
)
_HOW_MANY = text(f"SELECT count(*) {_SEEN} {_NARROWED}")
_COUNTS = text(f"SELECT t.status, count(*) AS titles {_SEEN} GROUP BY t.status")
_ONE = text(f"SELECT EXISTS (SELECT {_SEEN} AND t.number = :number)")
_CASES = text("""
    SELECT c.id::text, c.number, v.title, c.status, c.held IS NOT NULL AS held,
        c.opened_at, x.due, x.why, c.closed_at IS NOT NULL AS closed
    FROM title_cases x JOIN cases c ON c.id = x.case_id JOIN process_versions v ON v.id = c.version
    WHERE x.title = :number ORDER BY c.opened_at DESC, c.number DESC""")
# The rungs of a ladder: of one holder in one unit, or given by a case that is about the other.
_OTHERS = text("""
    SELECT o.number, o.name, o.status FROM titles t JOIN titles o ON o.number <> t.number
        AND ((o.unit = t.unit AND o.subject = t.subject)
            OR EXISTS (SELECT FROM title_cases x WHERE x.title = t.number AND x.case_id = o.case_id)
            OR EXISTS (SELECT FROM title_cases x WHERE x.title = o.number AND x.case_id = t.case_id))
    WHERE t.number = :number ORDER BY o.granted_on, o.number""")
_OF_CASE = text("""
    SELECT t.number, t.name, t.unit, x.case_id IS NULL AS given, coalesce(x.why, '') AS why
    FROM titles t LEFT JOIN title_cases x ON x.title = t.number AND x.case_id = :case
    WHERE x.case_id IS NOT NULL OR t.case_id = :case ORDER BY given, t.number""")
_HOLDERS = text("SELECT unit, process, subject, number FROM titles WHERE process = ANY(:processes)")
_BEING_ENTERED = text("""SELECT unit, answers ->> :kind, subject, number FROM cases
    WHERE process = :process AND closed_at IS NULL AND subject IS NOT NULL""")
MOST = 500


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line of the register."""

    number: str
    name: str
    subject: str
    leader: str | None
    status: str
    level: str
    granted_on: date
    rectify_by: date | None
    unit: str
    unit_name: str
    version: str
    open_cases: int


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case about a title."""

    id: str
    number: str
    title: str
    status: str
    held: bool
    opened_at: datetime
    due: date | None
    why: str
    closed: bool


@dataclass(frozen=True, slots=True)
class OtherTitle:
    """Another title of the same holder."""

    number: str
    name: str
    status: str


@dataclass(frozen=True, slots=True)
class TitleOfCase:
    """A title that a case is about, and why it was opened, or the one that was ``given`` by it."""

    number: str
    name: str
    unit: str
    given: bool
    why: str


def listed(
    session: Session, *, unit: str, status: str = "", said: str = "", most: int = MOST, skip: int = 0
) -> list[TitleLine]:
    """The titles of a unit and those directly below it (of all with an empty ``unit``), the newest first."""
    asked = {"unit": unit, "status": status, "said": _pattern(said), "most": most, "skip": skip}
    return [TitleLine(*row) for row in session.execute(_LIST, asked)]


def how_many(session: Session, *, unit: str, status: str = "", said: str = "") -> int:
    """How many titles ``listed`` has in all."""
    asked = {"unit": unit, "status": status, "said": _pattern(said)}
    return int(session.execute(_HOW_MANY, asked).scalar_one())


def _pattern(said: str) -> str:
    return f"%{said.replace('%', '').replace('_', '')}%" if said else ""


def may_see(session: Session, number: str, *, unit: str) -> bool:
    """Whether the title is one of those that ``listed`` tells for the same ``unit``."""
    return bool(session.execute(_ONE, {"number": number, "unit": unit}).scalar())


def counts(session: Session, *, unit: str) -> dict[str, int]:
    """How many titles there are by status, of the same units."""
    return {row.status: row.titles for row in session.execute(_COUNTS, {"unit": unit})}


def numbers_by_holder(session: Session, processes: Collection[str]) -> dict[tuple[str, str, str], str]:
    """The numbers of the titles given by these processes, by unit, process and holder."""
    rows = session.execute(_HOLDERS, {"processes": list(processes)})
    return {(row.unit, row.process, row.subject): row.number for row in rows}


def being_entered(session: Session, process: str, kind: str) -> list[tuple[str, str, str, str]]:
    """Unit, answer to ``kind``, subject and number of every case of ``process`` that is handed in and not over."""
    return [tuple(row) for row in session.execute(_BEING_ENTERED, {"process": process, "kind": kind})]


def others(session: Session, number: str) -> list[OtherTitle]:
    """What else whoever holds this title holds or held, from the first on: the rungs below and above it."""
    return [OtherTitle(*row) for row in session.execute(_OTHERS, {"number": number})]


def of_case(session: Session, case_id: str) -> list[TitleOfCase]:
    """The title that a case is about, and the one that it gave."""
    return [TitleOfCase(*row) for row in session.execute(_OF_CASE, {"case": case_id})]


def cases_about(session: Session, number: str) -> list[CaseLine]:
    """The cases about a title, the newest first."""
    return [CaseLine(*row) for row in session.execute(_CASES, {"number": number})]
