"""The shapes of requests and answers about titles."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from engine.titles.money import MoneyKind, Purpose
from web.api.v1.shapes.base import In, Out


class TitleLine(Out):
    """A line of the register."""

    number: str
    name: str
    subject: str
    leader: str | None
    status: Literal["held", "rectifying", "cancelled", "revoked"]
    level: str
    granted_on: date
    rectify_by: date | None
    unit: str
    unit_name: str
    open_cases: int


class TitleEntry(Out):
    """A line of a title's life."""

    kind: str
    on: date
    number: str = Field(description="the case that says so")
    words: str
    check: str | None
    period: int | None
    due: date | None


class TitleCase(Out):
    """A case about a title."""

    id: str
    number: str
    title: str
    status: str
    opened_at: datetime
    due: date | None
    closed: bool


class OtherTitle(Out):
    """Another title of the same holder: a rung below or above."""

    number: str
    name: str
    status: str


class TitlePage(BaseModel):
    """A title with its life; money in yuan."""

    number: str
    name: str
    subject: str
    leader: str | None
    status: str
    granted_on: date
    rectify_by: date | None
    entries: list[TitleEntry]
    cases: list[TitleCase]
    others: list[OtherTitle]
    granted: Decimal
    spent: Decimal


class NewMoney(In):
    """A line of a title's ledger: a grant, or an expense with its purpose; in yuan."""

    kind: MoneyKind
    amount: Decimal
    on: date
    purpose: Purpose | None = None
    note: str = ""
