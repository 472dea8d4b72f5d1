"""Files by digest, and which cases they belong to."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Moment


class Attachment(Base):
    """A stored file. The content is in the file store under the same digest."""

    __tablename__ = "attachments"
    digest: Mapped[str] = mapped_column(primary_key=True, doc="SHA-256 of the content")
    name: Mapped[str] = mapped_column(doc="the name under which it was first handed in")
    kind: Mapped[str] = mapped_column(doc="pdf, docx, jpg or png, by content")
    size: Mapped[int] = mapped_column(doc="bytes")
    stored_at: Mapped[Moment]
    stored_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"))


class Upload(Base):
    """Who handed a file in: the same content may come from several people, and each may name it in a form."""

    __tablename__ = "uploads"
    digest: Mapped[str] = mapped_column(ForeignKey("attachments.digest"), primary_key=True)
    person: Mapped[Id] = mapped_column(ForeignKey("people.id"), primary_key=True)
    at: Mapped[Moment]


class CaseFile(Base):
    """A file of a case, under the name it has there."""

    __tablename__ = "case_files"
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(ForeignKey("attachments.digest"), primary_key=True, index=True)
    name: Mapped[str]
    added_at: Mapped[Moment]


def keep(session: Session, new: Attachment) -> None:
    """Note a stored file, and who handed it in; the same content handed in again is the same file."""
    values = {one.key: getattr(new, one.key) for one in Attachment.__table__.columns}
    session.execute(insert(Attachment).values(values).on_conflict_do_nothing())
    if new.stored_by is not None:
        hand_in(session, new.digest, new.stored_by, now=new.stored_at)


def hand_in(session: Session, digest: str, person: str, *, now: datetime) -> None:
    """Note that the person handed in a file that is stored."""
    asked = insert(Upload).values(digest=digest, person=person, at=now)
    session.execute(asked.on_conflict_do_nothing())


def may_name(session: Session, digest: str, person: str, case_id: str) -> bool:
    """Whether the person may name the file in a form of the case: he or she handed it in, or it is there already."""
    own = select(Upload.digest).where(Upload.digest == digest, Upload.person == person)
    there = select(CaseFile.digest).where(CaseFile.digest == digest, CaseFile.case_id == case_id)
    return session.execute(own.union_all(there).limit(1)).first() is not None


def get(session: Session, digest: str) -> Attachment | None:
    """The file with this digest."""
    return session.get(Attachment, digest)


def attach(session: Session, case_id: str, digest: str, name: str, *, now: datetime) -> None:
    """Make a stored file one of a case's."""
    asked = insert(CaseFile).values(case_id=case_id, digest=digest, name=name, added_at=now)
    session.execute(asked.on_conflict_do_nothing())


def of_case(session: Session, case_id: str) -> list[CaseFile]:
    """The files of a case, in the order in which they came."""
    asked = select(CaseFile).where(CaseFile.case_id == case_id).order_by(CaseFile.added_at, CaseFile.name)
    return list(session.scalars(asked))
