"""The ballot box: how many papers of each kind lie in it, and never whose."""

from sqlalchemy import CheckConstraint, ForeignKey, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.state import Tally
from models.base import Base, Id


class BallotBox(Base):
    """Counts only (of weights, in a weighted ballot).

    A row a paper would keep the order in which the papers came, and with it the voter.
    """

    __tablename__ = "ballot_boxes"
    __table_args__ = (
        CheckConstraint("approve >= 0 AND reject >= 0 AND abstain >= 0", name="no_paper_leaves"),
    )
    step_id: Mapped[Id] = mapped_column(ForeignKey("steps.id"), primary_key=True)
    approve: Mapped[int]
    reject: Mapped[int]
    abstain: Mapped[int]


def box(session: Session, step_id: str) -> Tally:
    """What lies in the box of a visit. Who was entitled is not the box's to know: ``due`` is the papers in it."""
    found = session.get(BallotBox, step_id, populate_existing=True)
    papers = (found.approve, found.reject, found.abstain) if found else (0, 0, 0)
    return Tally(sum(papers), *papers)


def drop(session: Session, step_id: str, choice: str, *, weight: int = 1) -> None:
    """Put one paper into the box, under the lock of its case; in a weighted ballot it counts as several."""
    one = {name: weight * (name == choice) for name in ("approve", "reject", "abstain")}
    session.execute(
        text(
            "INSERT INTO ballot_boxes (step_id, approve, reject, abstain)"
            " VALUES (CAST(:step AS uuid), :approve, :reject, :abstain)"
            " ON CONFLICT (step_id) DO UPDATE SET approve = ballot_boxes.approve + :approve,"
            " reject = ballot_boxes.reject + :reject, abstain = ballot_boxes.abstain + :abstain"
        ),
        {"step": step_id, **one},
    )
