"""The household that asks, as the form and its papers show it, and all that is wrong with them."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pydantic import model_validator

from engine.hardship.parameters import ExpenseKind, HardshipParameters, IncomeKind, Strict, Trait, refuse_all
from engine.hardship.words import INCOME


class Income(Strict):
    """What a member received in the twelve months before the application, in yuan."""

    kind: IncomeKind
    amount: Decimal


class Expense(Strict):
    """One bill, after all reimbursement, in yuan; without a day it is a yearly sum proven as a whole."""

    kind: ExpenseKind
    amount: Decimal
    day: date | None = None


class Member(Strict):
    """One who lives in the household. ``proof`` excuses an able adult who neither works nor studies."""

    who: str
    adult: bool = True
    able: bool = True
    working: bool = False
    studying: bool = False
    proof: str = ""
    authorised: bool = True  # 《家庭经济状况核对授权委托书》 signed
    in_file: str = ""  # the number of another household's file that has this person
    incomes: tuple[Income, ...] = ()


class Application(Strict):
    """What ``hardship.class`` must be told.

    Raises pydantic's ValidationError naming every finding at once.
    """

    parameters: HardshipParameters
    applied_on: date
    members: tuple[Member, ...]
    rigid: tuple[Expense, ...] = ()
    accident_loss: Decimal = Decimal(0)  # after insurance, compensation and other aid
    assets: Decimal = Decimal(0)
    traits: tuple[Trait, ...] = ()

    @model_validator(mode="after")
    def _is_sound(self) -> "Application":
        refuse_all(findings_of(self))
        return self


def findings_of(asked: Application) -> Iterator[str]:
    """Every reason why these papers cannot be reckoned with, as sentences."""
    if not asked.members:
        yield "家庭成员至少一人。"
    yield from _of_members(asked)
    yield from _of_money(asked)
    yield from _of_days(asked)


def _of_members(asked: Application) -> Iterator[str]:
    for who, times in Counter(one.who for one in asked.members).items():
        if times > 1:
            yield f"成员“{who}”写了 {times} 次，每人只写一次。"
    for one in asked.members:
        if one.in_file:
            yield f"成员“{one.who}”已在档案 {one.in_file} 中，一人只能在一份档案里。"
        if one.adult and not one.authorised:
            yield f"成员“{one.who}”未签《家庭经济状况核对授权委托书》，成年成员都须签名。"


def _of_money(asked: Application) -> Iterator[str]:
    for member in asked.members:
        for income in member.incomes:
            if income.amount < 0:
                yield f"成员“{member.who}”的{INCOME[income.kind]}为 {income.amount} 元，不得为负。"
    for number, bill in enumerate(asked.rigid, 1):
        if bill.amount < 0:
            yield f"第 {number} 张票据为 {bill.amount} 元，不得为负。"
    if asked.accident_loss < 0:
        yield f"意外损失为 {asked.accident_loss} 元，不得为负。"


def _of_days(asked: Application) -> Iterator[str]:
    given, first = asked.parameters, window_start(asked)
    if asked.applied_on < given.valid_from or (given.valid_to and asked.applied_on > given.valid_to):
        yield f"申请日 {asked.applied_on} 不在参数有效期内（{given.valid_from} 至 {given.valid_to or '今'}）。"
    for number, bill in enumerate(asked.rigid, 1):
        if bill.day and bill.day < first:
            yield f"第 {number} 张票据的日期 {bill.day} 早于核算期，核算期自 {first} 起。"
        if bill.day and bill.day > asked.applied_on:
            yield f"第 {number} 张票据的日期 {bill.day} 晚于申请日 {asked.applied_on}。"


def window_start(asked: Application) -> date:
    """The first day of the months before the application that are reckoned."""
    return window_start_of(asked.applied_on, asked.parameters.months)


def window_start_of(day: date, count: int) -> date:
    """The day ``count`` months before ``day``; of a shorter month the last."""
    months = day.year * 12 + day.month - 1 - count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
