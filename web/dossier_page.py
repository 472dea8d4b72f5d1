"""index.html of a dossier: one page to read and to print, in Chinese, that asks nothing of any network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from actions.dossier_file import attachment_paths
from actions.dossiers import Material
from engine.case_picture import case_picture
from engine.definition import Process
from engine.events import read_event
from engine.evolution import evolve
from engine.explain import rule_results
from engine.state import CASE_STATUS_LABELS, CaseState, facts_of
from models.cases import CaseRecord
from web import answers, history, progress
from web.answers import AnswerLine, Section
from web.beside import Change, chain, changes
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
    """A line of the journal in words; ``status`` says how it changed that of the case."""

    seq: int
    at: datetime
    who: str
    door: str
    text: str
    quote: str
    status: str
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
        "sections": _whole(answers.sections(process, state.answers, _chinese), material.identities),
        "rules": rule_results(process, facts_of(state)) if state.answers else [],
        "comments": _comments(material),
        "ballots": [(_title(process, one.key), one) for one in state.steps if one.kind == "ballot"],
        "windows": [(_title(process, _key_of(state, one.id)), one) for one in state.windows],
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


def _whole(sections: list[Section], identities: Mapping[str, str] | None) -> list[Section]:
    """The form with whole ID numbers, for those who may have them."""
    if identities is None:
        return sections
    return [Section(one.title, tuple(_opened(line, identities) for line in one.lines)) for one in sections]


def _opened(line: AnswerLine, identities: Mapping[str, str]) -> AnswerLine:
    text = identities.get(line.key, line.text)
    return AnswerLine(line.key, line.label, text, line.file, line.wide)


def _comments(material: Material) -> list[dict[str, object]]:
    """What was decided with which words, as the journal has it; papers of a ballot are counted, not listed."""
    state, process = material.state, material.process
    kinds = {one.id: one.kind for one in state.steps}
    said = {
        one.payload["id"]: str(one.payload.get("comment", ""))
        for one in material.entries
        if one.event == "assignment.decided"
    }
    return [
        {
            "share": one,
            "step": _title(process, one.step),
            "chain": chain(state, one, _chinese),
            "comment": said.get(one.id, ""),
        }
        for one in state.assignments
        if one.status == "decided"
        and (one.via == "question" or kinds[one.step_id] not in ("ballot", "submit"))
    ]


def _journal(material: Material) -> list[JournalRow]:
    told = history.every_line(
        material.process,
        material.state,
        material.entries,
        material.names,
        _chinese,
        former=_former_titles(material),
    )
    statuses = _statuses(material)
    return [
        JournalRow(
            entry.seq,
            entry.at,
            material.names.get(entry.actor or "", ""),
            one.door,
            one.text,
            one.quote,
            statuses[entry.seq],
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


def _statuses(material: Material) -> dict[int, str]:
    """By line: the case's status before and after, where it changed."""
    found: dict[int, str] = {}
    state: CaseState | None = None
    for entry in material.entries:
        before = state
        state = evolve(state, read_event(entry.payload), entry.at)
        changed = before is None or before.status != state.status
        was = f"{CASE_STATUS_LABELS[before.status]} → " if before else ""
        found[entry.seq] = f"{was}{CASE_STATUS_LABELS[state.status]}" if changed else ""
    return found
