"""补录: a table of titles given before the office began, a case a row, each of the unit that holds the title."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from actions import cases
from engine.deadlines import local_date
from engine.definition import Entering, Process
from engine.forms.many import UNIT, CellFinding, Row
from engine.state import Person, Unit, unit_facts
from engine.titles.entering import entering_findings
from models import numbers, organisation, processes
from models.reads import titles as reads
from models.sealing import Seal
from models.session import Session

_UNIT_LABEL = "所在单位"
Rows = Sequence[dict[str, object]]


def with_units(session: Session, rows: Rows) -> list[dict[str, object]]:
    """The rows, each with what conditions may look at of the unit it names; a name nobody bears adds nothing."""
    known = _units(session, rows)
    facts = {name: unit_facts(unit) for name, unit in known.items()}
    return [{**row, **facts.get(str(row.get(UNIT)), {})} for row in rows]


def wrong_rows(session: Session, process: Process, rows: Rows, *, now: datetime) -> Iterator[CellFinding]:
    """What only the office can say of a cell: no such unit, a day to come, a title that is there already."""
    if (entering := process.enters) is None:
        return
    units, today = _units(session, rows), local_date(now)
    seen = _there_already(session, process, entering)
    gives = {one.key: one for _version, one in processes.all_current(session)}
    for number, row in enumerate(rows, 1):
        unit = units.get(str(row.get(UNIT)))
        if unit is None:
            message = "请填写所在单位" if not row.get(UNIT) else "组织名册中没有这个单位，请写全称"
            yield CellFinding(number, UNIT, _UNIT_LABEL, message)
        for one in entering_findings(process, row, today):
            yield CellFinding(number, one.field, one.label, one.message)
        kind = entering.kinds.get(str(row.get(entering.kind)))
        if kind is not None and (kind not in gives or gives[kind].title_terms is None):
            label = process.field(entering.kind).label
            yield CellFinding(number, entering.kind, label, "授予这种称号的流程还没有发布")
        named = (unit.key if unit else "", kind or "", str(row.get(process.form.subject)))
        if named in seen:
            label = process.field(process.form.subject).label
            yield CellFinding(number, process.form.subject, label, f"{seen[named]}已有这个称号")
        seen[named] = f"第 {number + 1} 行"


def hand_in(
    session: Session, process: Process, rows: Sequence[Row], *, actor: Person, now: datetime, seal: Seal
) -> list[str]:
    """Begin a case of its unit for each row, with the row handed in as its form. Returns the cases' ids.

    Raises NoRightToOpen, and FormIncomplete where the form asks for more than a table can hold.
    """
    units, fields = _units(session, rows), {one.key for one in process.fields_at(process.steps[0].key)}
    openings: dict[str, cases.Opening] = {}
    opened = []
    for row in rows:
        name = str(row[UNIT])
        if name not in openings:
            openings[name] = cases.prepared_for(session, process.key, units[name], now=now)
        number = numbers.following(session, openings[name].series)
        state = cases.begin(session, openings[name], number, actor=actor, now=now)
        mine = next(one.id for one in state.assignments if one.person == actor.id)
        answers = {key: value for key, value in row.items() if key in fields}
        cases.submit(session, mine, answers, actor=actor, now=now, seal=seal)
        opened.append(state.id)
    return opened


def _units(session: Session, rows: Sequence[Mapping[str, Any]]) -> dict[str, Unit]:
    return organisation.by_names(session, {str(row.get(UNIT)) for row in rows})


def _there_already(session: Session, process: Process, entering: Entering) -> dict[tuple[str, str, str], str]:
    """Where a title stands already: on the register, or in a case that waits to be entered."""
    waiting = reads.being_entered(session, process.key, entering.kind)
    known = {(unit, entering.kinds.get(kind, ""), said): number for unit, kind, said, number in waiting}
    return {**known, **reads.numbers_by_holder(session, set(entering.kinds.values()))}
