"""What screens ask of monitoring: boards, lists and single households. Which units the reader sees is in the query."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases import Case
from models.risk_signals import RiskSignal


@dataclass(frozen=True, slots=True)
class CaseLine:
    """The outside of a case."""

    id: str
    number: str


def last_refiled_case(session: Session, household: int) -> CaseLine | None:
    """The last case of the household that ended with a second entry (返困)."""
    asked = (
        select(Case.id, Case.number)
        .join(RiskSignal, RiskSignal.case_id == Case.id)
        .where(RiskSignal.household == household, RiskSignal.closed_as == "refiled")
        .order_by(RiskSignal.id.desc())
        .limit(1)
    )
    found = session.execute(asked).first()
    return CaseLine(str(found[0]), found[1]) if found else None
