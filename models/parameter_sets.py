"""Parameters that administrators entered for a place and a time. Only ever added to: a trigger says so."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from engine.rulebook.published import RuleSet
from engine.state import Person
from models.base import Base, Id, Json, Moment
from models.organisation import Human
from models.session import Session


class ParameterSet(Base):
    """One set as it was entered. A later one for the same days holds in its place; the earlier one stays to be read."""

    __tablename__ = "parameter_sets"
    __table_args__ = (
        Index("ix_parameter_sets_rule_place", "rule", "place"),
        CheckConstraint("valid_from <= valid_to", name="days_in_order"),
        CheckConstraint("btrim(source) <> ''", name="has_a_source"),
    )
    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    rule: Mapped[str] = mapped_column(doc="whose parameters: hardship.class, household.help")
    place: Mapped[str] = mapped_column(doc="a city without its last character will do: 西安 names 西安市")
    valid_from: Mapped[date]
    valid_to: Mapped[date] = mapped_column(doc="the last day, included")
    source: Mapped[str] = mapped_column(doc="the text that says so")
    content: Mapped[Json] = mapped_column(doc="the whole set, as the rules read it")
    entered_at: Mapped[Moment]
    entered_by: Mapped[Id] = mapped_column(ForeignKey("people.id"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A set with its number and who entered it when."""

    number: int
    rules: RuleSet
    entered_at: datetime
    entered_by: str


def add(session: Session, new: RuleSet, *, by: Person, now: datetime) -> int:
    """Keep a set; its number, which counts all that was ever entered."""
    row = ParameterSet(
        rule=new.rule,
        place=new.place,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        source=new.source,
        content=new.model_dump(mode="json", by_alias=True),
        entered_at=now,
        entered_by=by.id,
    )
    session.add(row)
    session.flush()
    return row.id


def entered(session: Session, rule: str) -> list[RuleSet]:
    """The sets of ``rule`` in the order in which they were entered; each key tells which of several it is."""
    return [one.rules for one in entries(session, rule)]


def entries(session: Session, rule: str) -> list[Entry]:
    """The same, with who entered them and when."""
    asked = (
        select(ParameterSet, Human.name)
        .join(Human, Human.id == ParameterSet.entered_by)
        .where(ParameterSet.rule == rule)
        .order_by(ParameterSet.id)
    )
    return [
        Entry(row.id, _numbered(row), row.entered_at, name) for row, name in session.execute(asked).tuples()
    ]


def _numbered(row: ParameterSet) -> RuleSet:
    found = RuleSet.model_validate(row.content)
    return found.model_copy(update={"key": f"{found.key}#{row.id}"})
