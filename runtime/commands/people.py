"""``banshi people``: who works in the office, and the passwords they begin with."""

import secrets
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from actions import organisation
from actions.sign_in import hash_password
from models.reads.register import Register, register, waiting_for
from models.session import Session
from runtime.commands.running_office import running_office
from runtime.complaints import CannotStart
from runtime.schema import migrate
from runtime.wiring import Office
from seeds.findings import DefinitionRefused
from seeds.load import staffed_now
from seeds.people import asked_for, load_people, lost_since, unstaffed
from seeds.people_file import PeopleFile, read_people

# Neither capitals nor look-alikes (0 o, 1 l i): people copy it from paper. 31^16 are 79 bits.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_ONLY_NOW = "只显示这一次，请当面或密封转交"


def load(path: Path) -> int:
    """Register the people in ``path`` and print the newcomers' passwords; 2, and nothing done, after findings."""
    with _office() as office, office.database.transaction() as session:
        _must_be_in_earnest(office)
        known = register(session)
        if not known.units:
            message = "还没有单位：请先运行 banshi seeds load"
            raise CannotStart(message)
        try:
            file = _read(session, path, known, office)
        except DefinitionRefused as refused:
            _say(map(str, refused.findings))
            return 2
        passwords = _first_passwords(file, known)
        remarks = _register(session, file, passwords, office)
    _say(_registered(file, passwords, known))
    _say(f"! {one}" for one in remarks)
    return 0


def password(login: str) -> None:
    """Give somebody a new password and print it."""
    new = _new_password()
    with _office() as office, office.database.transaction() as session:
        organisation.reset_password(session, login, hash_password(new))
    _say([f"✓ {login} 的新密码（{_ONLY_NOW}）：{new}"])


def leave(login: str, on: date | None) -> None:
    """Let somebody leave, and say which bodies have nobody now, and what still waits for the one who left."""
    with _office() as office, office.database.transaction() as session:
        before = staffed_now(session)
        person = organisation.leave(session, login, on=on, now=office.clock())
        remarks = [*lost_since(session, before), *_left_undone(waiting_for(session, person.id))]
    _say([f"✓ {login} 已离任，不能再登录"])
    _say(f"! {one}" for one in remarks)


def come_back(login: str) -> None:
    """Let somebody who left work again, with a new password."""
    new = _new_password()
    with _office() as office, office.database.transaction() as session:
        organisation.come_back(session, login, hash_password(new))
    _say([f"✓ {login} 已返岗，职务与席位如前；新密码（{_ONLY_NOW}）：{new}"])


@contextmanager
def _office() -> Iterator[Office]:
    with running_office(found=True) as office:
        migrate(office.database)
        yield office


def _must_be_in_earnest(office: Office) -> None:
    if office.settings.demo:
        message = (
            "这是演示办公室，人员均为虚构，不登记真实人员；正式办公室请设 BANSHI_DEMO=false，另用数据目录"
        )
        raise CannotStart(message)


def _read(session: Session, path: Path, known: Register, office: Office) -> PeopleFile:
    try:
        return read_people(path, known, asked_for(session), seal=office.seal)
    except OSError as problem:
        message = f"{path}：无法读取（{problem.strerror}）"
        raise CannotStart(message) from problem


def _first_passwords(file: PeopleFile, known: Register) -> dict[str, str]:
    may_sign_in = {one.login for one in known.people.values() if one.has_password}
    return {line.login: _new_password() for line in file.people if line.login not in may_sign_in}


def _register(session: Session, file: PeopleFile, passwords: Mapping[str, str], office: Office) -> list[str]:
    before = staffed_now(session)
    hashes = {login: hash_password(one) for login, one in passwords.items()}
    load_people(session, file, passwords=hashes, now=office.clock(), seal=office.seal)
    return [*map(str, file.remarks), *lost_since(session, before), *unstaffed(session)]


def _registered(file: PeopleFile, passwords: Mapping[str, str], known: Register) -> Iterator[str]:
    new = sum(line.login not in known.people for line in file.people)
    yield f"✓ 人员：新登记 {new} 名，更新 {len(file.people) - new} 名；机构 {len(file.organs)} 个"
    if passwords:
        yield f"初始密码（{_ONLY_NOW}）："
    for line in file.people:
        if line.login in passwords:
            yield f"  {passwords[line.login]}  {line.login}  {known.units[line.unit]} {line.name}"


def _left_undone(cases: Collection[str]) -> Iterator[str]:
    if cases:
        yield f"名下还有待办，不会自动转给别人：{'、'.join(cases)}"


def _new_password() -> str:
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
