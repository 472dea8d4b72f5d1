"""批量办理 on the pages and in the API: tick, preview, decide, take back; a result for each."""

import re
from typing import Any

import pytest

from actions import bulk
from actions.processes import publish
from engine.commands import Choice
from models.session import Session
from tests.factories import MONDAY
from tests.panel import a_panel, a_panel_case, a_panel_process, shares
from tests.web.visitors import Pages, Visitor, words

PROCESS = a_panel_process(mode="any", on_refusal=None, bulk=True)


def before_the_panel(pages: Pages, cases: int = 3) -> tuple[Visitor, list[str]]:
    """Somebody of a panel with so many cases to decide; the shares."""
    with pages.office.database.transaction() as session:
        publish(session, PROCESS, "", actor_id=None, now=MONDAY)
        first, _second = a_panel(session, size=2)
        made = [a_panel_case(session, pages.office.seal, PROCESS) for _ in range(cases)]
        mine = [
            next(share for share, who in shares(session, one, step="panel") if who == first.id)
            for one in made
        ]
        session.connection().exec_driver_sql(
            "UPDATE people SET password = (SELECT password FROM people WHERE login = 'admin') WHERE login = 'panel000'"
        )
    return pages.as_("panel000"), mine


def posts(visitor: Visitor, path: str, ticked: list[str], **form: str) -> str:
    answer = visitor.client.post(path, data={"csrf": visitor.token, "assignment": ticked, **form})
    assert answer.status_code == 200, words(answer)
    return words(answer)


def test_pain_03_tick_preview_decide_and_take_back(pages: Pages) -> None:
    reviewer, mine = before_the_panel(pages)
    page = reviewer.sees("/inbox")
    assert "批量办理" in page
    assert set(re.findall(r'name="assignment" value="([^"]+)"', reviewer.seen.text)) == set(mine)
    said = {"decision": "approve", "comment": "同意上报"}
    page = posts(reviewer, "/bulk/preview", mine, **said)
    assert "可以办理 3 件，不能办理 0 件" in page
    assert "进入“结果登记”，由省业务部经办人办理" in page
    assert "待办 3" in reviewer.sees("/inbox"), "a preview decides nothing"
    page = posts(reviewer, "/bulk/decisions", mine[:2], **said)
    assert "已办 2 件，没有办的 0 件" in page
    page = posts(reviewer, "/bulk/decisions", mine, **said)
    assert "已办 1 件，没有办的 2 件" in page
    assert "已由 演示panel000 于" in page
    page = posts(reviewer, "/bulk/take-backs", mine[:1])
    assert "已撤回" in page
    assert "待办 1" in reviewer.sees("/inbox")


def test_all_are_ticked_by_one_press(pages: Pages) -> None:
    reviewer, mine = before_the_panel(pages)
    reviewer.sees("/inbox")
    assert reviewer.seen.text.count(" checked aria-label") == 0
    reviewer.sees("/inbox?all=1")
    assert reviewer.seen.text.count(" checked aria-label") == len(mine)


def test_the_page_of_a_case_tells_a_bulk_decision_like_any_other(pages: Pages) -> None:
    reviewer, mine = before_the_panel(pages, 1)
    reviewer.sees("/inbox")
    posts(reviewer, "/bulk/decisions", mine, decision="approve", comment="同意上报")
    with pages.office.database.transaction() as session:
        [case] = {
            one
            for (one,) in session.connection().exec_driver_sql(
                "SELECT DISTINCT case_id::text FROM decisions WHERE decision = 'approve'"
            )
        }
    page = reviewer.sees(f"/cases/{case}")
    assert "演示panel000在“评审组会签”办理：同意" in page
    assert "同意上报" in page


@pytest.mark.parametrize(
    ("ticked", "sentence"), [(0, "还没有选择"), (101, "一次最多办理 100 件，您选了 101 件")]
)
def test_nothing_and_too_much_are_refused_and_nothing_is_half_done(
    pages: Pages, ticked: int, sentence: str
) -> None:
    reviewer, mine = before_the_panel(pages, 1)
    reviewer.sees("/inbox")
    chosen = [*mine, *(f"00000000-0000-0000-0000-{n:012}" for n in range(200))][:ticked]
    for path in ("/bulk/preview", "/bulk/decisions", "/bulk/take-backs"):
        form = {"csrf": reviewer.token, "assignment": chosen, "decision": "approve"}
        answer = reviewer.client.post(path, data=form)
        assert answer.status_code == 422
        assert sentence in words(answer)
    assert "待办 1" in reviewer.sees("/inbox")


def test_what_is_not_there_is_a_line_of_the_result(pages: Pages) -> None:
    reviewer, mine = before_the_panel(pages, 1)
    reviewer.sees("/inbox")
    page = posts(reviewer, "/bulk/preview", ["nonsense", *mine], decision="approve", comment="")
    assert "可以办理 1 件，不能办理 1 件" in page
    assert "没有这件待办" in page


def test_the_api_previews_decides_and_takes_back_each_by_itself(pages: Pages) -> None:
    reviewer, mine = before_the_panel(pages)
    said = {"assignments": [*mine, "nonsense"], "decision": "reject"}
    found = reviewer.asks("/bulk/preview", **said).json()
    assert [one["done"] for one in found] == [False] * 4
    assert "请写明理由" in found[0]["sentences"][0]
    found = reviewer.asks("/bulk/decisions", assignments=mine[:2], comment="同意").json()
    assert [one["done"] for one in found] == [True, True]
    found = reviewer.asks("/bulk/take-backs", assignments=mine).json()
    assert [one["done"] for one in found] == [True, True, False]
    answer = reviewer.asks("/bulk/decisions", assignments=[])
    assert (answer.status_code, answer.json()["refused"]) == (422, "NothingChosen")


def test_the_boxes_in_the_api_and_their_figures(pages: Pages) -> None:
    reviewer, mine = before_the_panel(pages)
    figures = reviewer.client.get("/api/v1/inbox/figures").json()
    assert (figures["waiting"], figures["group"], figures["claimable"]) == (3, 0, 0)
    asked = {"tab": "waiting", "process": "panel", "step": "panel", "age": "0"}
    found = reviewer.client.get("/api/v1/inbox", params=asked).json()
    assert {one["assignment_id"] for one in found} == set(mine)
    assert all(one["bulk"] for one in found)
    assert reviewer.client.get("/api/v1/inbox", params={"age": "3"}).json() == []
    assert reviewer.client.get("/api/v1/inbox", params={"who": "panel001"}).json() == found


def test_the_next_thing_to_do_is_one_of_those_the_inbox_was_narrowed_to(pages: Pages) -> None:
    reviewer, _ = before_the_panel(pages)
    reviewer.sees("/inbox")
    rows = re.findall(r'href="/cases/([^"]+)"><strong>.*?class="num nowrap">([^<]+)<', reviewer.seen.text)
    (first, _), (_, _), (last, number) = rows
    reviewer.sees(f"/inbox?q={number}")
    reviewer.sees(f"/cases/{first}?done=1")
    assert f'href="/cases/{last}"><strong>办下一件' in reviewer.seen.text
    reviewer.sees(f"/cases/{last}?done=1")
    assert f'href="/inbox?q={number}">回到待办' in reviewer.seen.text
    reviewer.sees("/inbox")
    reviewer.sees(f"/cases/{first}?done=1")
    assert f'href="/cases/{rows[1][0]}"><strong>办下一件' in reviewer.seen.text, "the whole inbox forgets it"


def test_a_failure_with_one_of_several_leaves_the_others_their_result(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewer, mine = before_the_panel(pages)
    decide_one = bulk.decide_one

    def stumbles(session: Session, share: str, decision: Choice, **said: Any) -> tuple[str, ...]:  # noqa: ANN401
        decided = decide_one(session, share, decision, **said)
        if share == mine[1]:
            message = "a failure that nobody foresaw"
            raise ArithmeticError(message)
        return decided

    monkeypatch.setattr(bulk, "decide_one", stumbles)
    page = posts(reviewer, "/bulk/decisions", mine, decision="approve", comment="同意上报")
    assert "已办 2 件，没有办的 1 件" in page
    assert "系统出现意外，这一件未作更改。请把编号" in page
    assert "nobody foresaw" not in page
    assert "待办 1" in reviewer.sees("/inbox")
