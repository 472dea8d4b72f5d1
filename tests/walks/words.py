"""What a careful person writes under each label; where a process wants something else, its own words come first."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from seeds.invented import invent
from tests.web.visitors import PDF

Answers = Mapping[str, Any]
"""By label: what to write, which option to take, or the rows of a table, each again by label."""

_PERSON, HEIR = invent("walks/nominee"), invent("walks/heir")
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)

# By the label, in this order; the first that is found in it counts.
_BY_LABEL: Sequence[tuple[str, str]] = (
    ("新领衔人姓名", HEIR.name),
    ("新领衔人身份证号", HEIR.id_number),
    ("身份证号", _PERSON.id_number),
    ("主要负责人|理事长", HEIR.name),
    ("^姓名|领衔人姓名|团队带头人|申请人姓名|（职工）姓名", _PERSON.name),
    ("性别", _PERSON.gender),
    ("出生年月", _PERSON.born_on),
    ("民族", "汉族"),
    ("政治面貌", "中共党员"),
    ("学历", "大学本科"),
    ("单位所有制", "事业单位"),
    ("工作单位|所在单位|推荐单位", "宝鸡中学（演示）"),
    ("推荐集体", "宝鸡中学高三年级组（演示）"),
    ("职务或职称|职称或技能等级", "高级教师"),
    ("职务", "教研组长"),
    ("应到人数", "120"),
    ("实到人数", "110"),
    ("同意人数", "104"),
    ("奖励", "2019 年获省级表彰，2020 年获市级表彰。"),
    ("简要事迹", "长期在教学一线工作，带出一批青年教师，所带班级成绩突出。"),
    ("主要事迹", "该同志在教学一线工作二十余年，主持多项教研课题，成果在全市推广。"),
    ("^答复$|我的票", "同意"),
    ("张贴位置", "办公楼一层公示栏和校内网站"),
    ("文号", "演示〔2022〕1 号"),
    ("编号", "演示-2022-001"),
    ("电话|联系方式", "13800000000"),
    ("建工会|有固定收入", "是"),
)
_PLAIN: Mapping[str, str] = {
    "number": "12",
    "decimal": "20000.00",
    "tel": "13800000000",
    "month": "1980-05",
    "date": "2022-02-18",
    "textarea": "情况属实，材料附后（演示）。",
    "text": "演示",
}


def value_for(label: str, kind: str, options: Sequence[str], answers: Answers) -> Any:  # noqa: ANN401 - text or several marks
    """What to write under ``label``, or which of the ``options`` to take."""
    if label in answers:
        return answers[label]
    known = next((value for pattern, value in _BY_LABEL if re.search(pattern, label)), None)
    if options:
        return known if known in options else "否" if "否" in options else options[0]
    return known if known is not None else _PLAIN.get(kind, _PLAIN["text"])


def file_for(label: str, accept: str, answers: Answers) -> tuple[str, bytes]:
    """A small file of a kind that is taken, named as it is called."""
    if label in answers:
        return answers[label]  # type: ignore[no-any-return]
    if ".pdf" in accept or not accept:
        return f"{label}.pdf", PDF + f"% {label}\n".encode()  # two files of the same content would be one
    return f"{label}.png", _PNG
