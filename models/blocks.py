"""Passages through blocks: branches taken at once, chosen, or walked for each line of a list."""

from typing import Annotated

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Moment

Numbers = Annotated[list[int], mapped_column(JSONB)]
Lines = Annotated[list[str], mapped_column(JSONB)]


class Block(Base):
    """The nth passage through a block."""

    __tablename__ = "blocks"
    __table_args__ = (Index("ix_blocks_case_id_ordinal", "case_id", "ordinal", unique=True),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"))
    ordinal: Mapped[int] = mapped_column(doc="place among the case's passages, from 0")
    key: Mapped[str]
    kind: Mapped[str]
    visit: Mapped[int]
    status: Mapped[str]
    opened_at: Mapped[Moment]
    since: Mapped[int] = mapped_column(doc="visits that the case had had before")
    at: Mapped[str] = mapped_column(doc="lines of the lists around it, outermost first: 2.0")
    branches: Mapped[Numbers] = mapped_column(doc="branches taken, or numbers of the lines")
    done: Mapped[Numbers] = mapped_column(doc="those of them that were walked to their end")
    needed: Mapped[int | None] = mapped_column(doc="how many have to be; empty: all")
    lines: Mapped[Lines] = mapped_column(doc="lines of the list as the block found or was given them")
    times: Mapped[int] = mapped_column(doc="rounds of a repeated block")
    outcome: Mapped[str | None]
    settled_at: Mapped[Moment | None]
    grown: Mapped[int] = mapped_column(
        server_default=text("0"), doc="how many of the lines were added on the way"
    )
