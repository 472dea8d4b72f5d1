"""Every line behind N: what counts, what does not, and why. For the page; the sums are those of ``reckon``."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from engine.hardship.household import Application
from engine.hardship.reckoning import idle
from engine.hardship.words import EXPENSE, INCOME

COUNTED_INCOME = "工资、经营、财产、转移性收入和工会帮扶金计入家庭收入"
IMPUTED = "有劳动能力而未就业、未就学且无证明的成年成员，按当地最低工资计算"
RIGID = "凭票据、报销之后计入刚性支出"
_NOT_COUNTED = {
    "holiday_gift": "节日慰问不计入收入",
    "basic_pension": "城乡居民基础养老金不计入收入",
    "veterans_allowance": "优抚对象的抚恤补助不计入收入",
    "disability_allowance": "困难残疾人生活补贴、重度残疾人护理补贴不计入收入",
    "scholarship": "奖助学金不计入收入",
    "old_age_allowance": "高龄津贴不计入收入",
    "nursing_fee": "工伤护理费不计入收入",
}
_NOT_RIGID = {
    "compulsory_study": "义务教育阶段不计入因学支出",
    "elite_study": "自费择校、自费留学不计入因学支出",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the reckoning: whose, what, how much in yuan, whether it counts, and the clause that says so."""

    whose: str
    what: str
    amount: Decimal
    counts: bool
    why: str


def income_lines(asked: Application) -> tuple[Line, ...]:
    """What each member received, the imputed wages among it."""
    return (*_received(asked), *_imputed(asked))


def rigid_lines(asked: Application) -> tuple[Line, ...]:
    """What had to be paid, bill by bill."""
    counted = asked.parameters.rigid
    return tuple(
        Line(
            bill.day.isoformat() if bill.day else "",
            EXPENSE[bill.kind],
            bill.amount,
            bill.kind in counted,
            RIGID if bill.kind in counted else _NOT_RIGID.get(bill.kind, "当地参数不计入刚性支出"),
        )
        for bill in asked.rigid
    )


def _received(asked: Application) -> Iterator[Line]:
    left_out = asked.parameters.not_counted
    for one in asked.members:
        for income in one.incomes:
            counts = income.kind not in left_out
            why = COUNTED_INCOME if counts else _NOT_COUNTED.get(income.kind, "当地参数不计入收入")
            yield Line(one.who, INCOME[income.kind], income.amount, counts, why)


def _imputed(asked: Application) -> Iterator[Line]:
    wage = asked.parameters.minimum_wage * asked.parameters.months
    for one in asked.members:
        if idle(one):
            yield Line(one.who, "最低工资（推定）", wage, counts=True, why=IMPUTED)
