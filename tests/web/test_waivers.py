"""准予例外 on the page and in JSON: refused without a reason, shown beside the result in every place, and replayed."""

import pytest

from actions import cases
from actions.processes import publish
from tests.actions.test_shape_of_a_process import a_process, signs
from tests.factories import MONDAY, person
from tests.web.test_field_rights import the_dossier
from tests.web.visitors import Pages, words

CHAIR, OFFICER = "xjtu.chair", "prov.officer"
FORM = {
    "subject": "topic",
    "fields": [
        {"key": "topic", "label": "事由", "type": "text"},
        {"key": "people", "label": "人数", "type": "integer"},
    ],
}
RULES = [
    {
        "key": "enough",
        "title": "一般不少于五人",
        "clause": "第三条 [A]",
        "checked_at": "apply",
        "waived_at": "look",
        "condition": {"field": "people", "op": ">=", "value": 5},
    }
]


@pytest.fixture
def case(pages: Pages) -> str:
    """Handed in by the chair with too few people; it waits for the officer."""
    process = a_process(signs("look", may=["send_back", "reject"]), form=FORM, rules=RULES)
    with pages.office.database.transaction() as session:
        publish(session, process, "", actor_id=None, now=MONDAY)
        case_id = cases.open_case(session, "shaped", actor=person(session, CHAIR), now=MONDAY)
    chair = pages.as_(CHAIR)
    share = f"/assignments/{pages.share(case_id, CHAIR)}"
    chair.sees(f"{share}/form")
    answer = chair.posts(f"{share}/submission", **{"f.topic": "演示甲", "f.people": "3"})
    assert answer.status_code == 303, words(answer)
    pages.dispatch(case_id)
    return case_id


def test_the_officer_makes_an_exception_and_everybody_reads_it(pages: Pages, case: str) -> None:
    officer = pages.as_(OFFICER)
    page = officer.sees(f"/cases/{case}")
    assert "准予例外：一般不少于五人" in page
    assert "可由“look”准予例外" in page
    share = f"/assignments/{pages.share(case, OFFICER)}"
    silent = officer.posts(f"{share}/waiver", waiving="enough", reason=" ")
    assert (silent.status_code, "准予例外必须说明原因" in words(silent)) == (422, True)
    assert officer.posts(f"{share}/waiver", waiving="enough", reason="山区学校，人数少").status_code == 303
    name = person_of(pages)
    shown = f"由 {name} 依 第三条 准予例外：山区学校，人数少"
    assert shown in words(officer.client.get(f"/cases/{case}"))
    read = words(pages.as_(CHAIR).client.get(f"/cases/{case}"))
    assert shown in read
    assert f"{name}在“look”对“一般不少于五人”（第三条）准予例外" in read
    dossier = the_dossier(officer, case)
    assert any(shown in one.decode(errors="replace") for one in dossier.values())
    assert officer.posts(f"{share}/decision", decision="approve", comment="同意").status_code == 303
    with pages.story(case) as story:
        assert list(story.state.waivers) == ["enough"]


def person_of(pages: Pages) -> str:
    with pages.office.database.transaction() as session:
        return person(session, OFFICER).name


def test_by_json_the_same_rules_hold(pages: Pages, case: str) -> None:
    officer, chair = pages.as_(OFFICER), pages.as_(CHAIR)
    share = f"/assignments/{pages.share(case, OFFICER)}"
    refused = officer.asks(f"{share}/decision", decision="approve")
    assert (refused.status_code, refused.json()["refused"]) == (409, "WaiverNeeded")
    assert officer.asks(f"{share}/waiver", rule="nothing", reason="理由").status_code == 422
    assert chair.asks(f"{share}/waiver", rule="enough", reason="理由").status_code == 403
    assert officer.asks(f"{share}/waiver", rule="enough", reason="山区学校").status_code == 200
    (rule,) = chair.client.get(f"/api/v1/cases/{case}/rules").json()
    assert (rule["key"], rule["met"], rule["waived_at"]) == ("enough", False, "look")
    assert rule["waiver"].endswith("依 第三条 准予例外：山区学校")
    assert officer.asks(f"{share}/decision", decision="approve").status_code == 200


def test_a_correction_takes_the_exception_away_and_the_history_says_so(pages: Pages, case: str) -> None:
    officer = pages.as_(OFFICER)
    officer.sees(f"/cases/{case}")
    share = f"/assignments/{pages.share(case, OFFICER)}"
    assert officer.posts(f"{share}/waiver", waiving="enough", reason="山区学校").status_code == 303
    assert officer.posts(f"{share}/return", to="apply", comment="请核对人数").status_code == 303
    pages.dispatch(case)
    chair = pages.as_(CHAIR)
    again = f"/assignments/{pages.share(case, CHAIR)}"
    chair.sees(f"{again}/form")
    assert chair.posts(f"{again}/submission", **{"f.topic": "演示甲", "f.people": "4"}).status_code == 303
    assert "对“一般不少于五人”的例外失效：人数已经改动" in words(officer.client.get(f"/cases/{case}"))
    with pages.story(case) as story:
        assert story.state.waivers == {}
