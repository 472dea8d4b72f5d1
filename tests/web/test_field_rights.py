"""A field for certain bodies only: whoever may not see it finds it behind no door; a correction keeps both."""

from io import BytesIO
from zipfile import ZipFile

import httpx
import pytest

from actions import cases
from actions.dossier_file import examine
from actions.processes import publish
from tests.actions.test_shape_of_a_process import a_process, signs
from tests.factories import MONDAY, person
from tests.web.visitors import PDF, Pages, Visitor, words

CHAIR, OFFICER, HEAD = "xjtu.chair", "prov.officer", "prov.head"
INCOME, DEBT, NOTE = "8765.43", "4321.09", "演示秘密"
FORM = {
    "subject": "topic",
    "fields": [
        {"key": "topic", "label": "事由", "type": "text", "corrected_at": ["look"]},
        {
            "key": "income",
            "label": "年收入",
            "type": "money",
            "seen_by": ["office"],
            "corrected_at": ["look"],
        },
        {"key": "proof", "label": "证明", "type": "file", "seen_by": ["office"], "required": False},
        {"key": "note", "label": "内部意见", "type": "text", "filled_at": "look", "seen_by": ["office"]},
    ],
}
BODIES = {
    "grass": {"title": "基层工会主席", "from": "unit", "post": "union_chair"},
    "party": {"title": "基层党委", "from": "unit", "post": "party_secretary"},
    "office": {"title": "省业务部经办人", "from": "prov", "post": "prov_officer"},
}
RULE = {
    "key": "low",
    "title": "年收入不超过五万元",
    "clause": "第三条",
    "checked_at": "apply",
    "condition": {"field": "income", "op": "<=", "value": 50000},
}


@pytest.fixture
def case(pages: Pages) -> str:
    """Handed in by the chair with an income and its proof; it waits for the party, then for the officer."""
    process = a_process(
        signs("party", by="party"),
        signs("look", may=["send_back", "reject"]),
        form=FORM,
        bodies=BODIES,
        rules=[RULE],
    )
    with pages.office.database.transaction() as session:
        publish(session, process, "", actor_id=None, now=MONDAY)
        case_id = cases.open_case(session, "shaped", actor=person(session, CHAIR), now=MONDAY)
    chair = pages.as_(CHAIR)
    share = f"/assignments/{pages.share(case_id, CHAIR)}"
    chair.sees(f"{share}/form")
    files = {"f.proof": ("收入证明.pdf", PDF)}
    answer = chair.sends(f"{share}/submission", files, **{"f.topic": "演示甲", "f.income": INCOME})
    assert answer.status_code == 303, words(answer)
    pages.dispatch(case_id)
    return case_id


def decides(pages: Pages, case: str, login: str, **fields: str) -> httpx.Response:
    visitor = pages.as_(login)
    visitor.sees(f"/cases/{case}")
    share = f"/assignments/{pages.share(case, login)}"
    return visitor.posts(f"{share}/decision", decision="approve", comment="同意", **fields)


def at_the_officer(pages: Pages, case: str) -> Visitor:
    assert decides(pages, case, "xjtu.party").status_code == 303
    pages.dispatch(case)
    officer = pages.as_(OFFICER)
    officer.sees(f"/cases/{case}")
    return officer


def corrects(pages: Pages, case: str, **said: str) -> httpx.Response:
    officer = pages.as_(OFFICER)
    officer.sees(f"/cases/{case}")
    typed = {"f.topic": "演示甲", "f.income": INCOME, **said}
    return officer.posts(f"/assignments/{pages.share(case, OFFICER)}/correction", correcting="1", **typed)


def the_dossier(visitor: Visitor, case: str) -> dict[str, bytes]:
    answer = visitor.client.get(f"/cases/{case}/dossier")
    assert answer.status_code == 200
    with ZipFile(BytesIO(answer.content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def digest_of(pages: Pages, case: str) -> str:
    with pages.story(case) as story:
        proof = story.state.answers["proof"]
    assert isinstance(proof, dict)
    return str(proof["digest"])


def everything_told(visitor: Visitor, case: str) -> str:
    """All that the doors say of the case, as one text."""
    number = visitor.client.get(f"/api/v1/cases/{case}").json()["number"]
    pages = [
        f"/cases/{number}/print",
        f"/cases/{case}",
        f"/cases/{case}?as_of=2022-02-21",
        f"/api/v1/cases/{case}",
        "/cases",
        "/inbox",
    ]
    told = [visitor.client.get(one).text for one in pages]
    return "\n".join(told + [one.decode(errors="replace") for one in the_dossier(visitor, case).values()])


def test_whoever_may_not_see_a_field_finds_it_behind_no_door(pages: Pages, case: str) -> None:
    at_the_officer(pages, case)
    assert corrects(pages, case, **{"f.income": DEBT, "reason": "与流水核对"}).status_code == 303
    assert decides(pages, case, OFFICER, **{"f.note": NOTE}).status_code == 303
    party, officer, chair = pages.as_("xjtu.party"), pages.as_(OFFICER), pages.as_(CHAIR)
    hidden, seen, filled = (everything_told(one, case) for one in (party, officer, chair))
    for secret in (INCOME, DEBT, NOTE, "8,765.43", "4,321.09", "收入证明.pdf", digest_of(pages, case)):
        assert secret not in hidden, secret
        assert secret in seen, secret
    page = words(party.client.get(f"/cases/{case}"))
    assert "年收入不超过" not in page, "the evidence of a rule tells as well"
    assert DEBT in filled, "whoever fills a field sees it"
    assert NOTE not in filled, "what is filled at another step for certain bodies is not theirs"
    assert "另有 1 项不对您公开" in page


def test_a_hidden_file_opens_for_those_only_who_may_see_its_field(pages: Pages, case: str) -> None:
    officer = at_the_officer(pages, case)
    address = f"/attachments/{digest_of(pages, case)}"
    assert officer.client.get(address).status_code == 200
    assert pages.as_(CHAIR).client.get(address).status_code == 200
    assert pages.as_("xjtu.party").client.get(address).status_code == 404


def test_a_dossier_without_the_field_proves_itself(pages: Pages, case: str) -> None:
    at_the_officer(pages, case)
    party = pages.as_("xjtu.party")
    answer = party.client.get(f"/cases/{case}/dossier")
    [found] = examine(BytesIO(answer.content))
    assert [one.flaws for one in found.verdicts if not one.holds] == []
    assert next(one.seen for one in found.verdicts if one.key == "fields") == "未写出 2 处"


def test_a_correction_stands_in_the_history_with_before_after_and_reason(pages: Pages, case: str) -> None:
    officer = at_the_officer(pages, case)
    answer = corrects(pages, case, **{"f.topic": "演示乙", "f.income": DEBT, "reason": "与流水核对"})
    assert answer.status_code == 303, words(answer)
    seen = officer.sees(f"/cases/{case}")
    assert "更正：事由：演示甲 → 演示乙；年收入：8,765.43 元 → 4,321.09 元" in seen
    assert "与流水核对" in seen
    assert "演示乙" in officer.sees("/inbox"), "the case goes by its new name"


def test_a_correction_without_reason_or_sense_changes_nothing_and_keeps_what_was_typed(
    pages: Pages, case: str
) -> None:
    at_the_officer(pages, case)
    assert "必须写明理由" in words(corrects(pages, case, **{"f.income": DEBT}))
    wrong = corrects(pages, case, **{"f.income": "很多", "reason": "核对"})
    assert wrong.status_code == 422
    assert "应填写以元计的金额" in words(wrong)
    assert 'value="很多"' in wrong.text
    assert "年收入不超过五万元" in words(corrects(pages, case, **{"f.income": "60000", "reason": "核对"}))
    assert "没有更正什么" in words(corrects(pages, case, reason="核对"))


def test_the_api_corrects_by_the_same_rules(pages: Pages, case: str) -> None:
    officer = at_the_officer(pages, case)
    share = f"/assignments/{pages.share(case, OFFICER)}"
    other = officer.asks(f"{share}/correction", answers={"note": NOTE}, reason="核对")
    assert (other.status_code, other.json()["findings"][0]["field"]) == (422, "note")
    assert officer.asks(f"{share}/correction", answers={"income": DEBT}, reason="核对").status_code == 200
    assert officer.client.get(f"/api/v1/cases/{case}").json()["answers"]["income"] == DEBT
    assert "income" not in pages.as_("xjtu.party").client.get(f"/api/v1/cases/{case}").json()["answers"]


def test_the_api_offers_the_correction_among_what_can_be_done(pages: Pages, case: str) -> None:
    officer = at_the_officer(pages, case)
    share = pages.share(case, OFFICER)
    offered = officer.client.get(f"/api/v1/assignments/{share}/choices").json()
    told = next(one for one in offered if one["act"] == "correct")
    assert told["effects"][0] == "可更正：事由、年收入"
    assert (told["needs_comment"], told["refused"]) == (True, False)


def test_whoever_does_not_act_at_the_step_corrects_nothing(pages: Pages, case: str) -> None:
    at_the_officer(pages, case)
    chair = pages.as_(CHAIR)
    chair.sees(f"/cases/{case}")
    share = f"/assignments/{pages.share(case, OFFICER)}"
    assert chair.asks(f"{share}/correction", answers={"income": DEBT}, reason="核对").status_code in (
        403,
        409,
    )
