"""Which unions take part in the round of 三秦工匠, how many each may recommend, and what they hand in."""

from typing import Any

from seeds.invented import invent_all

DIRECT = {
    "xjtu": 3, "nwpu": 3, "nwafu": 3, "xidian": 3, "snnu": 3, "chd": 3, "nwu": 3, "xaut": 3, "spph": 3, "opt": 3,
    "xauat": 2, "sust": 2, "xsyu": 2, "sxpi": 2, "xjtu1h": 2, "bmy": 2, "sxas": 2,
}  # fmt: skip
OF_XIAN = {"xazx": 2, "xatyz": 2, "xadyyy": 2, "xahonghui": 2, "xabwy": 2}
OF_BAOJI = {"bjzx": 2, "bjzxyy": 2, "bjqtq": 2}
QUOTA = {**DIRECT, **OF_XIAN, **OF_BAOJI}
NAMES = [f"{unit}.{n}" for unit, places in QUOTA.items() for n in range(1, places + 1)]

SURPLUS = "nwpu.4"
"""The one beyond the places of its union."""

TWICE, AGAIN = "xidian.3", "snnu.3"
"""The same person, recommended by two unions; the second writes the number wrong."""

_PEOPLE = invent_all([f"artisan/{name}" for name in (*NAMES, SURPLUS)])
_SAME = _PEOPLE[f"artisan/{TWICE}"]


def artisan(name: str, paper: dict[str, Any], **different: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a form holds
    """A complete form about the invented artisan ``name``; every paper is ``paper``."""
    nominee = _PEOPLE[f"artisan/{name}"]
    return {
        "nominee_name": nominee.name, "gender": nominee.gender, "ethnicity": "汉族", "born_on": nominee.born_on,
        "political_status": "群众", "education": "大学专科", "id_no": nominee.id_number, "workplace": "演示车间",
        "duty": "班组长", "grade": "高级技师", "skill_front_line": True, "skill_grade": "高级技师", "commended": True,
        "leading_skill": True, "invention": True, "key_problem": True, "skill_title": False, "major_project": False,
        "leads_studio": False, "ownership": "事业单位", "honours": "2020 年获省教科文卫体工会表彰。",
        "deeds_brief": "长期在生产一线从事技能工作，总结的操作法在本单位推广。",
        "deeds": "该同志在生产一线从事技能工作二十余年，攻克多项关键技术难题，带出一批高级工。",
        "is_retired": False, "has_veto_fact": False, "reported_elsewhere": False,
        "congress_held_on": "2022-05-05", "congress_due": 120, "congress_present": 110, "congress_agree": 106,
        "id_card": paper, "deeds_material": paper, "congress_minutes": paper,
    } | different  # fmt: skip


def same_person() -> dict[str, str]:
    """Name, birth and number of the person who was recommended already."""
    return {"nominee_name": _SAME.name, "born_on": _SAME.born_on, "id_no": _SAME.id_number}
