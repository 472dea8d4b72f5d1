"""The household file (一户一档): who lives there, what came in, what had to be paid, what is owned.

A file may be kept half-filled and wrong; ``engine.hardship.file_checks`` says what is wrong with it. Amounts are in
yuan. Everything in it is personal and is stored sealed.
"""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import Field

from engine.hardship.parameters import ExpenseKind, IncomeKind, Strict, Trait

Relation = Literal["本人", "配偶", "子女", "父母", "祖父母", "孙子女", "兄弟姐妹", "其他"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
AssetKind = Literal["home", "vehicle", "deposit", "share"]
ASSET: dict[AssetKind, str] = {
    "home": "住房",
    "vehicle": "机动车",
    "deposit": "存款、证券",
    "share": "公司股权",
}
Month = Annotated[str, Field(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$")]
ADULT = 18
_SEX_AND_ORDER = slice(6, 14)


class MonthlyIncome(Strict):
    """What one member received of one kind in the months ``first`` to ``last``, both included, altogether."""

    kind: IncomeKind
    amount: Decimal
    first: Month
    last: Month


class Bill(Strict):
    """One bill with its proof: what was paid, and how much of it somebody gave back."""

    kind: ExpenseKind
    day: date
    paid: Decimal
    reimbursed: Decimal = Decimal(0)

    @property
    def own(self) -> Decimal:
        """What the household bore itself, in yuan."""
        return self.paid - self.reimbursed


class Asset(Strict):
    """Something owned: a home with its square metres, a vehicle (a mobility aid or not), a share (that may control)."""

    kind: AssetKind
    value: Decimal = Decimal(0)
    area: Decimal | None = None
    mobility_aid: bool = False
    controlling: bool = False


class FileMember(Strict):
    """One who lives in the household. ``excuse``: the proof for an able adult who neither works nor studies."""

    name: str
    relation: Relation
    id_number: str
    able: bool = True
    working: bool = False
    studying: bool = False
    excuse: str = ""
    authorised_on: date | None = None  # 《家庭经济状况核对授权委托书》 signed
    incomes: tuple[MonthlyIncome, ...] = ()

    @cached_property
    def born_on(self) -> date | None:
        """The birthday in the ID number; None where it cannot be one."""
        digits = self.id_number[_SEX_AND_ORDER]
        try:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            return None

    def age_on(self, day: date) -> int | None:
        """Full years of age on ``day``; None where the birthday is not known."""
        born = self.born_on
        return (
            None if born is None else day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        )

    def is_adult(self, day: date) -> bool:
        """Whether of age on ``day``; whoever's age is not known counts as an adult, who has to sign."""
        age = self.age_on(day)
        return age is None or age >= ADULT


class Account(Strict):
    """Where help is paid to. Only a card of the household's own is paid."""

    bank: str = ""
    card: str = ""
    holder: str = ""


class HouseholdFile(Strict):
    """What the household says of itself in one version of its file. The order of members is that of the form."""

    members: tuple[FileMember, ...] = ()
    bills: tuple[Bill, ...] = ()
    assets: tuple[Asset, ...] = ()
    traits: tuple[Trait, ...] = ()
    accident_loss: Decimal = Decimal(0)  # after insurance, compensation and other aid
    account: Account = Account()

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """How each member is called where no name may stand: the relation, numbered where there are several."""
        seen: dict[str, int] = {}
        several = {one for one in RELATIONS if sum(member.relation == one for member in self.members) > 1}
        found = []
        for member in self.members:
            seen[member.relation] = seen.get(member.relation, 0) + 1
            number = str(seen[member.relation]) if member.relation in several else ""
            found.append(f"{member.relation}{number}")
        return tuple(found)


def months_before(day: date, count: int) -> tuple[str, ...]:
    """The ``count`` whole months before the month of ``day``, earliest first, as 2021-11."""
    last = day.year * 12 + day.month - 1
    return tuple(f"{n // 12}-{n % 12 + 1:02d}" for n in range(last - count, last))


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Every month from ``first`` to ``last``, both included; none when they are the wrong way round."""
    start, end = (int(one[:4]) * 12 + int(one[5:]) - 1 for one in (first, last))
    return tuple(f"{n // 12}-{n % 12 + 1:02d}" for n in range(start, end + 1))
