from tests.web.visitors import PASSWORD, Pages, words
from web.visits import WRONG_PASSWORDS


def test_a_stranger_is_led_to_the_sign_in_page_and_back_to_where_he_wanted(pages: Pages) -> None:
    stranger = pages.stranger()
    answer = stranger.client.get("/rounds")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/rounds")
    stranger.seen = stranger.client.get("/sign-in?next=/rounds")
    answer = stranger.posts("/sign-in", login="xjtu.chair", password=PASSWORD, next="/rounds")
    assert (answer.status_code, answer.headers["location"]) == (303, "/rounds")


def test_nobody_is_led_out_of_the_office(pages: Pages) -> None:
    for trap in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        answer = pages.stranger().posts("/sign-in", login="xjtu.chair", password=PASSWORD, next=trap)
        assert answer.headers["location"] == "/"


def test_a_wrong_password_is_a_sentence_and_the_name_stays(pages: Pages) -> None:
    answer = pages.stranger().signs_in("xjtu.chair", "wrong")
    assert answer.status_code == 401
    assert "用户名或密码不正确。" in words(answer)
    assert 'value="xjtu.chair"' in answer.text


def test_an_unknown_name_hears_the_same_as_a_wrong_password(pages: Pages) -> None:
    assert "用户名或密码不正确。" in words(pages.stranger().signs_in("nobody", PASSWORD))


def test_many_wrong_passwords_make_every_door_wait(pages: Pages) -> None:
    stranger = pages.stranger()
    for _ in range(5):
        assert stranger.signs_in("xjtu.chair", "wrong").status_code == 401
    on_page = stranger.signs_in("xjtu.chair")
    by_api = stranger.client.get("/api/v1/inbox", auth=("xjtu.chair", PASSWORD))
    assert on_page.status_code == by_api.status_code == 429
    assert by_api.json()["sentence"] in words(on_page)


def test_one_password_for_many_names_makes_the_address_wait_and_no_name(pages: Pages) -> None:
    stranger = pages.stranger()
    for n in range(30):
        assert stranger.signs_in(f"somebody{n}", "banshi-2021").status_code == 401
    answer = stranger.signs_in("xjtu.chair")
    assert answer.status_code == 429
    assert "密码错误次数过多，请 10 分钟后再试" in words(answer)
    by_api = stranger.client.get("/api/v1/inbox", auth=("xjtu.chair", PASSWORD))
    assert by_api.status_code == 429
    WRONG_PASSWORDS.forget_all()  # as from another address
    assert pages.stranger().signs_in("xjtu.chair").status_code == 303


def test_signing_in_gives_a_new_token_that_scripts_cannot_read(pages: Pages) -> None:
    stranger = pages.stranger()
    before = stranger.client.cookies["banshi_session"]
    answer = stranger.signs_in("xjtu.chair")
    assert stranger.client.cookies["banshi_session"] != before
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=Lax" in answer.headers["set-cookie"]


def test_after_signing_out_the_old_token_opens_nothing(pages: Pages) -> None:
    chair = pages.as_("xjtu.chair")
    token = chair.client.cookies["banshi_session"]
    chair.posts("/sign-out")
    chair.client.cookies.set("banshi_session", token)
    assert chair.client.get("/inbox").status_code == 303


def test_the_language_is_chosen_once_for_all_pages(pages: Pages) -> None:
    chair = pages.as_("xjtu.chair")
    assert chair.client.get("/language/en?next=/inbox").headers["location"] == "/inbox"
    assert "Nothing to do" in chair.sees("/inbox")
    chair.client.get("/language/zh")
    assert "没有待办" in chair.sees("/inbox")
