"""index.html of a dossier: one page to read and to print, in Chinese, that asks nothing of any network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from actions.dossier_file import attachment_paths
from actions.dossiers import Material
from engine.definition import Process
from engine.events import read_event
from engine.evolution import evolve
from engine.explain import rule_results
from engine.pictures.case import case_picture
from engine.state import CASE_STATUS_LABELS, CaseState, facts_of
from models.cases import CaseRecord
from web.cases import answers, history, progress
from web.cases.answers import Section
from web.cases.beside import Change, between, chain, changes
from web.cases.scores import score_tables
from web.outsiders.public_record import public_record
from web.pages import environment
from web.wording import ANSWER, DECISION, LEVEL


@dataclass(frozen=True, slots=True)
class Handed:
    """The form as it was handed in for the nth time, and what differs from the time before."""

    at: datetime
    who: str
    sections: list[Section]
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A line of the journal in words; ``status`` says how it changed that of the case, ``changes`` what in the form."""

    seq: int
    at: datetime
    who: str
    door: str
    text: str
    quote: str
    status: str
    changes: list[Change]
    hash: str


def page_of(material: Material) -> str:
    """The page."""
    state, process = material.state, material.process
    given = {
        "case": state,
        "process": process,
        "material": material,
        "paths": attachment_paths(material),
        "status": CASE_STATUS_LABELS[state.status],
        "outcome": history.outcome_title(process, state.outcome),
        "stations": progress.stations(process, state, _chinese),
        "picture": Markup(case_picture(process, state)),  # noqa: S704 - drawn by us, every word escaped
        "handed": _handed(material),
        "sections": answers.sections(process, _opened(state.answers, material.identities or {}), _chinese),
        "rules": rule_results(process, facts_of(state), material.hidden, state) if state.answers else [],
        "comments": _comments(material),
        "ballots": [(_title(process, one.key), one) for one in state.steps if one.kind == "ballot"],
        "scores": score_tables(process, state, _said(material), reader=""),
        "windows": [(_title(process, _key_of(state, one.id)), one) for one in state.windows],
        "public": public_record(material),
        "documents": [
            (_title(process, one.key), value, name)
            for one in state.steps
            for name, value in (one.result or {}).items()
        ],
        "journal": _journal(material),
        "decisions": DECISION,
        "answer_words": ANSWER,
        "levels": LEVEL,
    }
    return environment().get_template("dossier.html").render(given)


def list_of(title: str, records: Sequence[CaseRecord]) -> str:
    """The page that lists several dossiers, each a file beside it."""
    lines = [(one.state, CASE_STATUS_LABELS[one.state.status]) for one in records]
    return environment().get_template("dossiers.html").render({"title": title, "lines": lines})


def _chinese(text: str) -> str:
    """A dossier is written in the language of the files it is put into."""
    return text


def _title(process: Process, key: str) -> str:
    home = process.homes.get(key)
    return home.entry.title if home else key


def _key_of(state: CaseState, step_id: str) -> str:
    return next(one.key for one in state.steps if one.id == step_id)


def _handed(material: Material) -> list[Handed]:
    process, entries = material.process, material.entries
    found = [n for n, one in enumerate(entries, start=1) if one.event == "case.submitted"]
    return [
        Handed(
            entries[n - 1].at,
            material.names.get(entries[n - 1].actor or "", ""),
            answers.sections(process, entries[n - 1].payload["answers"], _chinese),
            changes(process, entries[:n], _chinese),
        )
        for n in found
    ]


def _opened(said: Mapping[str, object], identities: Mapping[str, str], within: str = "") -> dict[str, object]:
    """The answers with whole ID numbers in their places, for those who may have them."""
    return {key: _open(one, identities, within + key) for key, one in said.items()}


def _open(one: object, identities: Mapping[str, str], place: str) -> object:
    if place in identities:
        return {"masked": identities[place]}
    if isinstance(one, list | tuple):
        return [
            _opened(row, identities, f"{place}.{number}.") if isinstance(row, Mapping) else row
            for number, row in enumerate(one, 1)
        ]
    return one


def _comments(material: Material) -> list[dict[str, object]]:
    """What was decided with which words, as the journal has it; papers of a ballot are counted, not listed."""
    state, process = material.state, material.process
    kinds = {one.id: one.kind for one in state.steps}
    said = _said(material)
    return [
        {
            "share": one,
            "step": _title(process, one.step),
            "chain": chain(state, one, _chinese),
            "comment": said.get(one.id, ""),
        }
        for one in state.assignments
        if one.status == "decided"
        and (one.via == "question" or kinds[one.step_id] not in ("ballot", "score", "submit"))
    ]


def _said(material: Material) -> dict[str, str]:
    """The words that went with decisions and with sheets that may be read, by assignment."""
    told = [one.payload for one in material.entries if one.event in ("assignment.decided", "score.given")]
    return {str(one["id"]): str(one.get("comment", "")) for one in told}


def _journal(material: Material) -> list[JournalRow]:
    told = history.every_line(
        material.process,
        material.state,
        material.entries,
        material.names,
        _chinese,
        former=_former_titles(material),
    )
    effects = _effects(material)
    return [
        JournalRow(
            entry.seq,
            entry.at,
            material.names.get(entry.actor or "", ""),
            one.door,
            one.text,
            one.quote,
            *effects[entry.seq],
            entry.hash,
        )
        for entry, one in zip(material.entries, told, strict=True)
    ]


def _former_titles(material: Material) -> dict[str, str]:
    return {
        home.entry.key: home.entry.title
        for version in material.versions.values()
        for home in version.process.layout
    }


def _effects(material: Material) -> dict[int, tuple[str, list[Change]]]:
    """By line: the case's status before and after, where it changed, and the fields that were filled otherwise."""
    found: dict[int, tuple[str, list[Change]]] = {}
    state: CaseState | None = None
    for entry in material.entries:
        before, state = state, evolve(state, read_event(entry.payload), entry.at)
        found[entry.seq] = _status(before, state), _filled_otherwise(material.process, before, state)
    return found


def _status(before: CaseState | None, after: CaseState) -> str:
    if before is None:
        return CASE_STATUS_LABELS[after.status]
    if before.status == after.status:
        return ""
    return f"{CASE_STATUS_LABELS[before.status]} → {CASE_STATUS_LABELS[after.status]}"


def _filled_otherwise(process: Process, before: CaseState | None, after: CaseState) -> list[Change]:
    """Nothing for the first handing-in: there the form itself says it."""
    if before is None or not before.answers or before.answers is after.answers:
        return []
    return between(before.answers, after.answers, process.form.fields, _chinese)
