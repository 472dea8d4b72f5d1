"""``banshi rehearse``: a script of acts played on a definition, line by line, without a database."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.deadlines import SHANGHAI
from engine.definition import Process
from engine.rehearsal.player import Rehearsal, play
from engine.rehearsal.stage import Refused, Told
from engine.state import CASE_STATUS_LABELS
from models.calendars import StateCouncilCalendar
from models.journal import Entry
from runtime.complaints import CannotStart
from seeds.definition_file import read_definition
from seeds.findings import DefinitionRefused, Finding
from seeds.rehearsal_script import Script, read_script
from web import formats
from web.cases.history import history
from web.wording import DECISION, word


def run(definition: Path, script: Path, *, as_json: bool) -> int:
    """Play ``script``: 0 when all is as expected, 1 at the first difference, 2 for a bad definition or script."""
    try:
        process, read = _read(definition, script)
        versions = read.versions()
        lines = read.checked(process, versions)
        rehearsal = play(process, lines, calendar=StateCouncilCalendar(), versions=versions)
    except DefinitionRefused as refused:
        return _complain(refused.findings)
    except OSError as problem:
        message = f"{problem.filename}：无法读取（{problem.strerror}）"
        raise CannotStart(message) from problem
    for line in _as_json(rehearsal) if as_json else _as_text(rehearsal):
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    return _compare(read, rehearsal)


def _read(definition: Path, script: Path) -> tuple[Process, Script]:
    """Both files. Raises DefinitionRefused with the findings of both."""
    found: list[Finding] = []
    read = None
    try:
        read = read_script(script)
    except DefinitionRefused as refused:
        found += refused.findings
    try:
        process, _text = read_definition(definition)
    except DefinitionRefused as refused:
        found += [*refused.findings, *(read.findings if read else ())]
        raise DefinitionRefused(found) from refused
    if read is None:
        raise DefinitionRefused(found)
    return process, read


def _complain(findings: tuple[Finding, ...]) -> int:
    for one in findings:
        sys.stderr.write(f"{one}\n")
    return 2


def _compare(script: Script, rehearsal: Rehearsal) -> int:
    found = rehearsal.difference
    if found is None:
        return 0
    line = script.line_of(found.line, "expect", found.word)
    sys.stderr.write(f"{script.file}:{line}: {found.sentence}\n")
    return 1


def _as_text(rehearsal: Rehearsal) -> Iterator[str]:
    for one in rehearsal.told:
        sentence = _refusal(one) if isinstance(one, Refused) else _event(one)
        yield "  ".join([formats.moment(one.at), *sentence])
    state = rehearsal.state
    status = f"{state.status}（{CASE_STATUS_LABELS[state.status]}）" if state else "null（没有发起）"
    titles = "、".join(rehearsal.process.step(key).title for key in rehearsal.open)
    where = f"[{', '.join(rehearsal.open)}]" + (f"（{titles}）" if titles else "")
    yield f"status: {status}  open: {where}  determination: {(state and state.outcome) or 'null'}"
    if state and state.held:
        yield f"held: {state.held}"


def _refusal(one: Refused) -> Iterator[str]:
    yield f"✗ {one.act}"
    yield one.actor or "-"
    if one.step:
        yield f"{one.step}#{one.visit}"
    yield f"不予办理（{type(one.refusal).__name__}）：{one.refusal.sentence}"


def _event(one: Told) -> Iterator[str]:
    yield one.event.event
    yield one.actor or "-"
    if one.step:
        yield f"{one.step}#{one.visit}"
    names = {share.person: share.name for share in one.state.assignments}
    entry = Entry(0, one.event.event, one.actor, one.at, one.event.model_dump(mode="json"), "", "")
    told = history(
        one.process, one.state, [entry], {one.actor or "": one.actor or "", **names}, str, former={}
    )
    yield from (f"{line.text}：{line.quote}" if line.quote else line.text for line in told)
    yield from () if told else _plainly(one)


def _plainly(one: Told) -> Iterator[str]:
    """What the history of a case leaves out, because the next event says it too."""
    words = (getattr(one.event, "because", ""), word(DECISION, getattr(one.event, "decision", None), str))
    yield from (said for said in words if said)


def _as_json(rehearsal: Rehearsal) -> Iterator[str]:
    for one in rehearsal.told:
        yield _dumped(_refused(one) if isinstance(one, Refused) else _told(one))
    state, found = rehearsal.state, rehearsal.difference
    last: dict[str, Any] = {
        "status": state.status if state else None,
        "open": list(rehearsal.open),
        "determination": state.outcome if state else None,
        "held": state.held if state else None,
    }
    yield _dumped(last | ({"difference": found.sentence} if found else {}))


def _told(one: Told) -> dict[str, Any]:
    facts = one.event.model_dump(exclude={"event", "step", "visit", "at"})
    if lines := getattr(one.event, "at", ""):
        facts["lines"] = lines  # of the lists around the step, outermost first
    return {
        "at": one.at,
        "event": one.event.event,
        "step": one.step,
        "visit": one.visit,
        "actor": one.actor,
        **facts,
    }


def _refused(one: Refused) -> dict[str, Any]:
    return {
        "at": one.at,
        "event": None,
        "step": one.step,
        "visit": one.visit,
        "actor": one.actor,
        "act": one.act,
        "refused": type(one.refusal).__name__,
        "sentence": one.refusal.sentence,
    }


def _dumped(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    """Moments are told in Shanghai's time, as they are written in scripts."""
    return value.astimezone(SHANGHAI).isoformat() if isinstance(value, datetime) else str(value)
