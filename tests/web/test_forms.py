from datetime import UTC, datetime

import httpx

from engine.deadlines import SHANGHAI
from tests.factories import NOMINEE_NUMBER, answers
from tests.web.visitors import PDF, Pages, Visitor, words


def test_a_nomination_is_begun_filled_and_handed_in_through_the_pages(pages: Pages) -> None:
    chair = pages.as_("xjtu.chair")
    assert "共 2 个，已用 0 个，还剩 2 个" in chair.sees("/start")
    form = chair.posts("/start", process="award_national51").headers["location"]
    assert "按下后： 占用本单位名额 1 个" in chair.sees(form)
    answer = _hand_in(chair, form)
    assert answer.status_code == 303, words(answer)
    page = chair.sees(answer.headers["location"])
    assert "演示张三 办理中" in page
    assert "10 项全部符合" in page
    assert "演示xjtu.chair提交了推荐审批表" in page


def test_the_year_of_the_places_is_that_of_the_office_and_not_of_greenwich(pages: Pages) -> None:
    pages.at(datetime(2022, 1, 1, 7, 0, tzinfo=SHANGHAI).astimezone(UTC))  # still 2021 in Greenwich
    assert "共 2 个，已用 0 个，还剩 2 个" in pages.as_("xjtu.chair").sees("/start")


def test_every_wrong_field_is_marked_at_once_and_what_was_typed_stays(pages: Pages) -> None:
    chair, form = _an_open_form(pages)
    answer = _hand_in(chair, form, id_no="12345", congress_due="many", born_on="1975-13", nominee_name="")
    assert answer.status_code == 422
    page = words(answer)
    assert "有 4 处需要补正" in page
    for message in ("身份证号不正确", "应填写整数", "格式应为 1985-07", "姓名 ：必填"):
        assert message in page
    assert 'value="西安交通大学能源学院"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 4


def test_a_broken_rule_names_its_clause(pages: Pages) -> None:
    chair, form = _an_open_form(pages)
    page = words(_hand_in(chair, form, congress_present="99"))
    assert "99/150，应不少于 2/3" in page
    assert "教育部令第 32 号" in page


def test_a_draft_is_kept_and_its_id_number_never_shown_again(pages: Pages) -> None:
    chair, form = _an_open_form(pages)
    chair.posts(form.replace("/form", "/draft"), **{"f.nominee_name": "演示李四", "f.id_no": NOMINEE_NUMBER})
    page = chair.client.get(form).text
    assert 'value="演示李四"' in page
    assert "999***********2319" in page
    assert NOMINEE_NUMBER not in page
    assert "演示李四" in chair.sees("/inbox")


def test_while_typing_the_page_saves_by_itself_and_says_when(pages: Pages) -> None:
    chair, form = _an_open_form(pages)
    answer = chair.client.post(
        form.replace("/form", "/draft"),
        data={"f.nominee_name": "演示李四"},
        headers={"HX-Request": "true", "X-CSRF-Token": chair.token},
    )
    assert words(answer).strip().startswith("草稿已保存 09:00")


def test_while_typing_the_conditions_are_judged_again(pages: Pages) -> None:
    chair, form = _an_open_form(pages)
    assert "待填 荣誉基础" in chair.sees(form)
    answer = chair.client.post(
        form.replace("/form", "/draft"),
        data={"f.base_honour": "没有省部级表彰", "f.is_retired": "no"},
        headers={"HX-Request": "true", "X-CSRF-Token": chair.token},
    )
    assert '<ul class="timeline" id="rules" hx-swap-oob="true">' in answer.text
    for verdict in ("不符合 荣誉基础", "符合 在职", "待填 须经全体代表过半数同意"):
        assert verdict in words(answer)


def test_a_file_is_sent_once_and_said_to_be_there(pages: Pages) -> None:
    chair, form = _an_open_form(pages)
    answer = chair.client.post(
        form.replace("/form", "/draft"),
        data={"f.nominee_name": "演示李四"},
        files={"f.id_card": ("证件.pdf", PDF), "f.deeds_material": ("事迹.pdf", b"MZ no paper")},
        headers={"HX-Request": "true", "X-CSRF-Token": chair.token},
    )
    assert 'id="id_card-field" hx-swap-oob="true"' in answer.text, "drawn anew, with nothing chosen"
    assert "身份证复印件 * 已上传 证件.pdf" in words(answer)
    assert 'id="deeds_material-field" hx-swap-oob="true"' in answer.text
    assert 'id="congress_minutes-field"' not in answer.text


def test_how_well_a_source_is_known_is_said_in_words(pages: Pages) -> None:
    chair, form = _an_open_form(pages)
    page = chair.sees(form)
    assert "“推荐条件”（原文待核）" in page
    assert "三年期限（本会暂定）" in page
    assert "[K]" not in page + words(_hand_in(chair, form, congress_present="99"))


def test_a_wrong_number_stands_as_typed_until_it_is_right(pages: Pages) -> None:
    chair, form = _an_open_form(pages)
    slip = NOMINEE_NUMBER[:-1] + ("0" if NOMINEE_NUMBER[-1] != "0" else "1")
    assert f'value="{slip}"' in _hand_in(chair, form, id_no=slip).text
    assert slip not in chair.client.get(form).text, "on a later day it is sealed"


def test_a_file_that_was_not_taken_in_is_asked_for_once(pages: Pages) -> None:
    chair, form = _an_open_form(pages)
    sent = {"f.id_card": ("证件.pdf", b"MZ this is a program and no paper")}
    page = words(chair.sends(form.replace("/form", "/submission"), sent))
    assert "身份证复印件 ：文件“证件.pdf”的内容不是允许的类型" in page
    assert "身份证复印件 ：必填" not in page


def test_a_form_that_came_back_says_what_to_mend(pages: Pages) -> None:
    case = pages.case("party")
    share = pages.share(case, "xjtu.party")
    party = pages.as_("xjtu.party")
    party.posts(f"/assignments/{share}/return", to="nominate", comment="会议纪要缺少签到表。")
    pages.dispatch(case)
    form = pages.as_("xjtu.chair").sees(f"/assignments/{pages.share(case, 'chair')}/form")
    assert "演示xjtu.party在“党委审定”退回： 会议纪要缺少签到表。" in form


def test_who_begins_again_is_shown_what_was_begun(pages: Pages) -> None:
    chair, form = _an_open_form(pages)
    chair.posts(form.replace("/form", "/draft"), **{"f.nominee_name": "演示李四"})
    assert "您有一件还没有提交： 演示李四 · 全国五一劳动奖章推荐" in chair.sees("/start")


def test_a_draft_that_could_not_be_saved_says_so_beside_the_button(pages: Pages) -> None:
    chair, form = _an_open_form(pages)
    from_htmx = {"HX-Request": "true", "HX-Target": "saved", "X-CSRF-Token": chair.token}
    address = form.replace("/form", "/draft")
    chair.posts("/sign-out")
    answer = chair.client.post(address, data={"f.nominee_name": "演示李四"}, headers=from_htmx)
    assert answer.status_code == 200, "the page is left alone"
    assert "草稿没有保存：" in words(answer)
    stale = chair.client.get("/inbox", headers={"HX-Request": "true"})
    assert stale.headers["hx-redirect"] == "/sign-in?next=/inbox"


def test_an_upload_of_a_wrong_kind_is_refused_before_it_is_stored(pages: Pages) -> None:
    chair, form = _an_open_form(pages)
    sent = {"f.id_card": ("证件.pdf", b"MZ this is a program and no paper")}
    answer = chair.sends(form.replace("/form", "/draft"), sent, **{"f.nominee_name": "演示李四"})
    assert answer.status_code == 422
    assert "的内容不是允许的类型" in words(answer)
    assert 'value="演示李四"' in answer.text
    assert not list(pages.office.files.folder.rglob("*")) if pages.office.files.folder.exists() else True
    by_api = chair.client.post(
        "/api/v1/attachments",
        files={"file": ("证件.pdf", b"MZ no paper")},
        headers={"X-CSRF-Token": chair.token},
    )
    assert by_api.json()["refused"] == "FileWrongKind"


def test_an_upload_that_is_too_large_is_refused_before_it_is_stored(pages: Pages) -> None:
    chair, form = _an_open_form(pages)
    sent = {"f.id_card": ("证件.pdf", PDF + b" " * (20 * 1024 * 1024))}
    answer = chair.sends(form.replace("/form", "/draft"), sent)
    assert answer.status_code == 422
    assert "超过了 20.0 MB 的上限" in words(answer)
    more = chair.client.post(form.replace("/form", "/draft"), content=b" " * (65 * 1024 * 1024))
    assert more.status_code == 413
    assert "没有保存" in more.text
    endless = chair.client.post(form.replace("/form", "/draft"), content=iter([b"a", b"b"]))
    assert endless.status_code == 411


def test_an_id_number_may_be_left_as_it_was_kept(pages: Pages) -> None:
    chair, form = _an_open_form(pages)
    chair.posts(form.replace("/form", "/draft"), **{"f.id_no": NOMINEE_NUMBER})
    assert _hand_in(chair, form, id_no="").status_code == 303


def test_over_quota_is_refused_on_both_doors_with_the_same_sentence(pages: Pages) -> None:
    chair = pages.as_("xjtu.chair")
    pages.case("party")
    pages.case("party")
    form = chair.posts("/start", process="award_national51").headers["location"]
    chair.sees(form)
    by_page = _hand_in(chair, form)
    share = form.split("/")[2]
    by_api = chair.asks(f"/assignments/{share}/submission", answers=answers())
    assert by_page.status_code == by_api.status_code == 409
    assert by_api.json()["sentence"] == "西安交通大学工会本届名额已用完（2 个）。"
    assert by_api.json()["sentence"] in words(by_page)
    assert 'value="西安交通大学能源学院"' in by_page.text


def test_who_may_not_begin_hears_why(pages: Pages) -> None:
    party = pages.as_("xjtu.party")
    answer = party.posts("/start", process="award_national51")
    assert answer.status_code == 403
    assert party.asks("/cases", process="award_national51").json()["sentence"] in words(answer)


def _an_open_form(pages: Pages) -> tuple[Visitor, str]:
    share = pages.share(pages.case("nominate"), "chair")
    chair = pages.as_("xjtu.chair")
    form = f"/assignments/{share}/form"
    chair.sees(form)
    return chair, form


def _hand_in(chair: Visitor, form: str, **changes: str) -> httpx.Response:
    """Fill in everything as a person would, with what a test wants different."""
    typed = {key: _as_typed(value) for key, value in answers().items() if not isinstance(value, dict)}
    typed |= changes
    files = {f"f.{key}": (f"{key}.pdf", PDF) for key in ("id_card", "deeds_material", "congress_minutes")}
    lines = {f"f.{key}": value for key, value in typed.items()}
    return chair.sends(form.replace("/form", "/submission"), files, **lines)


def _as_typed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
