"""N, the net income by head and month: each figure with its reckoning and its clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.hardship.household import Application, Member
from engine.hardship.words import EXPENSE, INCOME
from engine.rulebook.answer import Figure

FORMULA = "月人均 =（12 个月家庭收入 − 刚性支出）÷ 共同生活人数 ÷ 12"


@dataclass(frozen=True)
class Reckoning:
    """What the class depends on, in yuan; ``by_head`` is never rounded."""

    income: Decimal
    by_head: Decimal
    figures: tuple[Figure, ...]


def reckon(asked: Application) -> Reckoning:
    """The income that counts with imputed wages, less rigid expenditure, by head and month."""
    earned, imputed, rigid = _earned(asked), _imputed(asked), _rigid(asked)
    income = earned.value + imputed.value
    persons, months = len(asked.members), asked.parameters.months
    by_head = (income - rigid.value) / (persons * months)
    how = f"({income} - {rigid.value}) ÷ {persons} ÷ {months}"
    n = Figure("by_head", "月人均收入 N", by_head, how, FORMULA)
    shown = (earned.figure, imputed.figure, Figure("income", "家庭收入", income), rigid.figure, n)
    return Reckoning(income, by_head, shown)


@dataclass(frozen=True)
class _Sum:
    value: Decimal
    figure: Figure


def _sum(key: str, label: str, parts: Sequence[tuple[str, Decimal]], clause: str) -> _Sum:
    value = sum((amount for _, amount in parts), Decimal(0))
    how = " + ".join(f"{name} {amount}" for name, amount in parts)
    return _Sum(value, Figure(key, label, value, how, clause))


def _earned(asked: Application) -> _Sum:
    left_out = asked.parameters.not_counted
    parts = [
        (f"{one.who}{INCOME[income.kind]}", income.amount)
        for one in asked.members
        for income in one.incomes
        if income.kind not in left_out
    ]
    return _sum("earned", "计入的收入", parts, f"不计入：{'、'.join(INCOME[one] for one in left_out)}")


def _imputed(asked: Application) -> _Sum:
    wage = asked.parameters.minimum_wage * asked.parameters.months
    parts = [(one.who, wage) for one in asked.members if idle(one)]
    return _sum(
        "imputed", "按最低工资计入", parts, "有劳动能力而未就业、未就学且无证明的成年成员，按当地最低工资计算"
    )


def idle(one: Member) -> bool:
    """Whether the minimum wage is imputed to the member."""
    return one.adult and one.able and not (one.working or one.studying or one.proof)


def _rigid(asked: Application) -> _Sum:
    parts = [(EXPENSE[bill.kind], bill.amount) for bill in asked.rigid if bill.kind in asked.parameters.rigid]
    return _sum("rigid", "刚性支出", parts, "凭票据、报销之后；义务教育、自费择校与留学不计")
