"""What no page of ours would send: nothing is done then, and the answer is a sentence."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from models import cases, clock
from tests.factories import answers
from tests.web.visitors import PDF, Pages, Visitor, words


def test_a_paper_without_a_choice_does_not_get_into_the_box(pages: Pages) -> None:
    case = pages.case("prov_ballot")
    share = pages.share(case, "member1")
    answer = pages.as_("member1").posts(f"/assignments/{share}/vote")
    assert answer.status_code == 422
    assert "请先选择" in words(answer)
    assert _decision(pages, case, share) is None


def test_a_decision_that_is_none_rejects_nobody(pages: Pages) -> None:
    case = pages.case("prov_review")
    share = pages.share(case, "prov.officer")
    answer = pages.as_("prov.officer").posts(
        f"/assignments/{share}/decision", decision="", comment="材料齐全"
    )
    assert answer.status_code == 422
    assert _decision(pages, case, share) is None


def test_an_answer_that_was_not_chosen_is_asked_for(pages: Pages) -> None:
    case = pages.case("consult")
    share = pages.share(case, "xjtu.chair")
    answer = pages.as_("xjtu.chair").sends(
        f"/assignments/{share}/opinion", {"document": ("意见.pdf", PDF)}, agency="police", reason="已核"
    )
    assert answer.status_code == 422
    assert "请先选择" in words(answer)


def test_a_finding_that_was_not_chosen_dismisses_no_objection(pages: Pages) -> None:
    case = pages.case("unit_publicity")
    with pages.story(case) as story:
        window = story.state.windows[-1].id
    stranger = pages.stranger()
    stranger.objects(window, name="演示某人", contact="13900000000", text="事迹" * 20)
    share = pages.share(case, "xjtu.party")
    answer = pages.as_("xjtu.party").posts(f"/assignments/{share}/finding", reason="已核查")
    assert answer.status_code == 422
    assert _decision(pages, case, share) is None


@pytest.mark.parametrize("written", [r'"\u0000"', r'"\ud800"', "NaN"])
def test_what_cannot_be_stored_is_refused_in_a_sentence(pages: Pages, written: str) -> None:
    chair, share = _an_open_share(pages)
    answer = chair.client.post(
        f"/api/v1/assignments/{share}/draft",
        content=f'{{"answers": {{"nominee_name": {written}}}}}',
        headers={"X-CSRF-Token": chair.token, "Content-Type": "application/json"},
    )
    assert answer.status_code == 422, answer.text
    assert "无法保存" in answer.json()["sentence"]


def test_a_comment_that_cannot_be_stored_is_refused_on_the_page(pages: Pages) -> None:
    case = pages.case("prov_review")
    share = pages.share(case, "prov.officer")
    answer = pages.as_("prov.officer").posts(
        f"/assignments/{share}/decision", decision="approve", comment="好\x00"
    )
    assert answer.status_code == 422
    assert "无法保存" in words(answer)


def test_a_comment_is_an_opinion_and_no_book(pages: Pages) -> None:
    case = pages.case("prov_review")
    share = pages.share(case, "prov.officer")
    officer = pages.as_("prov.officer")
    for act, said in (
        ("decision", {"decision": "approve"}),
        ("decision", {"decision": "reject"}),
        ("return", {"to": "nominate"}),
    ):
        answer = officer.asks(f"/assignments/{share}/{act}", comment="述" * 2001, **said)
        assert answer.status_code == 422, said
        assert answer.json()["sentence"] == "意见不超过 2000 字，现有 2001 字。"
    assert officer.asks(f"/assignments/{share}/decision", comment="述" * 2000).status_code == 200


def test_a_name_nobody_could_have_is_not_written_down(pages: Pages) -> None:
    stranger = pages.stranger()
    answer = stranger.signs_in("".join(chr(0x4E00 + n) for n in range(5000)))
    assert answer.status_code == 401
    with pages.office.database.transaction() as session:
        assert session.scalar(text("SELECT count(*) FROM wrong_passwords")) == 0


def test_numbers_beyond_every_measure_are_refused_in_a_sentence(pages: Pages) -> None:
    officer = pages.as_("prov.officer")
    assert officer.client.get("/cases?page=99999999999999999999").status_code == 422
    for year in ("next", "9" * 30, "9" * 5000):
        answer = officer.posts("/rounds/new", process="award_national51", year=year, **{"places.xjtu": "1"})
        assert answer.status_code == 422, year
        assert "年份" in words(answer)


def test_a_number_too_long_to_be_read_is_named_beside_its_field(pages: Pages) -> None:
    chair = pages.as_("xjtu.chair")
    form = chair.posts("/start", process="award_national51").headers["location"]
    answer = chair.posts(form.replace("/form", "/submission"), **{"f.congress_due": "1" * 5000})
    assert answer.status_code == 422
    assert "应填写整数" in words(answer)


def test_an_id_number_that_is_no_text_is_wrong_and_not_an_accident(pages: Pages) -> None:
    chair, share = _an_open_share(pages)
    forged = {"sealed": "x", "hash": "0" * 64, "masked": "999"}
    for said in (forged, ["999"], 999):
        answer = chair.asks(f"/assignments/{share}/submission", answers=answers(id_no=said))
        assert answer.status_code == 422, answer.text
        assert [one["field"] for one in answer.json()["findings"]] == ["id_no"]


def test_a_file_of_an_answer_is_what_was_stored_whatever_was_said_of_it(pages: Pages) -> None:
    chair, share = _an_open_share(pages)
    stored = chair.client.post(
        "/api/v1/attachments",
        files={"file": ("证件.pdf", PDF)},
        headers={"X-CSRF-Token": chair.token},
    ).json()
    said = {**stored, "size": "large", "kind": "exe", "more": {"of": "it"}}
    answer = chair.asks(f"/assignments/{share}/submission", answers=answers(id_card=said))
    assert answer.status_code == 200, answer.text
    with pages.office.database.transaction() as session:
        record = cases.load(session, answer.json()["case"])
        assert record is not None
        assert record.state.answers["id_card"] == stored
    assert "证件.pdf" in chair.sees(f"/cases/{answer.json()['case']}")


def test_a_draft_with_a_strange_file_is_still_a_page(pages: Pages) -> None:
    chair, share = _an_open_share(pages)
    chair.asks(f"/assignments/{share}/draft", answers={"id_card": {"digest": "0", "size": "large"}})
    chair.sees(f"/assignments/{share}/form")


def test_a_file_of_a_kind_the_field_does_not_take_is_refused_by_the_api_too(pages: Pages) -> None:
    chair, share = _an_open_share(pages)
    picture = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
    stored = chair.client.post(
        "/api/v1/attachments",
        files={"file": ("事迹.png", picture)},
        headers={"X-CSRF-Token": chair.token},
    ).json()
    answer = chair.asks(f"/assignments/{share}/submission", answers=answers(deeds_material=stored))
    assert answer.status_code == 422, "deeds are a pdf or a docx"
    assert answer.json()["refused"] == "FileWrongKind"


def test_a_cookie_of_another_program_on_the_same_machine_disturbs_nobody(pages: Pages) -> None:
    officer = pages.as_("prov.officer")
    own = officer.client.cookies["banshi_session"]
    officer.client.cookies.clear()
    for other in ("its/own=1", "a,b=1", 'broken="', "ключ=1"):
        cookie = f"{other}; banshi_session={own}".encode()
        answer = officer.client.get("/inbox", headers=[(b"cookie", cookie)])
        assert (other, answer.status_code) == (other, 200)


def test_a_moment_without_its_offset_is_none_and_one_out_of_reach_is_refused(pages: Pages) -> None:
    with pages.office.database.transaction() as session:
        clock.set_shift(session, timedelta())
    admin = pages.as_("admin")
    assert admin.asks("/clock", to="2022-03-01T09:00:00").status_code == 422
    assert admin.asks("/clock", to="9999-12-31T09:00:00Z").json()["refused"] == "ClockTooFar"
    for typed in ("0001-01-01T00:00", "9999-12-31T23:59", "tomorrow"):
        assert (typed, admin.posts("/admin/clock", to=typed).status_code) == (typed, 422)


def _an_open_share(pages: Pages) -> tuple[Visitor, str]:
    chair = pages.as_("xjtu.chair")
    form = chair.posts("/start", process="award_national51").headers["location"]
    return chair, form.split("/")[2]


def _decision(pages: Pages, case: str, share: str) -> str | None:
    with pages.story(case) as story:
        mine = story.state.assignment(share)
        assert mine is not None
        return mine.decision
