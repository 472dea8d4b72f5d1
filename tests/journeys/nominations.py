"""What the unions hand in: forms of invented nominees, and the papers that go with them."""

from typing import Any

from seeds.invented import invent

PAPER = b"%PDF-1.4\n% invented for a journey\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def form(word: str, paper: dict[str, Any], **different: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a form holds
    """A complete form about the invented person ``word``; every paper is ``paper``."""
    nominee = invent(word)
    return {
        "nominee_name": nominee.name, "gender": nominee.gender, "ethnicity": "汉族", "born_on": nominee.born_on,
        "political_status": "中共党员", "education": "博士研究生", "id_no": nominee.id_number,
        "workplace": "演示学院", "duty": "教师", "grade": "教授", "category": "科教人员", "profession": "教学",
        "is_migrant_worker": False, "is_cadre": False, "ownership": "事业单位", "is_retired": False,
        "has_national_award": False, "base_honour": "省五一劳动奖章", "honours": "2019 年获省五一劳动奖章。",
        "deeds_brief": "长期在一线从事教学科研工作，带出一支青年团队。",
        "deeds": "该同志在一线工作二十余年，主持完成多项重点课题，成果在省内推广应用。",
        "unit_in_order": True, "has_veto_fact": False, "reported_elsewhere": False,
        "congress_held_on": "2022-02-18", "congress_due": 150, "congress_present": 141, "congress_agree": 138,
        "id_card": paper, "deeds_material": paper, "congress_minutes": paper,
    } | different  # fmt: skip
