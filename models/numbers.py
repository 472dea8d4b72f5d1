"""Numbers that people write on paper: one series a process and year, without gaps."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class NumberSeries(Base):
    """The last number given out of a series. Its row lock makes the next opener wait: no number is lost."""

    __tablename__ = "number_series"
    series: Mapped[str] = mapped_column(primary_key=True, doc="e.g. GWJZ-2022")
    last: Mapped[int]


def following(session: Session, series: str) -> str:
    """The next number of a series, e.g. GWJZ-2022-0003."""
    return next(several(session, series, 1))


def several(session: Session, series: str, count: int) -> Iterator[str]:
    """The next ``count`` numbers of a series, in order."""
    last = taken(session, series, count)
    return (f"{series}-{n:04d}" for n in range(last - count + 1, last + 1))


def taken(session: Session, series: str, count: int = 1) -> int:
    """Take the next ``count`` numbers of a series; returns the last of them. A transaction undone gives them back."""
    asked = text(
        "INSERT INTO number_series (series, last) VALUES (:series, :count)"
        " ON CONFLICT (series) DO UPDATE SET last = number_series.last + :count RETURNING last"
    )
    return int(session.execute(asked, {"series": series, "count": count}).scalar_one())
