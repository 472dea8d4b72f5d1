"""The declarative base: constraint names that migrations can rely on, and the column types all tables share."""

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import DateTime, MetaData, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

Id = Annotated[str, mapped_column(Uuid(as_uuid=False))]
Moment = Annotated[datetime, mapped_column(DateTime(timezone=True))]
Json = Annotated[dict[str, Any], mapped_column(JSONB)]
Texts = Annotated[list[str], mapped_column(ARRAY(Text))]


class Base(DeclarativeBase):
    """Parent of all tables. Text is unbounded on purpose: limits are rules, and rules live in the engine."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text}  # noqa: RUF012 - SQLAlchemy reads it from the class, nobody writes to it
