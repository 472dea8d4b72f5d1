"""The Chinese words for kinds of income, of expenditure and of traits, on forms, pages and in figures."""

from collections.abc import Iterable

from engine.hardship.parameters import ExclusionScope, ExpenseKind, IncomeKind, Trait

INCOME: dict[IncomeKind, str] = {
    "wage": "工资奖金", "business": "经营收入", "property": "财产收入", "transfer": "转移收入", "rent": "租金",
    "donation": "捐赠", "union_aid": "工会帮扶金", "holiday_gift": "节日慰问", "basic_pension": "城乡居民基础养老金",
    "veterans_allowance": "优抚金", "disability_allowance": "残疾人两项补贴", "scholarship": "奖助学金",
    "old_age_allowance": "高龄津贴", "nursing_fee": "工伤护理费",
}  # fmt: skip
EXPENSE: dict[ExpenseKind, str] = {
    "medical": "因病自负医疗费", "care": "因残护理", "study": "因学（非义务教育）", "compulsory_study": "义务教育",
    "elite_study": "自费择校、留学", "housing": "住房", "work": "必要就业成本", "other": "其他",
}  # fmt: skip
TRAIT: dict[Trait | str, str] = {
    "elite_study": "自费择校、留学", "controlling_shareholder": "控股股东或实际控制人", "high_consumption": "高消费",
    "hides_income": "隐瞒收入", "refuses_check": "拒绝核查", "refuses_work": "无正当理由拒绝就业",
    "second_home": "两套以上住房", "motor_vehicle": "机动车", "assets": "金融资产超限",
}  # fmt: skip
SCOPE: dict[ExclusionScope, str] = {"no_file": "不予建档", "not_deep": "只是不认定为深度困难"}


def traits_in_words(traits: Iterable[str]) -> str:
    """The traits as a row of words."""
    return "、".join(TRAIT[one] for one in traits)
