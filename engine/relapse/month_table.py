"""The table in which the data of a month comes in: its columns, and a line as facts of a household."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from engine.relapse.rules import FACTS, Fact
from engine.relapse.sheet import Column, Read, Value, Wrong, place_of, read_table

NUMBER = "file_number"
COLUMNS: tuple[Column, ...] = (
    Column(NUMBER, "档案号", must=True),
    Column("persons", "家庭人口", "count"),
    Column("line", "低保线（元/人·月）", "money"),
    Column("net_income", "近十二个月净收入（元）", "money", below_zero=True),
    Column("base_income", "纳入监测时净收入（元）", "money", below_zero=True),
    Column("medical_year", "一年自付医疗费（元）", "money"),
    Column("medical_half_year", "半年自付医疗费（元）", "money"),
    Column("unemployed_months", "失业月数", "count"),
    Column("loss", "意外或灾害损失（元）", "money"),
    Column("earner_lost", "主要劳动力死亡或致残", "yes_no"),
    Column("new_student", "新增大学生", "yes_no"),
    Column("arrears", "欠薪或债务（元）", "money"),
)
Facts = Mapping[Fact, Decimal | None]


def read_month(rows: Sequence[Sequence[str]]) -> Read:
    """The lines of a month; one that says nothing about its household is a finding, and so is a household twice."""
    read = read_table(COLUMNS, rows)
    seen: dict[object, int] = {}
    faulty = {one.row for one in read.wrong}
    for number, line in read.lines:
        if number not in faulty and all(line.get(key) is None for key in FACTS):
            read.wrong.append(Wrong(f"A{number}", "整行", "没有任何一项数据：缺数据的户不要写在表里"))
        place = place_of(COLUMNS, rows[0], NUMBER, number)
        if (name := line.get(NUMBER)) is None:
            continue
        if name in seen:
            read.wrong.append(Wrong(place, "档案号", f"{name} 在第 {seen[name]} 行已经写过"))
        seen.setdefault(name, number)
    return read


def as_facts(line: Mapping[str, Value]) -> tuple[str, dict[Fact, Decimal | None]]:
    """File number and facts of one line that was read without a finding."""
    facts = {key: value if isinstance(value := line.get(key), Decimal) else None for key in FACTS}
    return str(line[NUMBER]), facts
