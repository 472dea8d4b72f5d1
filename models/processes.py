"""Published versions of process definitions. A version never changes; a case keeps the one it started with."""

import hashlib
from datetime import date
from functools import cache

from sqlalchemy import UniqueConstraint, between, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.definition import Process
from models.base import Base, Json, Moment

EVERY_STEP = "jsonb_path_query(v.definition, 'strict $.steps.** ? (exists (@.kind) && exists (@.key))')"
"""SQL: the steps and blocks of a version ``v`` of ``process_versions``, wherever in it they stand."""


class ProcessVersion(Base):
    """One published version: the checked definition, and the text it was read from."""

    __tablename__ = "process_versions"
    __table_args__ = (UniqueConstraint("key", "hash"),)
    id: Mapped[str] = mapped_column(primary_key=True, doc="key@first twelve digits of the hash")
    key: Mapped[str]
    title: Mapped[str]
    hash: Mapped[str] = mapped_column(doc="SHA-256 of the canonical definition")
    definition: Mapped[Json]
    source: Mapped[str] = mapped_column(doc="the YAML as published")
    hashed: Mapped[str | None] = mapped_column(doc="the text that the hash was taken of")
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    published_at: Mapped[Moment]
    published_by: Mapped[str | None]


def publish(
    session: Session, process: Process, source: str, *, by: str | None, now: Moment
) -> tuple[str, bool]:
    """Store ``process`` under its hash. Returns the version's id, and whether it is new.

    A person who publishes known content again makes it the current version again. The office's own start, which
    publishes what is shipped and names nobody, overrules no one.
    """
    digest = _digest(process)
    version = f"{process.key}@{digest[:12]}"
    asked = insert(ProcessVersion).values(
        id=version,
        key=process.key,
        title=process.title,
        hash=digest,
        definition=process.model_dump(mode="json", by_alias=True),
        source=source,
        hashed=hashed_text(process),
        valid_from=process.valid.first,
        valid_to=process.valid.last,
        published_at=now,
        published_by=by,
    )
    made = session.execute(asked.on_conflict_do_nothing().returning(ProcessVersion.id)).first()
    if made is None:
        _keep_text(session, version, process)
    if made is None and by is not None:
        again = update(ProcessVersion).where(ProcessVersion.id == version)
        session.execute(again.values(published_at=now, published_by=by))
    return version, made is not None


def is_known(session: Session, process: Process) -> bool:
    """Whether just this content was published before."""
    asked = select(ProcessVersion.id).where(ProcessVersion.hash == _digest(process))
    return session.scalar(asked) is not None


def get(session: Session, version: str) -> Process:
    """The definition of a version; read once per process, for it never changes. Raises NoResultFound."""
    known = _known()
    if version not in known:
        asked = select(ProcessVersion.definition).where(ProcessVersion.id == version)
        known[version] = Process.model_validate(session.scalars(asked).one())
    return known[version]


def find(session: Session, version: str) -> Process | None:
    """The definition of a version, if anybody published it."""
    there = session.scalar(select(ProcessVersion.id).where(ProcessVersion.id == version))
    return get(session, there) if there else None


def current(session: Session, key: str, on: date) -> tuple[str, Process] | None:
    """The version of ``key`` under which a case is opened on this day: the one published last, if any is valid."""
    asked = (
        select(ProcessVersion.id)
        .where(ProcessVersion.key == key, ProcessVersion.valid_from <= on, ProcessVersion.valid_to >= on)
        .order_by(ProcessVersion.published_at.desc())
        .limit(1)
    )
    version = session.scalar(asked)
    return (version, get(session, version)) if version else None


def all_current(session: Session, on: date | None = None) -> list[tuple[str, Process]]:
    """One version of every process: the one published last, of those valid ``on`` that day if there are any."""
    valid_then = (
        []
        if on is None
        else [between(literal(on), ProcessVersion.valid_from, ProcessVersion.valid_to).desc()]
    )
    latest = (ProcessVersion.published_at.desc(), ProcessVersion.valid_from.desc())
    asked = (
        select(ProcessVersion.id)
        .distinct(ProcessVersion.key)
        .order_by(ProcessVersion.key, *valid_then, *latest)
    )
    return [(version, get(session, version)) for version in session.scalars(asked)]


def in_force(session: Session, on: date) -> list[tuple[str, Process]]:
    """The version of every process under which a case can be opened on this day."""
    return [one for one in all_current(session, on) if one[1].valid.first <= on <= one[1].valid.last]


def _keep_text(session: Session, version: str, process: Process) -> None:
    """A version from before the hashed text was kept gets it when it is published again."""
    old = update(ProcessVersion).where(ProcessVersion.id == version, ProcessVersion.hashed.is_(None))
    session.execute(old.values(hashed=hashed_text(process)))


def source(session: Session, version: str) -> str:
    """The YAML of a version, as it was published. Raises NoResultFound."""
    return session.scalars(select(ProcessVersion.source).where(ProcessVersion.id == version)).one()


def hashed(session: Session, version: str) -> str:
    """The text that a version's hash was taken of. Raises NoResultFound."""
    kept = session.scalars(select(ProcessVersion.hashed).where(ProcessVersion.id == version)).one()
    return kept or hashed_text(get(session, version))


def hashed_text(process: Process) -> str:
    """The text of which a version's hash is taken.

    A key left at its default is not in it: a release that knows one more key makes no new version of a text
    that does not use it.
    """
    return process.model_dump_json(by_alias=True, exclude_defaults=True)


def _digest(process: Process) -> str:
    """What a version is known by."""
    return hashlib.sha256(hashed_text(process).encode()).hexdigest()


@cache
def _known() -> dict[str, Process]:
    return {}
