"""The register of the demonstration: titles from before, brought by a table and entered by another; its ledgers."""

from actions import advance, assignments, sheets, title_money, titles
from engine.deadlines import local_date
from engine.forms.many import UNIT
from engine.titles.money import MoneyLine
from models import cases as stored
from models import organisation, processes
from models import titles as register
from seeds import demo_script as s
from seeds.demo_stage import Stage

_PROCESS = "title_entry"


def bring(stage: Stage, line: s.RegisterLine) -> None:
    """Hand in the whole table, as the page does. Raises LookupError with what is wrong in its cells."""
    session, actor = stage.session, stage.person(line.by)
    found = processes.current(session, _PROCESS, local_date(line.at))
    if found is None:
        raise LookupError(_PROCESS)
    rows = [_row(stage, one) for one in line.titles]
    rows, wrong = sheets.looked_at(session, found[1], rows, actor=actor, now=line.at)
    if wrong:
        raise LookupError(wrong)
    opened = sheets.bring_in(session, found[1], rows, actor=actor, now=line.at, seal=stage.seal)
    stage.case_of |= {one.title: case for one, case in zip(line.titles, opened, strict=True)}


def enter(stage: Stage, line: s.RegisterLine) -> None:
    """Have the other person agree to every row."""
    session, actor, now = stage.session, stage.person(line.entered_by), line.entered_at
    for one in line.titles:
        case_id = stage.case_of[one.title]
        advance.advance(session, case_id, now=line.at)
        record = stored.load(session, case_id)
        share = next(each.id for each in record.state.assignments if each.status == "open") if record else ""
        assignments.decide(
            session, share, "approve", actor=actor, now=now, seal=stage.seal, outcome="entered"
        )
        titles.take_effect(session, case_id, now=now)
        advance.advance(session, case_id, now=now)


def book(stage: Stage, entry: s.MoneyEntry) -> None:
    """Write a line into the ledger of a title."""
    line = MoneyLine(entry.kind, entry.amount, entry.on, entry.purpose)
    number, actor = number_of(stage, entry.title_of), stage.person(entry.by)
    title_money.book(stage.session, number, line, entry.note, actor=actor, now=entry.at)


def number_of(stage: Stage, word: str) -> str:
    """The number of the title that the case called ``word`` gave. Raises LookupError where it gave none."""
    number = register.granted_by(stage.session, stage.case_of[word])
    if number is None:
        raise LookupError(word)
    return number


def opened_about(stage: Stage, word: str, process: str) -> str:
    """The case of ``process`` that is open about a title. Raises LookupError where there is none."""
    for case_id in register.open_about(stage.session, number_of(stage, word)):
        record = stored.load(stage.session, case_id)
        if record is not None and record.state.process == process:
            return case_id
    message = f"{word}: no {process} is open"
    raise LookupError(message)


def _row(stage: Stage, one: s.TitleLine) -> dict[str, object]:
    leader = stage.people[one.leader]
    return {
        UNIT: organisation.unit(stage.session, one.unit).name,
        "kind": one.kind,
        "holder": one.holder or leader.name,
        "leader": leader.name,
        "leader_id_no": leader.id_number,
        "granted_on": one.granted_on.isoformat(),
        "document_number": one.document_number,
        "last_check": one.last_check or "",
        "last_review": one.last_review or "",
    }
