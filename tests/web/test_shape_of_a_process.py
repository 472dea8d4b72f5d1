"""Lists, links and gates on the pages and in the API: the same verbs, the same sentences."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from actions import advance, cases, rounds
from actions.processes import publish
from models import attachments
from models import cases as stored
from models.attachments import Attachment
from tests.actions.test_shape_of_a_process import GATED, ROUND, a_process, each, fork, signs
from tests.factories import MONDAY, person
from tests.web.visitors import PDF, Pages

CHAIR, OFFICER, HEAD = "xjtu.chair", "prov.officer", "prov.head"


def handed_in(pages: Pages, *steps: dict[str, Any], **more: Any) -> str:  # noqa: ANN401 - a definition
    """A case of a process with these steps, handed in."""
    with pages.office.database.transaction() as session:
        publish(session, a_process(*steps, **more), "", actor_id=None, now=MONDAY)
        if "gates" in more:
            rounds.open_round(
                session, "shaped", year=2022, quota={"xjtu": 3}, actor=person(session, "admin"), now=MONDAY
            )
        return another(pages, session)


def another(pages: Pages, session: Session) -> str:
    chair = person(session, CHAIR)
    case_id = cases.open_case(session, "shaped", actor=chair, now=MONDAY)
    record = stored.load(session, case_id)
    assert record is not None
    form = {"topic": "演示事项", "experts": ["甲专家", "乙专家"]}
    share = record.state.assignments[0].id
    cases.submit(session, share, form, actor=chair, now=MONDAY, seal=pages.office.seal)
    while advance.advance(session, case_id, now=MONDAY):
        pass
    return case_id


def number_of(pages: Pages, case_id: str) -> str:
    with pages.office.database.transaction() as session:
        record = stored.load(session, case_id)
        assert record is not None
        return record.state.number


def test_a_line_is_added_on_the_page_and_the_page_says_what_that_does(pages: Pages) -> None:
    case = handed_in(pages, each(grows=True))
    officer = pages.as_(OFFICER)
    page = officer.sees(f"/cases/{case}")
    assert "look（甲专家）" in page
    assert "look（乙专家）" in officer.sees("/inbox")
    officer.sees(f"/cases/{case}")
    assert "“逐项评审”：逐项办理 甲专家、乙专家" in page
    assert "“逐项评审”：增加 （新的一项）" in page
    share = pages.share(case, OFFICER)
    assert officer.posts(f"/assignments/{share}/lines", text="丙专家").status_code == 303
    assert "演示prov.officer在“逐项评审”增加了丙专家" in officer.sees(f"/cases/{case}")
    again = officer.asks(f"/assignments/{share}/lines", text="丙专家")
    assert (again.status_code, again.json()["refused"]) == (409, "LineThereAlready")


def test_the_form_takes_a_list_line_by_line(pages: Pages) -> None:
    with pages.office.database.transaction() as session:
        publish(session, a_process(each()), "", actor_id=None, now=MONDAY)
        case_id = cases.open_case(session, "shaped", actor=person(session, CHAIR), now=MONDAY)
    share = pages.share(case_id, CHAIR)
    chair = pages.as_(CHAIR)
    assert "每行填写一项" in chair.sees(f"/assignments/{share}/form")
    typed = {"f.topic": "演示事项", "f.experts": "甲专家\r\n\r\n 乙专家 "}
    assert chair.posts(f"/assignments/{share}/submission", **typed).status_code == 303
    assert "甲专家、乙专家" in chair.sees(f"/cases/{case_id}")


def test_the_api_tells_branches_and_lines(pages: Pages) -> None:
    case = handed_in(pages, each())
    said = pages.as_(OFFICER).client.get(f"/api/v1/cases/{case}").json()
    assert [(one["key"], one["at"], one["line"]) for one in said["steps"][1:]] == [
        ("look", "0", "甲专家"),
        ("look", "1", "乙专家"),
    ]
    [block] = said["blocks"]
    assert (block["lines"], block["branches"], block["done"]) == (["甲专家", "乙专家"], [0, 1], [])


def test_two_branches_stand_side_by_side_on_the_page(pages: Pages) -> None:
    case = handed_in(pages, fork(signs("a"), signs("b")))
    assert "“同时审查”：2 路同时办理" in pages.as_(OFFICER).sees(f"/cases/{case}")


def test_the_page_says_which_way_was_chosen_and_by_which_row(pages: Pages) -> None:
    table = {
        "key": "route",
        "title": "走哪一路",
        "hit": "first",
        "rows": [{"when": {"topic": "演示事项"}, "then": True, "clause": "办法第二条"}],
        "otherwise": False,
    }
    way = {
        "key": "way",
        "title": "分流",
        "kind": "choice",
        "branches": [
            {"title": "省级审查", "when": {"table": "route"}, "steps": [signs("a")]},
            {"otherwise": True},
        ],
    }
    page = pages.as_(OFFICER).sees(f"/cases/{handed_in(pages, way, tables=[table])}")
    assert "“分流”：走“省级审查”" in page
    assert "“走哪一路”第 1 行（办法第二条）" in page


def test_a_link_is_made_on_the_page_and_shown_at_both_ends(pages: Pages) -> None:
    first = handed_in(pages, signs("a"))
    with pages.office.database.transaction() as session:
        second = another(pages, session)
    officer = pages.as_(OFFICER)
    officer.sees(f"/cases/{first}")
    typed = {"number": number_of(pages, second), "kind": "appeals", "note": "不服原结论"}
    assert officer.posts(f"/cases/{first}/links", **typed).status_code == 303
    assert "被申诉复核" in officer.sees(f"/cases/{second}")
    page = officer.sees(f"/cases/{first}")
    assert "不服原结论" in page
    assert "取消关联" in page
    found = officer.client.get(f"/api/v1/cases/{first}/links").json()
    assert [(one["kind"], one["other"]) for one in found] == [("appeals", second)]
    gone = officer.asks(f"/cases/{first}/links/{found[0]['id']}/removal")
    assert gone.status_code == 200
    assert officer.client.get(f"/api/v1/cases/{second}/links").json() == []


@pytest.mark.parametrize(
    ("number", "kind", "status"), [("NONE-2022-0001", "related", 404), ("", "parent", 422)]
)
def test_a_link_to_nothing_and_a_kind_that_nobody_makes_by_hand_are_refused(
    pages: Pages, number: str, kind: str, status: int
) -> None:
    case = handed_in(pages, signs("a"))
    officer = pages.as_(OFFICER)
    officer.sees(f"/cases/{case}")
    said = {"number": number or number_of(pages, case), "kind": kind}
    assert officer.asks(f"/cases/{case}/links", **said).status_code == status


def test_a_gate_is_opened_on_the_page_of_the_rounds_and_by_nobody_else(pages: Pages) -> None:
    case = handed_in(pages, signs("a", gate="review"), **GATED)
    assert "a（等候“评审开始”）" in pages.as_(CHAIR).sees(f"/cases/{case}")
    chair = pages.as_(CHAIR)
    chair.sees("/rounds")
    assert chair.posts(f"/rounds/{ROUND}/gates/review", how="open").status_code == 403
    officer = pages.as_(HEAD)
    assert "评审开始” 未打开" in officer.sees("/rounds")
    assert officer.posts(f"/rounds/{ROUND}/gates/review", how="open").status_code == 303
    assert "评审开始” 已打开" in officer.sees("/rounds")
    again = officer.asks(f"/rounds/{ROUND}/gates/review/opening")
    assert (again.status_code, again.json()["sentence"]) == (409, "关口“评审开始”已经打开。")
    assert officer.asks(f"/rounds/{ROUND}/gates/review/closing").status_code == 200


def test_the_table_of_a_round_that_a_branch_makes_is_not_every_units_to_read(pages: Pages) -> None:
    table = {"key": "table", "title": "汇总", "kind": "machine", "task": "roll_up", "document": "table"}
    case = handed_in(pages, fork(signs("a"), table))
    digest = pages.office.files.put(PDF)
    with pages.story(case) as story:
        visit = next(one for one in story.state.steps if one.key == "table")
        made = Attachment(digest=digest, name="汇总表.pdf", kind="pdf", size=len(PDF), stored_at=MONDAY)
        attachments.keep(story.session, made)
        advance.finish_machine(story.session, case, visit.id, {"name": "汇总表", "pdf": digest}, now=MONDAY)
    assert pages.as_(OFFICER).client.get(f"/attachments/{digest}").status_code == 200
    assert pages.as_(CHAIR).client.get(f"/attachments/{digest}").status_code == 404
