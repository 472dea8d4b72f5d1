"""A household's file, as it is filled in and as it is read: numbers are masked unless somebody says why."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from engine.hardship.file import Account, Asset, Bill, FileMember, HouseholdFile
from engine.hardship.parameters import Trait
from web.api.v1.shapes.base import In, Out
from web.api.v1.shapes.lists import FigureOut


class NewMember(FileMember):
    """One of the household. With ``was``, the place in the file as it was kept, the number kept there goes on."""

    id_number: str = ""
    was: int | None = Field(None, ge=0)


class NewFile(HouseholdFile):
    """The whole file as it is to be kept. A card left empty is the one that was kept before."""

    members: tuple[NewMember, ...] = ()


class KeptMember(Out):
    """One of the household as the file is told while it is filled in; the number masked."""

    was: int
    name: str
    relation: str
    id_number: str
    able: bool
    working: bool
    studying: bool
    excuse: str
    authorised_on: date | None
    incomes: list[dict[str, str]]


class FileFinding(BaseModel):
    """What is wrong in the file: at ``field``, e.g. members.0.id_number."""

    field: str
    sentence: str


class Reckoned(BaseModel):
    """The class with every figure behind it."""

    result: str
    sentence: str
    figures: list[FigureOut]


class KeptFile(BaseModel):
    """The file being filled in, what is wrong with it, and the class once nothing is."""

    members: list[KeptMember]
    bills: tuple[Bill, ...]
    assets: tuple[Asset, ...]
    traits: tuple[Trait, ...]
    accident_loss: Decimal
    account: Account
    findings: list[FileFinding]
    answer: Reckoned | None


class Member(Out):
    """One of the household as it is read."""

    relation: str
    name: str
    number: str
    age: int | None
    working: bool
    studying: bool
    able: bool
    excuse: str
    authorised_on: date | None = Field(description="when the authorisation to check was signed")


class ReckonedLine(Out):
    """One line behind the figure, in yuan: whether it counts, and why."""

    whose: str
    what: str
    amount: Decimal
    counts: bool
    why: str


class OneOfSix(Out):
    """One of the six papers (六有)."""

    title: str
    there: bool
    where: str


class Standing(Out):
    """Eligible, complying, receiving: whether it holds, since when, and why."""

    key: str
    label: str
    holds: bool
    since: date | None
    because: str


class Version(Out):
    """One version of the file; one that was handed in is fixed for good."""

    number: int
    occasion: str
    applied_on: date
    hardship_class: str | None
    by_head: Decimal | None
    line: Decimal | None
    edge: bool | None
    fixed_at: datetime | None


class DataRequest(BaseModel):
    """What one body was asked, and what it said in words."""

    id: str
    number: str
    agency: str
    due_on: date
    late: bool
    answered_at: datetime | None
    said: list[str]
    waived_why: str


class Contradiction(BaseModel):
    """Something that a body knows and the file does not say; ``stands`` is null until a person clears it."""

    id: str
    whose: str
    kind: str
    detail: str
    cleared_at: datetime | None
    stands: bool | None
    reason: str


class Payment(Out):
    """A sum of help, in yuan: granted, in a list for the bank, paid or failed."""

    id: str
    kind: str
    whose: str
    amount: Decimal
    granted_on: date
    basis: str
    list: str | None
    line: int | None
    paid_on: date | None
    failed_why: str | None


class HouseholdOfCase(BaseModel):
    """A household line by line, as the case has it."""

    file_number: str | None
    filed_on: date | None
    exited_on: date | None
    version: Version
    whole: bool = Field(description="whether numbers are shown whole: such a look is in the journal")
    members: list[Member]
    account: Account
    findings: list[FileFinding]
    incomes: list[ReckonedLine]
    rigid: list[ReckonedLine]
    answer: Reckoned | None
    papers: list[OneOfSix]
    standings: list[Standing]
    versions: list[Version]
    requests: list[DataRequest]
    contradictions: list[Contradiction]
    paid: list[Payment]


class Clearing(In):
    """Whether a contradiction stands (and the file was corrected), and why."""

    stands: bool
    reason: str


class Wish(In):
    """Help to be granted, in yuan: ``member`` is the place in the file where the cap is by person."""

    kind: Literal[
        "living", "medical", "college", "secondary_school", "compulsory_school", "temporary", "training"
    ]
    amount: Decimal = Field(decimal_places=2)
    member: int | None = Field(None, ge=0)
    cost: Decimal | None = Field(None, decimal_places=2, description="what the household bore itself")
