"""Documents (文书) that were issued: their official numbers, every version, and numbers that were voided."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Id, Json, Moment


class Document(Base):
    """One version of a document about a case, a round or a meeting. It is never changed, only voided."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("number", "version"),
        CheckConstraint("num_nonnulls(case_id, round, meeting) = 1", name="about_one_thing"),
        CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name="voided_with_a_reason"),
        Index("ix_documents_digests", "pdf", "docx"),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(doc="key of its kind, e.g. decision")
    number: Mapped[str] = mapped_column(doc="as it is printed, e.g. 陕教科文卫体工发〔2022〕9号")
    version: Mapped[int] = mapped_column(doc="from 1; a new one replaces, the old one stays")
    title: Mapped[str] = mapped_column(doc="the name of its files, without an ending")
    case_id: Mapped[Id | None] = mapped_column(ForeignKey("cases.id"), index=True, doc="the case it is about")
    round: Mapped[str | None] = mapped_column(
        ForeignKey("rounds.key"), index=True, doc="the round it is about"
    )
    meeting: Mapped[Id | None] = mapped_column(
        ForeignKey("meetings.id"), index=True, doc="the meeting whose minutes it is"
    )
    shared: Mapped[bool] = mapped_column(doc="names people of several units: for those who see all units")
    pdf: Mapped[str] = mapped_column(ForeignKey("attachments.digest"), doc="digest of the PDF")
    docx: Mapped[str] = mapped_column(ForeignKey("attachments.digest"), doc="digest of the Word file")
    code: Mapped[str] = mapped_column(doc="keyed check code, printed on certificates")
    shown: Mapped[Json] = mapped_column(doc="what the public check page says of a certificate")
    made_at: Mapped[Moment] = mapped_column(doc="when it was issued")
    made_by: Mapped[Id | None] = mapped_column(
        ForeignKey("people.id"), doc="who issued it; nobody where a machine step did"
    )
    voided_at: Mapped[Moment | None] = mapped_column(doc="when its number was voided")
    voided_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"), doc="who voided it")
    void_reason: Mapped[str | None] = mapped_column(doc="why; the number is never given again")


def put(session: Session, document: Document) -> None:
    """Store a version of a document."""
    session.add(document)
    session.flush()


def about(session: Session, thing: str, key: str) -> Sequence[Document]:
    """All documents about a ``case``, ``round`` or ``meeting``, by number, the newest version of each first."""
    column = {"case": Document.case_id, "round": Document.round, "meeting": Document.meeting}[thing]
    asked = select(Document).where(column == key).order_by(Document.made_at.desc(), Document.version.desc())
    return session.scalars(asked).all()


def touching(session: Session, case_id: str) -> Sequence[Document]:
    """The documents whose files belong to a case, those of its rounds and meetings among them, oldest first."""
    asked = text(
        "SELECT d.id FROM documents d WHERE EXISTS (SELECT FROM case_files f"
        " WHERE f.case_id = CAST(:case AS uuid) AND f.digest = d.pdf)"
    )
    known = [str(one) for one in session.scalars(asked, {"case": case_id})]
    ordered = select(Document).where(Document.id.in_(known)).order_by(Document.made_at, Document.version)
    return session.scalars(ordered).all() if known else []


def numbered(session: Session, number: str) -> Document | None:
    """The newest version of the document with this number."""
    asked = select(Document).where(Document.number == number).order_by(Document.version.desc()).limit(1)
    return session.scalar(asked)


def hold(session: Session, number: str) -> int:
    """How many versions there are of the document; they are locked until the transaction ends."""
    asked = select(Document.id).where(Document.number == number).with_for_update()
    return len(session.scalars(asked).all())


def cases_of(session: Session, number: str) -> Sequence[str]:
    """The cases that the document is about, in all of its versions."""
    asked = text(
        "SELECT DISTINCT f.case_id::text FROM case_files f JOIN documents d ON d.pdf = f.digest"
        " WHERE d.number = :number ORDER BY 1"
    )
    return session.scalars(asked, {"number": number}).all()


def shared_digests(session: Session, case_id: str) -> set[str]:
    """The digests of a case's documents that name people of several units."""
    found = [one for one in touching(session, case_id) if one.shared]
    return {digest for one in found for digest in (one.pdf, one.docx)}


def void(session: Session, number: str, *, by: str, reason: str, now: datetime) -> None:
    """Void a number: all versions of its document."""
    changed = update(Document).where(Document.number == number)
    session.execute(changed.values(voided_at=now, voided_by=by, void_reason=reason))
