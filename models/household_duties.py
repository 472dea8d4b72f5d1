"""Duties of open files: what is known of each file, and which duties people were told of already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from engine.hardship.duties import Duty, OpenFile, Stage
from models.base import Base, Id, Moment
from models.session import Session

Told = tuple[str, Duty, Stage]  # of which household, what, and whether it was late


class DutyNotice(Base):
    """A household's duty of which the unit was told, once before it was due and once after."""

    __tablename__ = "household_duty_notices"
    __table_args__ = (
        CheckConstraint("kind IN ('yearly', 'change')", name="kind"),
        CheckConstraint("stage IN ('soon', 'late')", name="stage"),
    )
    household: Mapped[Id] = mapped_column(ForeignKey("households.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True, doc="yearly or change")
    due_on: Mapped[date] = mapped_column(primary_key=True, doc="the last day on which it is in time")
    stage: Mapped[str] = mapped_column(primary_key=True, doc="soon or late")
    told_at: Mapped[Moment]


@dataclass(frozen=True, slots=True)
class FileLine:
    """An open file as the list shows it; ``case_id`` is the case in which it was handed in last."""

    household: str
    unit: str
    unit_name: str
    file_number: str
    hardship_class: str
    case_id: str
    filed_on: date
    checked_on: date | None
    changed_on: date | None

    @property
    def file(self) -> OpenFile:
        """The same as the rules know it."""
        return OpenFile(self.filed_on, self.checked_on, self.changed_on)


def open_files(session: Session, units: frozenset[str] | None) -> list[FileLine]:
    """The open files of these units, of all where None, by number. What monitoring heard of is a change."""
    asked = text("""
        SELECT h.id::text, h.unit, u.name, h.file_number, v.hardship_class, v.case_id::text, h.filed_on, v.applied_on,
            (SELECT min(e.happened_on) FROM monitoring_events e
                JOIN monitored_households m ON m.id = e.household
                WHERE m.file_number = h.file_number AND e.happened_on > v.applied_on)
        FROM households h
        JOIN units u ON u.key = h.unit
        JOIN LATERAL (
            SELECT * FROM household_versions o WHERE o.household = h.id AND o.fixed_at IS NOT NULL
            ORDER BY o.number DESC LIMIT 1) v ON true
        WHERE h.file_number IS NOT NULL AND h.filed_on IS NOT NULL AND h.exited_on IS NULL
            AND (CAST(:units AS text[]) IS NULL OR h.unit = ANY(:units))
        ORDER BY h.file_number""")
    rows = session.execute(asked, {"units": None if units is None else sorted(units)}).tuples()
    return [FileLine(*row) for row in rows]


def note(session: Session, told: Sequence[Told], *, now: datetime) -> list[Told]:
    """Those of them that nobody was told of before; from now on they count as told."""
    if not told:
        return []
    rows = [
        {"household": one, "kind": duty.kind, "due_on": duty.due, "stage": stage, "told_at": now}
        for one, duty, stage in told
    ]
    stored = insert(DutyNotice).values(rows).on_conflict_do_nothing()
    keys = (DutyNotice.household, DutyNotice.kind, DutyNotice.due_on, DutyNotice.stage)
    new = set(session.execute(stored.returning(*keys)).tuples())
    return [one for one in told if (one[0], one[1].kind, one[1].due, one[2]) in new]
