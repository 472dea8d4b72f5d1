"""What must hold of people and organs before they are registered, among themselves and beside those known.

A line may be one of which only a part could be read (``PartOfPerson``); of what is empty nothing is said here.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from engine.id_numbers import is_id_number
from engine.linter.checks import Finding
from models.reads.register import Register, Registered
from models.sealing import Seal
from seeds.people_lines import OrganLine, PersonLine

Words = tuple[str, str, str]  # the key that is wrong, the sentence, the cure
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The posts and organs of which something in the office speaks."""

    posts: frozenset[str]
    organs: frozenset[str]


def wrong_people(lines: Mapping[int, PersonLine], register: Register, seal: Seal) -> Iterator[Finding]:
    """Find every line that cannot be registered."""
    known = _numbers_of_others(lines.values(), register)
    seen: set[str] = set()
    for place, line in lines.items():
        found = [*_login(line, seen, register), *_person(line, register), *_id_number(line, known, seal)]
        yield from (Finding(("people", place, key), sentence, cure) for key, sentence, cure in found)
        seen.add(line.login)


def wrong_organs(
    lines: Mapping[int, OrganLine], newcomers: Collection[str], register: Register
) -> Iterator[Finding]:
    """Find every organ that cannot be registered; ``newcomers`` are the logins of the same file."""
    seen: set[str] = set()
    for place, line in lines.items():
        found = [*_text("title", "名称", line.title), *_unit(line.unit, register)]
        if line.key and line.key in seen:
            found.append(("key", f"机构 {line.key} 写了两次", "一个机构写一处"))
        yield from (Finding(("organs", place, key), sentence, cure) for key, sentence, cure in found)
        yield from _members(place, line, newcomers, register)
        yield from _weights(place, line)
        seen.add(line.key)


def odd_lines(
    people: Mapping[int, PersonLine], organs: Mapping[int, OrganLine], asked: AskedFor
) -> Iterator[Finding]:
    """Find posts and organs that nothing asks for: slips, or meant for a definition that is yet to come."""
    for place, line in people.items():
        for nth, post in enumerate(line.posts):
            if post not in asked.posts:
                cure = _did_you_mean(post, asked.posts) or f"已用到的职务：{'、'.join(sorted(asked.posts))}"
                yield Finding(("people", place, "posts", nth), f"没有流程用到职务 {post}", cure)
    for place, organ in organs.items():
        if organ.key not in asked.organs:
            cure = _did_you_mean(organ.key, asked.organs) or "核对流程定义里的机构代码"
            yield Finding(("organs", place, "key"), f"没有流程用到机构 {organ.key}", cure)


def _login(line: PersonLine, seen: set[str], register: Register) -> Iterator[Words]:
    if not line.login:
        return
    if not _LOGIN.fullmatch(line.login):
        cure = "用小写字母、数字、点、横线和下划线，字母或数字开头，至多 40 个"
        yield "login", f"“{line.login}”不能作登录名", cure
    if line.login in seen:
        yield "login", f"登录名 {line.login} 写了两次", "一人写一处"
    known = register.people.get(line.login)
    if known is not None and not known.active:
        yield "login", *_has_left(known)


def _person(line: PersonLine, register: Register) -> Iterator[Words]:
    yield from _text("name", "姓名", line.name)
    yield from _unit(line.unit, register)
    if line.email is not None and not _EMAIL.fullmatch(line.email):
        yield "email", f"“{line.email}”不是邮箱地址", "写成 name@example.org；没有邮箱的删去这一行"


def _id_number(line: PersonLine, known: dict[str, str], seal: Seal) -> Iterator[Words]:
    """Say what is wrong with the number without quoting it; a right one is added to those ``known``."""
    if line.id_no is None:
        return
    if not is_id_number(line.id_no):
        yield "id_no", f"{line.login} 的身份证号不正确", "核对 18 位号码，末位可为 X；没有的删去这一行"
        return
    other = known.setdefault(seal.hash(line.id_no), line.login)
    if other != line.login:
        yield "id_no", f"{line.login} 与 {other} 的身份证号相同", "核对号码；同一人只登记一次"


def _members(
    place: int, line: OrganLine, newcomers: Collection[str], register: Register
) -> Iterator[Finding]:
    for nth, login in enumerate(line.members):
        path = ("organs", place, "members", nth)
        known = register.people.get(login)
        if login in line.members[:nth]:
            yield Finding(path, f"{login} 在“{line.title}”里写了两次", "一人一个席位")
        elif login in newcomers:
            continue
        elif known is None:
            near = _did_you_mean(login, {*newcomers, *register.people})
            yield Finding(path, f"没有登记登录名 {login}", near or "先把此人写进 people")
        elif not known.active:
            yield Finding(path, *_has_left(known))


def _weights(place: int, line: OrganLine) -> Iterator[Finding]:
    for login in line.weights:
        if line.members and login not in line.members:
            near = _did_you_mean(login, line.members)
            path = ("organs", place, "weights", login)
            yield Finding(
                path, f"{login} 不是“{line.title}”的成员，票数没有作用", near or "删去，或写进 members"
            )


def _has_left(known: Registered) -> tuple[str, str]:
    return (
        f"{known.login} 已于 {known.left_on} 离任",
        f"从文件里删去；确已返岗的，先运行 banshi people return {known.login}",
    )


def _text(key: str, title: str, said: str) -> Iterator[Words]:
    if said and (not said.isprintable() or len(said) > _LONGEST):
        yield key, f"{title}太长，或有看不见的字符", f"写 1 至 {_LONGEST} 个字"


def _unit(key: str, register: Register) -> Iterator[Words]:
    if key and key not in register.units:
        near = get_close_matches(key, register.units, n=1)
        hint = f"是否想写“{near[0]}”（{register.units[near[0]]}）？" if near else ""
        yield "unit", f"没有单位 {key}", hint or "写已登记单位的代码，见网页“管理”"


def _numbers_of_others(lines: Collection[PersonLine], register: Register) -> dict[str, str]:
    """The hashed numbers of everybody active for whom the file gives none, by number."""
    given = {line.login for line in lines if line.id_no is not None}
    return {
        one.identity: one.login
        for one in register.people.values()
        if one.active and one.identity and one.login not in given
    }


def _did_you_mean(said: str, known: Collection[str]) -> str:
    near = get_close_matches(said, sorted(known), n=1)
    return f"是否想写“{near[0]}”？" if near else ""
