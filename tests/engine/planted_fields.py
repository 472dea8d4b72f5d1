"""Offences planted in fields: figures, several choices, tables; with words of the finding that each must bring."""

from tests.engine.blocks import one_signs, when
from tests.engine.builders import publicity, raw_process
from tests.engine.planted import Raw, field, form, rules

SHOWN = {"field": "x", "columns": ["kin"]}
SIGN = one_signs("review")
INCOME: Raw = {"key": "income", "label": "收入", "type": "money", "total": True}
KIN: Raw = {"key": "kin", "label": "关系", "type": "choice", "options": ["配偶", "子女"]}


def a_table(*columns: Raw, **more: object) -> Raw:
    x = {"key": "x", "label": "甲", "type": "table", "columns": list(columns or (KIN, INCOME))}
    return form({**x, **more})


def asked(on: str, value: object, op: str = "==", **x: object) -> Raw:
    whole = form({"key": "x", "label": "甲", **x})
    return raw_process(SIGN, **whole, **rules({"condition": when(on, value, op)}))


FIELD_OFFENCES: list[tuple[Raw, str]] = [
    (asked("x", "甲", "has", type="choice", options=["甲", "乙"]), "只有一个值"),
    (asked("x", "甲", type="multi_choice", options=["甲", "乙"]), "不能整个比较"),
    (asked("x", "丙", "has", type="multi_choice", options=["甲", "乙"]), "没有“丙”这个选项"),
    (asked("x", "500", ">=", type="text"), "不能比较大小"),
    (asked("x", "500", type="money"), "是数，“500”却是文字"),
    (asked("x.kin", 3, ">=", type="table", columns=[KIN, INCOME]), "条件里的 x.kin 不是表单字段"),
    (asked("x.rows", 9, ">=", type="table", columns=[KIN], max=5), "永远不能满足"),
    (raw_process(publicity(shows=[{"field": "name"}, {"field": "x"}]), **a_table()), "给外面看哪几栏"),
    (raw_process(publicity(shows=[{"field": "name"}, {**SHOWN, "columns": ["q"]}]), **a_table()), "没有栏目 q"),
    (raw_process(publicity(shows=[{"field": "name"}, SHOWN]), **a_table({**KIN, "type": "phone", "options": []})),
     "不得显示“甲”的“关系”"),
    (raw_process(publicity(shows=[{"field": "name"}, SHOWN]), **field("phone")), "columns 没有作用"),
    (raw_process(publicity(shows=[{"field": "name"}, {"field": "x"}]), **field("phone")), "不得显示完整的“甲”"),
    (raw_process(SIGN, **field("money", unit="元")), "unit 没有作用"),
    (raw_process(SIGN, **field("money", places=3)), "places 没有作用"),
    (raw_process(SIGN, **field("table")), "却没有写各栏"),
    (raw_process(SIGN, **field("text", columns=[KIN])), "columns 没有作用"),
    (raw_process(SIGN, **a_table(KIN, KIN)), "栏目 kin 写了不止一次"),
    (raw_process(SIGN, **a_table({**KIN, "key": "rows"})), "它指行数"),
    (raw_process(SIGN, **a_table({**KIN, "total": True})), "不能合计"),
    (raw_process(SIGN, **a_table({**KIN, "options": ["配偶"]})), "选项不足两个"),
    (raw_process(SIGN, **a_table({**KIN, "max": 3})), "没有大小长短"),
    (raw_process(SIGN, **a_table(max=1500)), "一页放不下"),
    (raw_process(SIGN, **field("multi_choice", options=["甲", "乙"], min=3)), "至少选的项数多于选项"),
    (raw_process(SIGN, **field("text", max=3.5)), "max 应为整数"),
    (raw_process(SIGN, form={"subject": "name", "identity": "id_no", "fields": [
        *field()["form"]["fields"], {"key": "unit", "label": "乙", "type": "table", "columns": [KIN]}]}),
     "表格的代码不能是 unit"),
]  # fmt: skip
