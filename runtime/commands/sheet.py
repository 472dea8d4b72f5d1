"""``banshi sheet``: the template of a form, and filled tables tried and brought in."""

import sys
from pathlib import Path

from engine.deadlines import local_date
from engine.refusals import NoSuchPerson
from engine.state import Person
from models import organisation
from models.session import Session
from runtime.commands.running_office import running_office
from runtime.complaints import CannotStart
from web.bringing import Brought, bring, current
from web.xlsx.template import template


def write_template(process_key: str, file: Path) -> None:
    """Write the template of a process's form as of today. Raises NoSuchProcess."""
    _must_be_new(file)
    with running_office(found=True) as office, office.database.transaction("cli") as session:
        now = office.clock()
        version, process = current(session, process_key, now)
    file.write_bytes(template(process, version, local_date(now).year))
    sys.stdout.write(f"✓ {process.title}：{file}\n")


def bring_in(process_key: str, file: Path, login: str, *, tried: bool, marked: Path | None) -> int:
    """Try a table, or open its drafts in the name of ``login``; 1 and nothing done when a cell is wrong.

    Raises NoSuchProcess, NoSuchPerson, the refusals of a table and those of opening a case.
    """
    if marked is not None:
        _must_be_new(marked)
    content = file.read_bytes()
    with running_office(found=True) as office, office.database.transaction("cli") as session:
        actor, now = _person(session, login), office.clock()
        _version, process = current(session, process_key, now)
        brought = bring(session, process_key, content, actor=actor, now=now, seal=office.seal)
        if tried:
            session.rollback()
    if brought.wrong:
        _say_wrong(brought, marked)
        return 1
    done = "已补录，等待登记入册" if process.enters else "已导入为草稿"
    sys.stdout.write(f"✓ {brought.rows} 行{'都可以导入，还没有导入' if tried else done}\n")
    return 0


def _say_wrong(brought: Brought, marked: Path | None) -> None:
    for place, one in brought.wrong:
        sys.stdout.write(f"✗ {place} {one.label}：{one.message}\n")
    sys.stdout.write(f"有 {len(brought.wrong)} 个单元格要改，一件也没有导入\n")
    if marked is not None:
        marked.write_bytes(brought.file)
        sys.stdout.write(f"标出错误的文件：{marked}\n")


def _person(session: Session, login: str) -> Person:
    known = organisation.by_login(session, login)
    if known is None:
        raise NoSuchPerson
    return organisation.person(session, str(known.id))


def _must_be_new(file: Path) -> None:
    if file.exists():
        message = f"{file} 已经存在，请换一个文件名"
        raise CannotStart(message)
