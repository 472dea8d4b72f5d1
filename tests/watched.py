"""Households under monitoring, drawn from a seed: most are calm, some lie exactly on a line, some are unknown."""

from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from sqlalchemy import insert, select

from engine.relapse.rules import FACTS, Fact
from models.monitoring import Membership, MonitoredHousehold, Snapshot
from models.session import Session

LINE = Decimal(740)
_RELATIVE = {
    "reason": "relative", "since": date(2022, 1, 1), "clause": "相对困难职工在档期间",
    "rule_version": "2022.1", "noted_at": datetime(2022, 1, 1, tzinfo=UTC),
}  # fmt: skip


def watch(session: Session, count: int, *, unit: str = "xjtu") -> list[int]:
    """So many households of one unit; their ids."""
    known = session.query(MonitoredHousehold).count()
    lines = [{"file_number": f"{number:07d}", "unit": unit} for number in range(known, known + count)]
    session.execute(insert(MonitoredHousehold), lines)
    ids = list(session.scalars(select(MonitoredHousehold.id).order_by(MonitoredHousehold.id)))
    session.execute(insert(Membership), [{"household": one, **_RELATIVE} for one in ids[known:]])
    return ids


def chance(seed: int) -> Random:
    """The same draws for the same seed."""
    return Random(seed)  # noqa: S311 - households for tests, no secret


def facts(drawing: Random) -> dict[Fact, Decimal | None]:
    """One household's month."""
    persons = drawing.randint(1, 5)
    line = LINE * persons * 12
    income = line * drawing.choice([Decimal("0.9"), Decimal(1), Decimal("1.5"), Decimal(2), Decimal(3)])
    drawn: dict[Fact, Decimal | None] = {
        "persons": Decimal(persons),
        "line": LINE,
        "net_income": income + drawing.choice([Decimal(0), Decimal("0.01"), Decimal("-0.01")]),
        "base_income": income / drawing.choice([Decimal(1), Decimal("0.5")]),
        "medical_year": Decimal(drawing.choice([0, 0, 0, 9000])),
        "medical_half_year": Decimal(drawing.choice([0, 0, 20000, 20001])),
        "unemployed_months": Decimal(drawing.choice([0, 0, 2, 3])),
        "loss": Decimal(drawing.choice([0, 0, 0, 30000])),
        "earner_lost": Decimal(drawing.random() < 0.02),
        "new_student": Decimal(drawing.random() < 0.1),
        "arrears": Decimal(drawing.choice([0, 0, 0, 500])),
    }
    return {key: None if drawing.random() < 0.03 else drawn[key] for key in FACTS}


def calm() -> dict[Fact, Decimal | None]:
    """A month in which nothing is wrong."""
    nothing: dict[Fact, Decimal | None] = dict.fromkeys(FACTS, Decimal(0))
    return nothing | {
        "persons": Decimal(1),
        "line": LINE,
        "net_income": Decimal(50000),
        "base_income": Decimal(50000),
    }


def keep(session: Session, period: date, months: dict[int, dict[Fact, Decimal | None]]) -> None:
    """Store what is known of the month."""
    lines = [{"household": household, "period": period, **known} for household, known in months.items()]
    session.execute(insert(Snapshot), lines)
