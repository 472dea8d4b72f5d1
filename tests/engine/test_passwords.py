"""A password that one chooses: every reason against it at once."""

import pytest

from engine.people.passwords import must_be_sound
from engine.refusals import PasswordUnfit

OLD = "banshi-2022"


def refused(new: str, again: str | None = None) -> str:
    with pytest.raises(PasswordUnfit) as told:
        must_be_sound(new, new if again is None else again, old=OLD, login="xjtu.chair", name="林主席")
    return told.value.sentence


@pytest.mark.parametrize(
    "new", ["correct horse battery", "四个不常见的词语放在一起", "a" * 60 + "bcdef", "k7-Tz!q2Lm"]
)
def test_what_is_long_and_nobodys_first_try_will_do(new: str) -> None:
    must_be_sound(new, new, old=OLD, login="xjtu.chair", name="林主席")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("k7-Tz!q2L", "至少 10 个字符"),
        ("k7-Tz!q2Lm" * 13, "至多 128 个字符"),
        ("aaaabbbbccccdddd", "至少有 5 个不同的字符"),
        ("Password-2022", "不要用最常见的密码"),
        ("my-XJTU.Chair-1", "不要含有用户名或姓名"),
        ("我是林主席本人没错的吧", "不要含有用户名或姓名"),
        (OLD, "不能与现在的密码相同"),
    ],
)
def test_what_will_not_do_says_why(new: str, said: str) -> None:
    assert refused(new) == f"新密码不合要求：{said}。"


def test_all_reasons_are_said_at_once() -> None:
    assert (
        refused("aaa", "bbb")
        == "新密码不合要求：至少 10 个字符；至少有 5 个不同的字符；两次输入的新密码不一致。"
    )
