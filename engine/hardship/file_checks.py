"""What is wrong with a household file: every finding at once, each with its place in the file.

Nothing here asks whether the household is in hardship; that is ``hardship.class``, asked of a file without findings.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.hardship.file import FileMember, HouseholdFile, months_before, months_between
from engine.hardship.household import window_start_of
from engine.hardship.parameters import HardshipParameters
from engine.hardship.words import EXPENSE, INCOME
from engine.id_numbers import is_id_number

Place = tuple[str | int, ...]
YOUNGEST_SPOUSE = 20  # 《民法典》第一千零四十七条
YOUNGEST_WORKER = 16  # 《劳动法》第十五条


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where in the file (``members, 0, incomes, 1, amount``), in a sentence that names nobody."""

    place: Place
    sentence: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A file as it is handed in: on which day, by which parameters, and where its people are known already.

    ``elsewhere`` gives, by ID number, the number of the other household's file or case.
    """

    file: HouseholdFile
    parameters: HardshipParameters
    day: date
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @property
    def months(self) -> tuple[str, ...]:
        """The whole months that are reckoned."""
        return months_before(self.day, self.parameters.months)

    @property
    def called(self) -> Iterator[tuple[int, str, FileMember]]:
        """Place, word and lines of each member."""
        for place, (label, member) in enumerate(zip(self.file.labels, self.file.members, strict=True)):
            yield place, label, member


@dataclass(frozen=True, slots=True)
class Window:
    """What is reckoned of an application on ``day``: incomes of whole months, bills from ``start`` on."""

    months: tuple[str, ...]
    start: date
    day: date


def window_of(day: date, parameters: HardshipParameters) -> Window:
    """The months and days that are reckoned of an application on ``day``."""
    months = parameters.months
    return Window(months_before(day, months), window_start_of(day, months), day)


def findings_of(asked: Asked) -> tuple[Finding, ...]:
    """Every reason why the file cannot be handed in, in the order of the form."""
    return tuple(found for check in _CHECKS for found in check(asked))


def _people(asked: Asked) -> Iterator[Finding]:
    relations = Counter(one.relation for one in asked.file.members)
    if relations["本人"] != 1:
        yield Finding(("members",), f"“本人”须有且只有一人，现有 {relations['本人']} 人。")
    if relations["配偶"] > 1:
        yield Finding(("members",), f"“配偶”至多一人，现有 {relations['配偶']} 人。")
    numbers = Counter(one.id_number for one in asked.file.members)
    for place, label, one in asked.called:
        here = ("members", place, "id_number")
        if not one.name.strip():
            yield Finding(("members", place, "name"), f"{label}没有写姓名。")
        if not is_id_number(one.id_number):
            yield Finding(here, f"{label}的身份证号不正确（18 位，末位可为 X）。")
        elif numbers[one.id_number] > 1:
            yield Finding(here, f"{label}的身份证号在本户写了 {numbers[one.id_number]} 次，每人只写一次。")
        elif number := asked.elsewhere.get(one.id_number):
            yield Finding(here, f"{label}已在另一户（{number}）中，一人只能在一份档案里。")


def _consent(asked: Asked) -> Iterator[Finding]:
    for place, label, one in asked.called:
        here = ("members", place, "authorised_on")
        if one.is_adult(asked.day) and one.authorised_on is None:
            yield Finding(here, f"{label}未签《家庭经济状况核对授权委托书》，成年成员都须签名。")
        if one.authorised_on and one.authorised_on > asked.day:
            yield Finding(here, f"{label}的授权日期 {one.authorised_on} 晚于填报日 {asked.day}。")


def _ages(asked: Asked) -> Iterator[Finding]:
    own = next((one.born_on for one in asked.file.members if one.relation == "本人"), None)
    for place, label, one in asked.called:
        here, age = ("members", place, "relation"), one.age_on(asked.day)
        if age is None:
            continue
        if age < 0:
            yield Finding(("members", place, "id_number"), f"{label}的出生日期 {one.born_on} 晚于填报日。")
        if one.relation == "配偶" and age < YOUNGEST_SPOUSE:
            yield Finding(here, f"{label}只有 {age} 岁，不到法定婚龄，年龄与关系矛盾。")
        if own and one.born_on and not _fits(one, own):
            yield Finding(here, f"{label}生于 {one.born_on}，本人生于 {own}，年龄与关系矛盾。")
        if one.working and age < YOUNGEST_WORKER:
            yield Finding(("members", place, "working"), f"{label}只有 {age} 岁，写了“就业”，不满十六周岁。")


def _fits(one: FileMember, own: date) -> bool:
    born = one.born_on
    if born is None:
        return True
    if one.relation in ("子女", "孙子女"):
        return born > own
    return born < own if one.relation in ("父母", "祖父母") else True


def _incomes(asked: Asked) -> Iterator[Finding]:
    window = asked.months
    for place, label, member in asked.called:
        for line, one in enumerate(member.incomes):
            here, what = ("members", place, "incomes", line), f"{label}第 {line + 1} 行{INCOME[one.kind]}"
            if one.amount < 0:
                yield Finding((*here, "amount"), f"{what}为 {one.amount} 元，不得为负。")
            if one.first > one.last:
                yield Finding((*here, "first"), f"{what}起月 {one.first} 晚于止月 {one.last}。")
            elif one.first < window[0] or one.last > window[-1]:
                yield Finding(
                    (*here, "first"),
                    f"{what}（{one.first} 至 {one.last}）不在核算期 {window[0]} 至 {window[-1]} 内。",
                )
        yield from _overlaps(place, label, member)
        yield from _gaps(place, label, member, window)


def _overlaps(place: int, label: str, member: FileMember) -> Iterator[Finding]:
    months = Counter(
        (one.kind, month) for one in member.incomes for month in months_between(one.first, one.last)
    )
    for kind in dict.fromkeys(one.kind for one in member.incomes):
        twice = [month for (of, month), times in months.items() if of == kind and times > 1]
        if twice and kind == "wage":
            where = ("members", place, "incomes")
            yield Finding(where, f"{label}的{INCOME[kind]}有月份写了两次：{'、'.join(sorted(twice))}。")


def _gaps(place: int, label: str, member: FileMember, window: tuple[str, ...]) -> Iterator[Finding]:
    """Whoever works has something to say of each month; a month without income is written with 0."""
    said = {
        month
        for one in member.incomes
        if one.kind in ("wage", "business")
        for month in months_between(one.first, one.last)
    }
    missing = [month for month in window if month not in said]
    if member.working and missing:
        where = ("members", place, "incomes")
        yield Finding(where, f"{label}已就业，缺 {'、'.join(missing)} 的收入；没有收入的月份写 0 元。")


def _bills(asked: Asked) -> Iterator[Finding]:
    first = window_start_of(asked.day, asked.parameters.months)
    for place, bill in enumerate(asked.file.bills):
        here, what = ("bills", place), f"第 {place + 1} 张票据（{EXPENSE[bill.kind]}）"
        if bill.paid < 0 or bill.reimbursed < 0:
            yield Finding((*here, "paid"), f"{what}的金额不得为负。")
        elif bill.own < 0:
            yield Finding(
                (*here, "reimbursed"), f"{what}报销 {bill.reimbursed} 元，多于支付的 {bill.paid} 元。"
            )
        if bill.day < first:
            yield Finding((*here, "day"), f"{what}的日期 {bill.day} 早于核算期，核算期自 {first} 起。")
        if bill.day > asked.day:
            yield Finding((*here, "day"), f"{what}的日期 {bill.day} 晚于填报日 {asked.day}。")


def _owned(asked: Asked) -> Iterator[Finding]:
    for place, one in enumerate(asked.file.assets):
        if one.value < 0:
            yield Finding(("assets", place, "value"), f"第 {place + 1} 项财产为 {one.value} 元，不得为负。")
        if one.area is not None and one.area <= 0:
            yield Finding(("assets", place, "area"), f"第 {place + 1} 项财产的面积为 {one.area}，须大于零。")
    if asked.file.accident_loss < 0:
        yield Finding(("accident_loss",), f"意外损失为 {asked.file.accident_loss} 元，不得为负。")


def _period(asked: Asked) -> Iterator[Finding]:
    given = asked.parameters
    if asked.day < given.valid_from or (given.valid_to and asked.day > given.valid_to):
        until = given.valid_to or "今"
        yield Finding((), f"填报日 {asked.day} 不在参数有效期内（{given.valid_from} 至 {until}）。")


_CHECKS: tuple[Callable[[Asked], Iterator[Finding]], ...] = (
    _people, _consent, _ages, _incomes, _bills, _owned, _period,
)  # fmt: skip
