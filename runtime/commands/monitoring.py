"""``banshi monitoring data`` and ``event``: what is known of a month, and what happened between the months."""

import sys
from datetime import date
from pathlib import Path

from actions import monitoring_events, month_data
from engine.deadlines import local_date
from engine.refusals import MonthRefused
from engine.relapse.month_table import as_facts, read_month
from runtime.commands.running_office import running_office
from runtime.complaints import CannotStart
from runtime.settings import Settings
from seeds.relapse_rules import rules_for
from web.xlsx.plain import cells


def data(file: Path, month: str, *, tried: bool, with_gaps: bool) -> int:
    """Take in the table of a month; 2 with every finding, by cell or by household, and then nothing is kept."""
    period = month_of(month)
    read = read_month(cells(_content(file)))
    if read.wrong:
        return _told([f"{file}:{one.sentence}" for one in read.wrong])
    lines = [as_facts(line) for _, line in read.lines]
    with running_office(Settings(), found=True) as office:
        try:
            with office.database.transaction("cli") as session:
                now = office.clock()
                count = month_data.take_in(session, period, lines, now=now, with_gaps=with_gaps)
                if tried:
                    session.rollback()
        except MonthRefused as refused:
            return _told([f"{file}: {one}" for one in refused.findings])
    sys.stdout.write(f"试运行通过：{count} 户，没有收下\n" if tried else f"✓ 收下 {month} 数据 {count} 户\n")
    return 0


def event(number: str, kind: str, happened_on: date) -> None:
    """Put on file what happened to a household. Raises NoSuchHousehold, NoSuchEvent and DayToCome."""
    with running_office(Settings(), found=True) as office:
        now = office.clock()
        with office.database.transaction("cli") as session:
            signal = monitoring_events.record(
                session,
                number,
                kind,
                happened_on=happened_on,
                rules=rules_for(local_date(now).replace(day=1)),
                actor=None,
                now=now,
            )
    sys.stdout.write(f"✓ 已登记，预警 {signal}\n" if signal else "✓ 已登记，在冷却期内，未另行预警\n")


def month_of(written: str) -> date:
    """The month as it is written, 2022-11. Raises CannotStart."""
    try:
        return date.fromisoformat(f"{written}-01")
    except ValueError as problem:
        message = f"“{written}”不是月份，写成 2022-11 这样"
        raise CannotStart(message) from problem


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        message = f"{file}：无法读取（{problem.strerror}）"
        raise CannotStart(message) from problem


def _told(findings: list[str]) -> int:
    sys.stderr.writelines(f"{one}\n" for one in findings)
    return 2
