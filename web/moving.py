"""Moving running cases to another version: the plan, ticking, the move case by case, and taking it back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData

from actions import moving
from engine.definition import Process
from engine.handling.moving import HARMLESS
from engine.refusals import CommentMissing, Refusal
from engine.state import CaseState
from engine.way.spots import key_of
from models import cases
from models.reads import moving as reads
from models.reads.moving import MovedCase
from models.session import Session
from web.errors import sentence_of, status_of
from web.pages import render
from web.speaking import Administrator, Posted, said, transaction

router = APIRouter(prefix="/admin/definitions")
_MAP = "map."


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one case."""

    case_id: str
    number: str
    done: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Renaming:
    """A step of the old version that the new one does not have, and those that may stand for it."""

    key: str
    title: str
    chosen: str
    offered: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MovedLine:
    """A case that came here, and whether it may still go back."""

    case: MovedCase
    may_go_back: bool


@router.get("/{version}/moving")
def preview(request: Request, _me: Administrator, version: str, to: str) -> Response:
    """What the move would do to each case."""
    mapping = {
        key.removeprefix(_MAP): value
        for key, value in request.query_params.items()
        if key.startswith(_MAP) and value
    }
    return _plan(request, version, to, mapping)


@router.post("/{version}/moving")
def move(request: Request, me: Administrator, form: Posted, version: str) -> Response:
    """Move the cases that were ticked, each in its own transaction."""
    to, reason = said(form, "to"), said(form, "reason")
    mapping = {
        key.removeprefix(_MAP): str(value) for key, value in form.items() if key.startswith(_MAP) and value
    }
    if not reason:
        refusal = CommentMissing(act="移到新的版本")
        return _plan(
            request, version, to, mapping, status=status_of(refusal), sentence=sentence_of(request, refusal)
        )
    results = in_bulk(
        request,
        chosen(form),
        lambda session, case: moving.move(session, case, to, mapping, reason, actor=me.person, now=me.now),
    )
    return _results(request, to, results)


@router.post("/{version}/moving-back")
def move_back(request: Request, me: Administrator, form: Posted, version: str) -> Response:
    """Take the move of the ticked cases back."""
    results = in_bulk(
        request, chosen(form), lambda session, case: moving.undo(session, case, actor=me.person, now=me.now)
    )
    return _results(request, version, results)


def chosen(form: FormData) -> list[str]:
    """The cases that were ticked."""
    return [one for one in form.getlist("case") if isinstance(one, str)]


def in_bulk(request: Request, case_ids: Sequence[str], act: Callable[[Session, str], None]) -> list[Result]:
    """Do it to each case by itself: one that cannot be moved keeps no other from it."""
    return [_one(request, case_id, act) for case_id in case_ids]


def _one(request: Request, case_id: str, act: Callable[[Session, str], None]) -> Result:
    with transaction(request) as session:
        record = cases.load(session, case_id)
    number = record.state.number if record else case_id
    try:
        with transaction(request) as session:
            act(session, case_id)
    except Refusal as refusal:
        return Result(case_id, number, done=False, sentence=sentence_of(request, refusal))
    return Result(case_id, number, done=True, sentence="")


def moved_here(session: Session, version: str) -> list[MovedLine]:
    """The cases that came to this version by a move."""
    return [MovedLine(one, not set(one.since) - HARMLESS) for one in reads.moved_to(session, version)]


def renamings(old: Process, new: Process, mapping: dict[str, str]) -> list[Renaming]:
    """The steps and blocks of the old version that have to be given a place in the new one."""
    fresh = [one.entry for one in new.layout if one.entry.key not in old.homes]
    return [
        Renaming(
            one.entry.key,
            one.entry.title,
            mapping.get(one.entry.key, ""),
            tuple((entry.key, entry.title) for entry in fresh if entry.kind == one.entry.kind),
        )
        for one in old.layout
        if one.entry.key not in new.homes
    ]


def stands_at(process: Process, state: CaseState) -> str:
    """The titles of the steps the case is at or is to come to."""
    here = [one.key for one in state.steps if one.status == "open"] + [key_of(spot) for spot in state.pending]
    return "、".join(process.homes[key].entry.title for key in dict.fromkeys(here))


def _plan(
    request: Request, version: str, to: str, mapping: dict[str, str], *, status: int = 200, sentence: str = ""
) -> Response:
    with transaction(request) as session:
        old, new = moving.definition(session, version), moving.definition(session, to)
        prospects = moving.preview(session, version, to, mapping)
    lines = [(one.case, stands_at(old, one.case), one.plan) for one in prospects]
    given = {
        "process": old,
        "version": version,
        "to": to,
        "renamings": renamings(old, new, mapping),
        "mapping": mapping,
        "lines": lines,
        "movable": sum(plan.how != "refused" for _, _, plan in lines),
        "sentence": sentence,
    }
    return render(request, "admin/moving.html", status, **given)


def _results(request: Request, version: str, results: Sequence[Result]) -> Response:
    with transaction(request) as session:
        process = moving.definition(session, version)
    return render(request, "admin/moved.html", version=version, process=process, results=results)
