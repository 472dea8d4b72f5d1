"""The papers on the page of a case: what machine steps made, what was issued, the newest version of each first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from engine.definition import MachineStep, Process, Step
from engine.documents.kinds import called_by
from models import documents
from models.documents import Document
from models.reads.cases import Details, FileLine
from seeds.document_kinds import kinds
from web.cases.tasks import Desk


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a paper, with its files; ``number`` is 0 for what has no versions."""

    number: int
    files: Sequence[FileLine]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is called on the page of its case; ``earlier`` are its versions before this one."""

    title: str
    newest: Version
    earlier: Sequence[Version] = ()


def papers(desk: Desk, details: Details) -> list[Paper]:
    """What machine steps made without a number, by step, as far as it opens; then what has one."""
    found = []
    for visit in (one for one in desk.state.steps if "number" not in (one.result or {})):
        step = desk.process.step(visit.key)
        made = [details.files[value] for value in (visit.result or {}).values() if value in details.files]
        if made and (desk.me.sees_all_units or not _is_of_the_round(step)):
            found.append(Paper(step.title, Version(0, made)))
    return [*found, *_issued(desk, details)]


def _issued(desk: Desk, details: Details) -> list[Paper]:
    """Documents with official numbers; those that name people of several units to few."""
    seen = [
        one
        for one in documents.touching(desk.session, desk.state.id)
        if desk.me.sees_all_units or not one.shared
    ]
    first: dict[str, int] = {}
    for one in seen:
        first.setdefault(one.number, len(first))
    seen.sort(key=lambda one: (first[one.number], -one.version))
    return [
        _paper(desk.process, list(versions), details)
        for _number, versions in groupby(seen, key=lambda one: one.number)
    ]


def _paper(process: Process, versions: Sequence[Document], details: Details) -> Paper:
    newest, *earlier = versions
    kind = kinds().get(newest.kind)
    title = called_by(process, kind).title if kind else newest.kind
    void = "（已作废）" if newest.voided_at else ""
    return Paper(
        f"{title} {newest.number}{void}",
        _version(newest, details),
        [_version(one, details) for one in earlier],
    )


def _version(one: Document, details: Details) -> Version:
    """The files by the name of this version: one that came out the same as an earlier one is the same file."""
    files = [
        replace(details.files[digest], name=f"{one.title}.{form}")
        for form, digest in (("pdf", one.pdf), ("docx", one.docx))
        if digest in details.files
    ]
    return Version(one.version, files)


def _is_of_the_round(step: Step) -> bool:
    return isinstance(step, MachineStep) and step.task == "roll_up"
