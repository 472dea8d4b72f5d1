"""Meetings on pages: those one belongs to, those of a case, and what waits to be put on an agenda."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

# ``m`` is the meeting, ``:me`` the reader: those who belong to it, and those who may call one.
_VISIBLE = """(
    EXISTS (SELECT FROM meeting_members mine WHERE mine.meeting = m.id AND mine.person = CAST(:me AS uuid))
    OR EXISTS (SELECT FROM posts held WHERE held.person = CAST(:me AS uuid)
               AND held.post IN ('administrator', 'prov_officer', 'prov_head')))"""
_LINE = f"""SELECT m.id::text AS id, m.number, m.title, o.title AS organ, m.status, m.meets_at, m.place,
    (SELECT count(*) FROM meeting_cases c WHERE c.meeting = m.id) AS cases, {_VISIBLE} AS may_open
    FROM meetings m JOIN organs o ON o.key = m.organ"""  # noqa: S608 - made of our own constants


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting as a list shows it; ``cases`` is how many cases are on its agenda; ``may_open`` by the reader."""

    id: str
    number: str
    title: str
    organ: str
    status: str
    meets_at: datetime
    place: str
    cases: int
    may_open: bool


@dataclass(frozen=True, slots=True)
class WaitingVote:
    """An open visit of a ballot step, and the case it belongs to."""

    case_id: str
    number: str
    step_id: str
    step: str


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that a form offers for choice."""

    key: str
    title: str


def listed(session: Session, person_id: str) -> list[MeetingRow]:
    """The meetings that the person may see: those to come first, then the latest."""
    asked = text(
        f"{_LINE} WHERE {_VISIBLE} ORDER BY (m.status IN ('called', 'open')) DESC,"
        " CASE WHEN m.status IN ('called', 'open') THEN m.meets_at END, m.meets_at DESC, m.number DESC"
    )
    return [MeetingRow(*row) for row in session.execute(asked, {"me": person_id})]


def may_see(session: Session, meeting_id: str, person_id: str) -> bool:
    """Whether the person may look at the meeting."""
    asked = text(f"SELECT EXISTS (SELECT FROM meetings m WHERE m.id = CAST(:id AS uuid) AND {_VISIBLE})")  # noqa: S608
    return bool(session.execute(asked, {"id": meeting_id, "me": person_id}).scalar())


def of_case(session: Session, case_id: str, person_id: str) -> list[MeetingRow]:
    """The meetings on whose agenda the case is or was, latest first, for a reader of the case."""
    asked = text(
        f"{_LINE} WHERE EXISTS (SELECT FROM meeting_cases c WHERE c.meeting = m.id"
        " AND c.case_id = CAST(:case AS uuid)) ORDER BY m.meets_at DESC"
    )
    return [MeetingRow(*row) for row in session.execute(asked, {"case": case_id, "me": person_id})]


def open_votes(session: Session) -> list[WaitingVote]:
    """The open ballots of cases that are on no agenda of a meeting still to be held, by number of the case."""
    asked = text("""
        SELECT c.id::text, c.number, s.id::text, s.key FROM steps s JOIN cases c ON c.id = s.case_id
        WHERE s.kind = 'ballot' AND s.status = 'open' AND c.closed_at IS NULL AND c.held IS NULL
            AND NOT EXISTS (
                SELECT FROM meeting_cases on_agenda JOIN meetings m ON m.id = on_agenda.meeting
                WHERE on_agenda.case_id = c.id AND m.status IN ('called', 'open'))
        ORDER BY c.number""")
    return [WaitingVote(*row) for row in session.execute(asked)]


def organs(session: Session) -> list[Named]:
    """The bodies that can be called, by title."""
    return [Named(*row) for row in session.execute(text("SELECT key, title FROM organs ORDER BY title"))]


def people(session: Session) -> list[Named]:
    """Who can chair, write or count: the people of the province and the members of organs, by name."""
    asked = text("""
        SELECT p.id::text, p.name || '（' || u.name || '）' FROM people p JOIN units u ON u.key = p.unit
        WHERE p.active AND (u.kind = 'province' OR EXISTS (SELECT FROM organ_members m WHERE m.person = p.id))
        ORDER BY p.name""")
    return [Named(*row) for row in session.execute(asked)]
