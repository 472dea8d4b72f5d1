"""The session that every verb and question is handed: named here, so that nobody above the tables knows SQL's tools."""

from sqlalchemy.orm import Session

__all__ = ["Session"]
