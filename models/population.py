"""Who comes under monitoring and leaves it: reasons with their days, and the household that has them."""

from datetime import date

from sqlalchemy import exists, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from models.monitoring import Membership, MonitoredHousehold
from models.risk_signals import RiskSignal


def household(session: Session, file_number: str) -> MonitoredHousehold | None:
    """The household with this file, monitored now or once, locked until the transaction ends."""
    asked = select(MonitoredHousehold).where(MonitoredHousehold.file_number == file_number)
    return session.scalar(asked.with_for_update().execution_options(populate_existing=True))


def by_id(session: Session, household_id: int) -> MonitoredHousehold:
    """The household with this id, locked until the transaction ends."""
    asked = select(MonitoredHousehold).where(MonitoredHousehold.id == household_id)
    return session.scalars(asked.with_for_update().execution_options(populate_existing=True)).one()


def watch(session: Session, file_number: str, unit: str) -> MonitoredHousehold:
    """The household under monitoring from now on, made if it is new."""
    new = insert(MonitoredHousehold).values(file_number=file_number, unit=unit)
    session.execute(new.on_conflict_do_nothing())
    found = household(session, file_number)
    if found is None:
        raise LookupError(file_number)
    found.ended_on = None
    return found


def enter(session: Session, membership: Membership) -> bool:
    """Let a household in for a reason; False when it is in for the same reason already."""
    columns = [
        one.key for one in Membership.__table__.columns if one.key not in ("id", "ended_on", "ended_why")
    ]
    row = {one: getattr(membership, one) for one in columns}
    asked = insert(Membership).values(row).on_conflict_do_nothing().returning(Membership.id)
    return session.scalar(asked) is not None


def last_ended(session: Session, household_id: int, why: str) -> int | None:
    """The entry of the household that was ended last for this reason."""
    asked = select(func.max(Membership.id)).where(
        Membership.household == household_id, Membership.ended_why == why
    )
    return session.scalar(asked)


def end_all(session: Session, household_id: int, day: date, why: str) -> None:
    """No reason holds any more: the household leaves monitoring."""
    asked = update(Membership).where(Membership.household == household_id, Membership.ended_on.is_(None))
    session.execute(asked.values(ended_on=day, ended_why=why))
    session.execute(
        update(MonitoredHousehold).where(MonitoredHousehold.id == household_id).values(ended_on=day)
    )


def let_run_out(session: Session, day: date) -> None:
    """End the reasons that no longer hold on ``day``, and the monitoring of households that had no other.

    A household with an open signal stays until its case is over.
    """
    session.execute(
        update(Membership)
        .where(Membership.ended_on.is_(None), Membership.runs_out_on <= day)
        .values(ended_on=Membership.runs_out_on, ended_why="ran_out")
    )
    held = select(Membership.id).where(
        Membership.household == MonitoredHousehold.id, Membership.ended_on.is_(None)
    )
    once = select(func.max(Membership.ended_on)).where(Membership.household == MonitoredHousehold.id)
    last = once.scalar_subquery()
    at_risk = select(RiskSignal.id).where(
        RiskSignal.household == MonitoredHousehold.id, RiskSignal.closed_period.is_(None)
    )
    over = update(MonitoredHousehold).where(
        MonitoredHousehold.ended_on.is_(None), ~exists(held), ~exists(at_risk), last.is_not(None)
    )
    session.execute(over.values(ended_on=last).execution_options(synchronize_session=False))


def entries(session: Session, household_id: int) -> list[Membership]:
    """Every reason for which the household was ever monitored, in the order of their days."""
    asked = select(Membership).where(Membership.household == household_id)
    return list(session.scalars(asked.order_by(Membership.since, Membership.id)))


def note_exit(session: Session, household_id: int, day: date) -> None:
    """The household left hardship (脱困) on this day."""
    session.execute(
        update(MonitoredHousehold).where(MonitoredHousehold.id == household_id).values(exited_on=day)
    )
