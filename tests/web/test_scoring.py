"""评分 on pages and in the API: a sheet with its defects, sealed until all are in, each figure to be read then."""

from typing import Any
from urllib.parse import unquote

from sqlalchemy import text

from actions import cases
from actions.processes import publish
from engine.definition import Process
from tests.factories import MONDAY, person
from tests.panel import a_panel, a_panel_case, a_panel_process
from tests.web.visitors import PDF, Pages

_PASSWORDS = "UPDATE people SET password = (SELECT password FROM people WHERE login = 'admin')"
SHEET = {
    "title": "评分表",
    "criteria": [
        {"key": "results", "title": "项目与成果", "max": 60, "help": "近三年的成果"},
        {"key": "team", "title": "团队", "max": 20, "weight": 40},
    ],
}


def a_score_process(**more: object) -> Process:
    raw: dict[str, Any] = a_panel_process("judged").model_dump(mode="json", by_alias=True)
    step = {"key": "judging", "title": "专家评分", "kind": "score", "by": "panel", "sheet": SHEET}
    raw["steps"][1] = {**step, "due": "5 working days", "drop": ["highest", "lowest"], "pass": 80, **more}
    return Process.model_validate(raw)


def a_judged_case(pages: Pages, *, size: int = 3, **more: object) -> tuple[str, list[tuple[str, str]]]:
    """A case before its judges; its id, and login and share of each."""
    process = a_score_process(**more)
    with pages.office.database.transaction() as session:
        publish(session, process, "", actor_id=None, now=MONDAY)
        people = {one.id: f"panel{n:03}" for n, one in enumerate(a_panel(session, size=size))}
        session.execute(text(_PASSWORDS))
        case_id = a_panel_case(session, pages.office.seal, process)
    with pages.story(case_id) as story:
        found = story.state.assignments
    return case_id, [(people[one.person], one.id) for one in found if one.step == "judging"]


def gives(pages: Pages, share: tuple[str, str], results: str, team: str = "20", comment: str = "") -> int:
    sheet = {"points.results": results, "points.team": team, "comment": comment}
    return pages.as_(share[0]).posts(f"/assignments/{share[1]}/score", **sheet).status_code


def test_a_sheet_with_defects_is_shown_again_with_all_of_them_and_what_was_typed(pages: Pages) -> None:
    _, shares = a_judged_case(pages)
    login, share = shares[0]
    answer = pages.as_(login).posts(
        f"/assignments/{share}/score", **{"points.results": "61", "points.team": "", "comment": "尚可"}
    )
    assert answer.status_code == 422
    for said in ("不超过 60 分", "必须打分", 'value="61"', "尚可", "近三年的成果"):
        assert said in answer.text


def test_sheets_stay_sealed_until_all_are_in(pages: Pages) -> None:
    case_id, shares = a_judged_case(pages, blind=True)
    assert gives(pages, shares[0], "51.5", comment="团队很强") == 303
    other = pages.as_(shares[1][0]).sees(f"/cases/{case_id}")
    assert "已交 1 份，共 3 份 ，交齐后显示" in other.replace("份，交", "份 ，交")
    assert "51.5" not in other
    assert "团队很强" not in other
    assert "51.5" in pages.as_(shares[0][0]).sees(f"/cases/{case_id}")
    told = pages.as_(shares[1][0]).client.get(f"/api/v1/cases/{case_id}/scores").json()
    assert told[0]["judges"] == []
    assert gives(pages, shares[1], "40") == 303
    assert gives(pages, shares[2], "60") == 303
    page = pages.as_(shares[1][0]).sees(f"/cases/{case_id}")
    for said in ("得 91.50 分", "达标", "团队很强", "不计入", "100.00"):
        assert said in page


def test_in_an_open_step_sheets_are_read_as_they_come(pages: Pages) -> None:
    case_id, shares = a_judged_case(pages)
    gives(pages, shares[0], "51.5")
    assert "51.5" in pages.as_(shares[1][0]).sees(f"/cases/{case_id}")


def test_the_api_takes_numbers_and_tells_what_each_judge_gave(pages: Pages) -> None:
    case_id, shares = a_judged_case(pages, size=2, below="go_on")
    for (login, share), results in zip(shares, (30.5, "20"), strict=True):
        visitor = pages.as_(login)
        visitor.sees("/notices")
        answer = visitor.asks(f"/assignments/{share}/score", points={"results": results, "team": 10})
        assert answer.status_code == 200, answer.text
    [told] = pages.as_(shares[0][0]).client.get(f"/api/v1/cases/{case_id}/scores").json()
    assert [(one["points"], one["total"], one["dropped"]) for one in told["judges"]] == [
        (["30.5", "10.0"], "50.50", False),
        (["20.0", "10.0"], "40.00", False),
    ]
    assert (told["score"], told["passed"]) == ("45.25", False)


def test_a_sheet_taken_back_is_empty_again(pages: Pages) -> None:
    case_id, shares = a_judged_case(pages)
    gives(pages, shares[0], "51.5")
    login, share = shares[0]
    visitor = pages.as_(login)
    visitor.sees("/notices")
    assert visitor.asks(f"/assignments/{share}/take-back").status_code == 200
    assert "51.5" not in visitor.sees(f"/cases/{case_id}")
    assert gives(pages, shares[0], "40") == 303


def test_a_judge_of_a_blind_step_does_not_learn_whose_case_it_is(pages: Pages) -> None:
    case_id, shares = a_judged_case(pages, blind=True)
    login, share = shares[0]
    judge = pages.as_(login)
    for path in (f"/cases/{case_id}", "/inbox", "/cases"):
        page = judge.sees(path)
        assert "匿名评审" in page, path
        assert "西安交通大学" not in page, path
    for path in ("/inbox", "/cases"):
        assert case_id in judge.client.get(path).text
        for asked in ("q=西安", "q=演示", "unit=西安"):
            found = judge.client.get(f"{path}?{asked}").text
            assert case_id not in found, "a search would tell whose case it is"
    told = judge.client.get("/api/v1/inbox").json()
    assert [(one["subject"], one["unit_name"]) for one in told] == [("匿名评审", "")]
    closed = judge.client.get(f"/api/v1/cases/{case_id}")
    assert (closed.status_code, closed.json()["refused"]) == (403, "JudgedBlindly")
    assert judge.client.get(f"/api/v1/assignments/{share}/choices").status_code == 200
    assert "西安交通大学" in pages.as_("admin").sees(f"/cases/{case_id}")
    for one in shares:
        gives(pages, one, "60")
    assert "西安交通大学" in judge.sees(f"/cases/{case_id}")


def test_fields_that_would_tell_are_hidden_from_judges(pages: Pages) -> None:
    case_id, shares = a_judged_case(pages, blind=True, hides=["name"])
    assert (
        "演示"
        not in pages.as_(shares[0][0])
        .sees(f"/cases/{case_id}")
        .partition("填报内容")[2]
        .partition("我的办理")[0]
    )


FORM = {
    "subject": "name",
    "fields": [
        {"key": "name", "label": "名称", "type": "text"},
        {"key": "report", "label": "成果材料", "type": "file"},
        {"key": "portrait", "label": "领衔人照片", "type": "file"},
    ],
}


def a_judged_case_with_files(pages: Pages) -> tuple[str, list[tuple[str, str]]]:
    """Handed in with two files, one of which the step hides; it waits for three judges who judge blindly."""
    raw = a_score_process(blind=True, hides=["portrait"]).model_dump(mode="json", by_alias=True)
    with pages.office.database.transaction() as session:
        publish(session, Process.model_validate({**raw, "form": FORM}), "", actor_id=None, now=MONDAY)
        people = {one.id: f"panel{n:03}" for n, one in enumerate(a_panel(session, size=3))}
        session.execute(text(_PASSWORDS))
        case_id = cases.open_case(session, "judged", actor=person(session, "xjtu.chair"), now=MONDAY)
    chair = pages.as_("xjtu.chair")
    share = f"/assignments/{pages.share(case_id, 'xjtu.chair')}"
    chair.sees(f"{share}/form")
    files = {"f.report": ("演示人选的成果.pdf", PDF), "f.portrait": ("演示人选.pdf", PDF + b" ")}
    assert chair.sends(f"{share}/submission", files, **{"f.name": "演示室"}).status_code == 303
    pages.dispatch(case_id)
    with pages.story(case_id) as story:
        found = [one for one in story.state.assignments if one.step == "judging"]
    return case_id, [(people[one.person], one.id) for one in found]


def file_of(pages: Pages, case_id: str, field: str) -> str:
    with pages.story(case_id) as story:
        answer = story.state.answers[field]
    assert isinstance(answer, dict)
    return f"/attachments/{answer['digest']}"


def test_a_judge_of_a_blind_step_opens_what_is_shown_by_a_name_that_tells_nothing_and_no_other_file(
    pages: Pages,
) -> None:
    case_id, shares = a_judged_case_with_files(pages)
    judge = pages.as_(shares[0][0])
    report, portrait = (file_of(pages, case_id, field) for field in ("report", "portrait"))
    page = judge.client.get(f"/cases/{case_id}").text
    assert (report in page, portrait in page, "演示人选" in page) == (True, False, False)
    answer = judge.client.get(report)
    assert answer.status_code == 200
    assert unquote(answer.headers["content-disposition"]).endswith("''附件.pdf")
    assert judge.client.get(portrait).status_code == 404
    assert pages.as_("admin").client.get(portrait).status_code == 200
    for one in shares:
        gives(pages, one, "60")
    assert judge.client.get(portrait).status_code == 200
