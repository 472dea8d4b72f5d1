"""A small household form (困难职工家庭), with every kind of field that a cell can hold; all people are invented."""

from typing import Any

FORM: dict[str, Any] = {
    "subject": "name",
    "identity": "id_no",
    "fields": [
        {"key": "name", "label": "姓名", "type": "text", "max": 20},
        {"key": "id_no", "label": "身份证号", "type": "id_no"},
        {"key": "phone", "label": "联系电话", "type": "phone"},
        {"key": "causes", "label": "致困原因", "type": "multi_choice", "options": ["疾病", "子女上学", "意外灾害"]},
        {"key": "income", "label": "家庭年收入", "type": "money", "min": 0},
        {"key": "area", "label": "住房面积", "type": "number", "places": 1, "unit": "平方米"},
        {
            "key": "members",
            "label": "家庭成员",
            "type": "table",
            "min": 1,
            "max": 8,
            "columns": [
                {"key": "name", "label": "姓名", "type": "text", "max": 20},
                {"key": "kin", "label": "关系", "type": "choice", "options": ["配偶", "子女", "父母"]},
                {"key": "id_no", "label": "身份证号", "type": "id_no", "required": False},
                {"key": "income", "label": "月均收入", "type": "money", "min": 0, "total": True},
            ],
        },
    ],
}  # fmt: skip
MOTHER = {"name": "演示母", "kin": "父母", "id_no": "999999197507012319", "income": "1200"}
SON = {"name": "演示子", "kin": "子女", "income": "0"}
ANSWERS: dict[str, Any] = {
    "name": "演示甲",
    "id_no": "11010519491231002X",
    "phone": "138 0000 0000",
    "causes": ["子女上学", "疾病"],
    "income": "12,345.6",
    "area": 85,
    "members": [MOTHER, SON],
}


def typed(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers as a page posts them."""
    plain = {f"f.{key}": value for key, value in answers.items() if key != "members"}
    return plain | {
        f"f.members.{number}.{column}": cell
        for number, row in enumerate(answers.get("members", []), 1)
        for column, cell in row.items()
    }
