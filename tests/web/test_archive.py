"""档案保管, through its pages and its API: what is due, put off, listed, decided; and for whom it is open."""

import pytest

from flows.keeping import sweep
from models import cases
from models.outbox import claim, settle
from tests.archive import NAME, NEW_YEAR, NEXT_NIGHT, a_refused_case
from tests.factories import Story
from tests.traces import traces_of
from tests.web.visitors import OfficeTime, Pages

WHY = {"reason": "法院调卷"}


@pytest.fixture
def old(pages: Pages) -> Story:
    """A case of 2022 that names somebody, on the morning on which its ten years are over."""
    with pages.office.database.transaction() as session:
        story = a_refused_case(session, pages.office.seal, furnished=True)
    at(pages, NEW_YEAR)
    return story


def number_of(pages: Pages, old: Story) -> str:
    with pages.office.database.transaction() as session:
        return cases.load(session, old.case_id).state.number  # type: ignore[union-attr]


def at(pages: Pages, moment: object) -> None:
    clock = pages.office.clock
    assert isinstance(clock, OfficeTime)
    clock.now = moment  # type: ignore[assignment]


def told(pages: Pages) -> None:
    """The dispatcher has passed everything on."""
    with pages.office.database.transaction() as session:
        ids = [one.id for one in claim(session, limit=500, now=pages.office.clock(), lease_seconds=60)]
        settle(session, ids, now=pages.office.clock(), run_id=None, run_name=None)


def proposed(pages: Pages, old: Story) -> str:
    answer = pages.as_("prov.archivist").posts("/archive/lists", case=old.case_id, note="已无保存价值")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_from_the_list_of_what_is_due_to_the_case_of_which_nothing_personal_is_left(
    pages: Pages, old: Story
) -> None:
    number = number_of(pages, old)
    assert number in pages.as_("prov.archivist").sees("/archive")
    page = proposed(pages, old)
    head = pages.as_("prov.head")
    assert "已无保存价值" in head.sees(page)
    assert head.posts(f"{page}/decision", decision="approve", reason="同意").status_code == 303
    assert "待销毁" in head.sees(page)
    at(pages, NEXT_NIGHT)
    assert sweep(pages.office) == "档案保管期满巡检：销毁 1 件，暂留 0 件，期满待鉴定 0 件"
    assert "已销毁" in head.sees(page)
    seen = pages.as_("admin").sees(f"/cases/{old.case_id}")
    assert "本件的个人信息已销毁" in seen
    assert NAME not in seen
    assert "按销毁清册" in pages.as_("admin").sees(f"/cases/{old.case_id}")
    pages.as_("admin").sees(f"/cases/{number}/print")
    assert NAME not in pages.as_("admin").sees("/cases")
    with pages.office.database.transaction() as session:
        assert traces_of(session, [NAME]) == set()


def test_a_case_that_is_put_off_says_so_and_cannot_be_listed(pages: Pages, old: Story) -> None:
    archivist = pages.as_("prov.archivist")
    assert archivist.posts("/archive/preservations", number=number_of(pages, old), **WHY).status_code == 303
    told(pages)
    assert "法院调卷" in archivist.sees("/archive")
    assert "本件暂停销毁" in pages.as_("admin").sees(f"/cases/{old.case_id}")
    refused = archivist.posts("/archive/lists", case=old.case_id, note="已无保存价值")
    assert refused.status_code == 409
    assert "暂停销毁" in refused.text
    assert "已无保存价值" in refused.text  # what was typed is not lost
    lifted = archivist.posts("/archive/preservations/lifting", number=number_of(pages, old), reason="审结")
    assert lifted.status_code == 303
    told(pages)
    proposed(pages, old)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"number": "GWJZ-1999-0001", **WHY}, ""),
        ({"number": "", **WHY}, ""),
        ({"until": "2033-13-01", **WHY}, "请填写截止的日期"),
        ({"until": "2022-03-01", **WHY}, "截止日已经过去"),
        ({"reason": ""}, "理由"),
    ],
)
def test_what_is_typed_badly_is_told(pages: Pages, old: Story, said: dict[str, str], words: str) -> None:
    answer = pages.as_("prov.archivist").posts(
        "/archive/preservations", **{"number": number_of(pages, old), **said}
    )
    assert answer.status_code in (404, 409, 422)
    assert words in answer.text


def test_nothing_chosen_is_no_list(pages: Pages, old: Story) -> None:  # noqa: ARG001 - an office with a case that is due
    answer = pages.as_("prov.archivist").posts("/archive/lists", note="无")
    assert answer.status_code == 422
    assert "请至少选定一件" in answer.text


def test_a_case_struck_from_the_list_stays(pages: Pages, old: Story) -> None:
    page = proposed(pages, old)
    answer = pages.as_("prov.head").posts(
        f"{page}/decision", decision="approve", struck=old.case_id, why="仍有查考价值"
    )
    assert (answer.status_code, "请至少选定一件" in answer.text) == (422, True)
    assert (
        pages.as_("prov.head").posts(f"{page}/decision", decision="refuse", reason="仍有价值").status_code
        == 303
    )
    at(pages, NEXT_NIGHT)
    sweep(pages.office)
    with pages.office.database.transaction() as session:
        assert traces_of(session, [NAME])


@pytest.mark.parametrize("login", ["xjtu.chair", "prov.officer", "fed.officer"])
def test_the_archive_is_open_to_those_who_keep_it(pages: Pages, old: Story, login: str) -> None:
    visitor = pages.as_(login)
    for path in ("/archive", "/archive/lists/XHQC-2033-0001", "/api/v1/archive/due", "/api/v1/archive/lists"):
        assert visitor.client.get(path).status_code == 403
    asked = visitor.asks("/archive/lists", cases=[old.case_id], note="无价值")
    assert asked.status_code == 403


def test_the_head_does_not_propose_and_the_archivist_does_not_decide(pages: Pages, old: Story) -> None:
    head, archivist = pages.as_("prov.head"), pages.as_("prov.archivist")
    assert (
        head.asks("/archive/lists", cases=[old.case_id], note="无价值").json()["refused"] == "NotTheArchivist"
    )
    number = archivist.asks("/archive/lists", cases=[old.case_id], note="无价值").json()["number"]
    decided = archivist.asks(f"/archive/lists/{number}/decision", approve=True)
    assert decided.json()["refused"] == "NotTheApprover"


def test_a_program_does_the_same(pages: Pages, old: Story) -> None:
    archivist, head = pages.as_("prov.archivist"), pages.as_("prov.head")
    assert [one["number"] for one in archivist.reads("/archive/due")] == [number_of(pages, old)]
    archivist.does("/archive/preservations", number=number_of(pages, old), reason="审计", until="2033-02-01")
    assert [one["reason"] for one in archivist.reads("/archive/preservations")] == ["审计"]
    archivist.does("/archive/preservations/lifting", number=number_of(pages, old), reason="审结")
    told(pages)
    number = archivist.asks("/archive/lists", cases=[old.case_id], note="无价值").json()["number"]
    head.does(f"/archive/lists/{number}/decision", approve=True)
    archivist.does(f"/archive/lists/{number}/recall")
    assert [one["status"] for one in head.reads("/archive/lists")] == ["recalled"]
    assert head.reads(f"/archive/lists/{number}")["items"][0]["number"] == number_of(pages, old)
    unknown = head.client.get("/api/v1/archive/lists/XHQC-2033-9999")
    assert (unknown.status_code, unknown.json()["refused"]) == (404, "NoSuchDisposal")


def test_an_administrator_takes_a_copy_in_which_everybody_is_invented(pages: Pages, old: Story) -> None:
    admin = pages.as_("admin")
    assert "匿名副本" in admin.sees(f"/cases/{old.case_id}")
    for path in (f"/cases/{old.case_id}/copy", f"/api/v1/cases/{old.case_id}/copy"):
        taken = admin.client.get(path)
        assert (taken.status_code, taken.headers["content-type"]) == (200, "application/zip")
        assert NAME.encode() not in taken.content
        refused = pages.as_("xjtu.chair").client.get(path)
        assert refused.status_code == 403
