"""What a password that somebody chooses has to be. Length counts; what everybody tries first does not do."""

from engine.refusals import PasswordUnfit

SHORTEST, LONGEST = 10, 128  # characters
_DIFFERENT = 5
_TRIED_FIRST = frozenset(
    {
        "1234567890",
        "0123456789",
        "qwertyuiop",
        "password",
        "iloveyou",
        "woaini1314",
        "asdfghjkl",
        "abcdefghij",
    }
)
_SHORTEST_NAME = 2  # one character of a name stands in many a word


def must_be_sound(new: str, again: str, *, old: str, login: str, name: str) -> None:
    """Raise PasswordUnfit with every reason at once."""
    plain = new.casefold()
    named = [one for one in (login.casefold(), name) if len(one) >= _SHORTEST_NAME and one in plain]
    wrong = [
        (len(new) < SHORTEST, f"至少 {SHORTEST} 个字符"),
        (len(new) > LONGEST, f"至多 {LONGEST} 个字符"),
        (len(set(new)) < _DIFFERENT, f"至少有 {_DIFFERENT} 个不同的字符"),
        (any(one in plain for one in _TRIED_FIRST), "不要用最常见的密码"),
        (bool(named), "不要含有用户名或姓名"),
        (new == old, "不能与现在的密码相同"),
        (new != again, "两次输入的新密码不一致"),
    ]
    reasons = [sentence for is_wrong, sentence in wrong if is_wrong]
    if reasons:
        raise PasswordUnfit(reasons="；".join(reasons))
