"""修改密码: with the present one, and every other browser is out."""

from tests.web.visitors import PASSWORD, Pages, Visitor, words

NEW = "correct horse battery"


def changes(who: Visitor, old: str = PASSWORD, new: str = NEW, again: str = NEW) -> tuple[int, str]:
    who.sees("/password")
    answer = who.posts("/password", old=old, new=new, again=again)
    return answer.status_code, words(answer)


def test_one_changes_ones_password_and_other_browsers_are_signed_out(pages: Pages) -> None:
    here, there, other = pages.as_("xjtu.chair"), pages.stranger(), pages.as_("xjtu.party")
    assert there.signs_in("xjtu.chair").status_code == 303
    assert changes(here)[0] == 303
    assert "其他浏览器上的登录已退出" in here.sees("/password?done=1")
    assert there.client.get("/inbox").status_code == 303, "signed out"
    assert other.client.get("/inbox").status_code == 200, "somebody else stays"
    assert pages.stranger().signs_in("xjtu.chair").status_code == 401
    assert pages.stranger().signs_in("xjtu.chair", NEW).status_code == 303


def test_without_the_present_password_nothing_is_changed_and_tries_are_counted(pages: Pages) -> None:
    chair = pages.as_("xjtu.chair")
    for _ in range(5):
        status, page = changes(chair, old="wrong-guess")
        assert (status, "现在的密码不正确，没有更改。" in page) == (422, True)
    status, page = changes(chair)
    assert status == 429
    assert "密码错误次数过多" in page
    assert pages.stranger().signs_in("xjtu.chair").status_code == 429, "one count for every door"


def test_a_new_password_that_will_not_do_says_all_its_reasons(pages: Pages) -> None:
    status, page = changes(pages.as_("xjtu.chair"), new="aaa", again="bbb")
    assert status == 422
    assert "至少 10 个字符；至少有 5 个不同的字符；两次输入的新密码不一致" in page
    assert "bbb" not in page
    assert pages.stranger().signs_in("xjtu.chair").status_code == 303


def test_nobody_changes_it_without_being_signed_in(pages: Pages) -> None:
    assert pages.stranger().client.get("/password").status_code == 303
