# ruff: noqa: S608 - the statements are made of our own table and column names, never of anything said to us
"""How a case's state becomes rows and comes back: field names are column names, so both ways are generated."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from functools import cache
from typing import Any

from engine.state import (
    AssignmentState,
    BlockState,
    CaseState,
    CopyState,
    LinkState,
    ObjectionState,
    OpinionState,
    StepState,
    Tally,
    Unit,
    Waiver,
    WindowState,
)
from models.journal import Entry

_PARTS: dict[str, type[Any]] = {
    "steps": StepState,
    "assignments": AssignmentState,
    "windows": WindowState,
    "objections": ObjectionState,
    "opinions": OpinionState,
    "copies": CopyState,
    "blocks": BlockState,
    "links": LinkState,
}
_UNIT = ("key", "name", "direct", "sector", "city")
_COLUMNS = {"unit": "unit", **{f"unit_{name}": name for name in _UNIT[1:]}}
_NESTED = {*_PARTS, "unit"}
_PLAIN = tuple(one.name for one in fields(CaseState) if one.name not in _NESTED)
_CASE = (*_PLAIN, *_COLUMNS, "seq", "head")
_JOURNAL = ("case_id", *(one.name for one in fields(Entry)))
_DECISION = ("assignment_id", "case_id", "person", "decision", "comment", "decided_at")
# What was taken back is in the journal; the decisions are those that stand.
_UNDECIDED = (
    "DELETE FROM decisions WHERE assignment_id IN"
    " (SELECT x::uuid FROM said, jsonb_array_elements_text(d->'undecided') x)"
)
_KINDS: tuple[type[Any], ...] = (CaseState, Waiver, *_PARTS.values())
_SEVERAL = {"pending", "branches", "done", "lines", "back", "barred"}
_MOMENTS = {one.name for kind in _KINDS for one in fields(kind) if one.name.endswith(("_at", "_until"))}


def read(row: dict[str, Any]) -> CaseState:
    """The state of a case from the JSON that ``load_statement`` gives."""
    whole: dict[str, Any] = {name: _value(name, row[name]) for name in _PLAIN}
    for name, kind in _PARTS.items():
        whole[name] = tuple(_part(kind, one) for one in row[name] or ())
    whole["unit"] = Unit(row["unit"], *(row[f"unit_{name}"] for name in _UNIT[1:]))
    return CaseState(**whole)


def changes(
    before: CaseState | None, after: CaseState, *, seq: int, head: str, journal: Sequence[Entry]
) -> dict[str, Any]:
    """All that is to be written when ``before`` becomes ``after``, by table; what is untouched is left out."""
    case: dict[str, Any] = {name: getattr(after, name) for name in _PLAIN}
    case |= {"unit": after.unit.key, **{f"unit_{name}": getattr(after.unit, name) for name in _UNIT[1:]}}
    if before is not None and before.answers == after.answers:
        case["answers"] = None  # untouched: the long texts in it need not be written again
    rows = {name: _changed(name, before, after) for name in _PARTS}
    rows["decisions"] = _decisions(after.id, journal)
    rows["undecided"] = [one.payload["id"] for one in journal if one.event == "assignment.taken_back"]
    return {
        "case": {**case, "seq": seq, "head": head},
        "journal": [{**_shallow(one), "case_id": after.id} for one in journal],
        **{name: written for name, written in rows.items() if written},
    }


def as_json(written: dict[str, Any]) -> str:
    """``changes`` as the one parameter of ``store_statement``."""
    return json.dumps(written, ensure_ascii=False, default=_jsonable)


def load_statement() -> str:
    """One row, one JSON value: the case and all its parts in their order."""
    children = ", ".join(
        f"'{name}', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.ordinal) FROM {name} x WHERE x.case_id = c.id)"
        for name in _PARTS
    )
    return f"SELECT to_jsonb(c) || jsonb_build_object({children}) FROM cases c"


@cache
def store_statement(*, new: bool, tables: frozenset[str]) -> str:
    """All writes of one act in one round trip; foreign keys are checked at its end."""
    parts = [f"_{name} AS ({_upsert(name, kind)})" for name, kind in _PARTS.items() if name in tables]
    if "decisions" in tables:
        parts.append(f"_decisions AS ({_insert('decisions', _DECISION)})")
    if "undecided" in tables:
        parts.append(f"_undecided AS ({_UNDECIDED})")
    return f"""
WITH said AS MATERIALIZED (SELECT %s::jsonb AS d),
_case AS ({_insert_case() if new else _update_case()}),
{"".join(f"{part},{chr(10)}" for part in parts)}_journal AS ({_insert("journal", _JOURNAL)})
INSERT INTO outbox (case_id, seq, process, event, correlation, created_at)
SELECT x.case_id, x.seq, d->'case'->>'process', x.event, x.correlation, x.at
FROM said, jsonb_populate_recordset(NULL::journal, d->'journal') x ORDER BY x.seq"""


def _insert(table: str, columns: Sequence[str]) -> str:
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(f'x.{name}' for name in columns)}"
        f" FROM said, jsonb_populate_recordset(NULL::{table}, d->'{table}') x"
    )


def _insert_case() -> str:
    names = ", ".join(_CASE)
    return (
        f"INSERT INTO cases ({names}) SELECT {', '.join(f'x.{name}' for name in _CASE)}"
        " FROM said, jsonb_populate_record(NULL::cases, d->'case') x"
    )


def _update_case() -> str:
    changing = [name for name in _CASE if name not in ("id", "answers")]
    assigned = ", ".join(f"{name} = x.{name}" for name in changing)
    return (
        f"UPDATE cases SET {assigned}, answers = coalesce(x.answers, cases.answers)"
        " FROM said, jsonb_populate_record(NULL::cases, d->'case') x WHERE cases.id = x.id"
    )


def _upsert(table: str, kind: type[Any]) -> str:
    names = [one.name for one in fields(kind)]
    changing = ", ".join(f"{name} = EXCLUDED.{name}" for name in names if name != "id")
    return f"{_insert(table, ['case_id', 'ordinal', *names])} ON CONFLICT (id) DO UPDATE SET {changing}"


def _changed(name: str, before: CaseState | None, after: CaseState) -> list[dict[str, Any]]:
    """The parts that are new or different: a case only ever grows, so places do not move."""
    old: tuple[Any, ...] = getattr(before, name) if before else ()
    return [
        {**_shallow(one), "case_id": after.id, "ordinal": place}
        for place, one in enumerate(getattr(after, name))
        if place >= len(old) or old[place] is not one
    ]


def _decisions(case_id: str, journal: Sequence[Entry]) -> list[dict[str, Any]]:
    return [
        {
            "assignment_id": one.payload["id"],
            "case_id": case_id,
            "person": one.payload["by"],
            "decision": _said(one),
            "comment": one.payload.get("comment", ""),
            "decided_at": one.at,
        }
        for one in journal
        if one.event in ("assignment.decided", "vote.cast", "score.given")
    ]


def _said(one: Entry) -> str | None:
    """What was decided; of a secret ballot nothing, of a sheet that it was handed in."""
    return "scored" if one.event == "score.given" else one.payload.get("decision", one.payload.get("choice"))


def _part(kind: type[Any], row: dict[str, Any]) -> Any:  # noqa: ANN401 - any of the five kinds of part
    return kind(**{one.name: _value(one.name, row[one.name]) for one in fields(kind)})


def _value(name: str, stored: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if stored is None:
        return None
    if name in _MOMENTS:
        return datetime.fromisoformat(stored)
    if name in _SEVERAL:
        return tuple(stored)
    if name == "ways_back":
        return {spot: tuple(back) for spot, back in stored.items()}
    if name == "waivers":
        return {rule: _part(Waiver, one) for rule, one in stored.items()}
    return Tally(**stored) if name == "tally" else stored


def _shallow(one: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass of a state or an entry
    return {field.name: getattr(one, field.name) for field in fields(one)}


def _jsonable(value: object) -> object:
    match value:
        case datetime():
            return value.isoformat()
        case Tally() | Waiver():
            return asdict(value)
        case dict() | list() | tuple() | str():
            return value
        case _:
            return dict(value)  # type: ignore[call-overload]
