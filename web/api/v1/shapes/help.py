"""The help ledger and the check of data: what waits, lists for the bank, tables for bodies, and what came back."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from engine.hardship.matching import Told
from web.api.v1.shapes.base import In, Out


class Waiting(Out):
    """A sum that is granted and in no list yet; by the household's file number, without a name."""

    id: str
    kind: str
    whose: str
    amount: Decimal
    granted_on: date
    file_number: str | None
    unit: str


class Failed(Out):
    """A sum that did not arrive and has not gone anew."""

    id: str
    kind: str
    amount: Decimal
    list: str
    line: int
    failed_why: str
    file_number: str | None
    unit: str


class PaymentList(Out):
    """A list for the bank, and what became of its lines."""

    number: str
    made_at: datetime
    made_by: str
    settled_at: datetime | None
    lines: int
    amount: Decimal
    paid: int
    failed: int


class Ledger(BaseModel):
    """What waits, what failed, and every list."""

    waiting: list[Waiting]
    failed: list[Failed]
    lists: list[PaymentList]


class Payable(Out):
    """A line for the bank, with the whole card number."""

    line: int
    holder: str
    bank: str
    card: str
    amount: Decimal
    purpose: str


class BankList(BaseModel):
    """A list as the bank gets it."""

    number: str
    lines: list[Payable]


class BankSaid(In):
    """What the bank says of one line: paid on a day, or failed and why."""

    line: int
    amount: Decimal
    result: Literal["paid", "failed"]
    paid_on: date | None = None
    why: str = ""


class Returns(In):
    """What the bank says of a list; lines left out go on waiting."""

    lines: list[BankSaid] = Field(min_length=1)


class CellWrong(Out):
    """What is wrong: in which of the lines that were sent, counted from 1, in which column."""

    row: int
    column: str
    sentence: str


class ReturnsTaken(BaseModel):
    """How many lines were taken in: all, or none when one is wrong."""

    taken: int
    wrong: list[CellWrong]


class PaidInYear(Out):
    """What was paid in a year, by unit, class and kind."""

    unit: str
    hardship_class: str
    kind: str
    households: int
    payments: int
    amount: Decimal


class Body(BaseModel):
    """A body that is asked; ``line``: directly, without a table."""

    key: str
    title: str
    sends: list[str]
    tells: list[str]
    waiting: int
    late: int
    line: bool


class Stray(BaseModel):
    """An answer that belongs to nothing that was asked."""

    id: str
    agency: str
    number: str
    said: str
    received_at: datetime


class Matching(BaseModel):
    """What each body still has to answer, and the answers that belong to nothing."""

    bodies: list[Body]
    strays: list[Stray]


class Batch(BaseModel):
    """What a body is asked: so many lines with the fields that it needs and no others."""

    number: str
    lines: list[dict[str, str]]


class AnswerLine(In):
    """One line of an answer: about whom, what, and how much (yuan over the months asked, or how many)."""

    number: str
    id_number: str
    told: Told
    amount: Decimal = Decimal(1)
    note: str = ""


class NewAnswers(In):
    """What a body says."""

    lines: list[AnswerLine] = Field(min_length=1)


class AnswersTaken(BaseModel):
    """What became of it; with one line that cannot be read nothing is taken in."""

    answered: int
    contradictions: int
    strays: int
    wrong: list[CellWrong]
