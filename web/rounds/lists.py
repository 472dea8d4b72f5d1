"""名单 of a round: each level's list is ranked and put forward here, beside what the rule of shares says of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions import level_lists
from actions.level_lists import LevelList
from engine.definition import Process
from engine.ledger.booking import APART
from engine.lists.standing import WHERE_LABELS
from engine.refusals import NoSuchList, Refusal
from engine.rulebook.answer import Answer
from engine.shares.lines import ShareLine, share_lines
from models import rounds
from models.reads.recommending import lists_before
from models.reads.visible import seen_among
from models.session import Session
from web.errors import sentence_of, status_of
from web.pages import render
from web.refusals import NotFound
from web.rounds.places import must_be_a_round
from web.speaking import Me, Posted, Viewer, said, transaction

router = APIRouter(prefix="/rounds/{round_key}/lists")
_RANK = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A list with what the rule of shares says of those who would go; ``mine`` when the reader ranks it."""

    found: LevelList
    answer: Answer | None
    shares: list[ShareLine]
    mine: bool


@router.get("")
def lists(request: Request, me: Me, round_key: str, done: str = "") -> Response:
    """The lists that are the reader's business."""
    return _page(request, me, round_key, done=done)


@router.post("/{step}")
def act(request: Request, me: Me, form: Posted, round_key: str, step: str) -> Response:
    """Rank the cases that wait, or put the list forward."""
    how = "forward" if said(form, "how") == "forward" else "rank"
    try:
        with transaction(request) as session:
            process, found = list_of(session, me, round_key, (step, said(form, "category")))
            if how == "forward":
                level_lists.put_forward(session, process, found, actor=me.person, now=me.now)
            else:
                ranks = _ranks(form, found)
                level_lists.rank(
                    session, found, ranks, actor=me.person, now=me.now, reason=said(form, "reason")
                )
    except Refusal as refusal:
        sentence = sentence_of(request, refusal)
        return _page(request, me, round_key, status=status_of(refusal), sentence=sentence, form=form)
    return RedirectResponse(f"/rounds/{round_key}/lists?done={how}", 303)


def shown_to(session: Session, me: Viewer, round_key: str) -> list[tuple[Process, LevelList]]:
    """The lists that are the reader's business: all, or those of his or her unit (各级只看本级). Raises NotFound."""
    if not me.person.posts:
        return []
    level = "" if me.sees_all_units else me.person.unit
    return [one for one in _lists(session, me, round_key, level) if one[1].category != APART]


def list_of(
    session: Session, me: Viewer, round_key: str, which: tuple[str, str]
) -> tuple[Process, LevelList]:
    """The list of the reader's own unit at a step and in a category. Raises NoSuchList and NotFound."""
    for process, one in _lists(session, me, round_key, me.person.unit):
        if (one.step, one.category) == which:
            return process, one
    raise NoSuchList


def _lists(session: Session, me: Viewer, round_key: str, level: str) -> Iterator[tuple[Process, LevelList]]:
    """Those of what is recommended for the round, and then those of the round itself."""
    process = process_of(session, round_key)
    for one in (*lists_before(session, process.key, now=me.now), process):
        for found in level_lists.lists_of(session, one, round_key, level=level):
            yield one, found


def process_of(session: Session, round_key: str) -> Process:
    """The definition that the round goes by. Raises NotFound."""
    process = rounds.definition(session, round_key)
    if process is None:
        raise NotFound
    return process


def shown(process: Process, found: LevelList, me: Viewer) -> Shown:
    """The list with the shares of those who would go forward as it is ranked now."""
    answer = level_lists.shares_of(process, found.step, level_lists.would_go(found))
    lines = share_lines(process.shares, answer) if process.shares and answer else []
    return Shown(found, answer, lines, found.level == me.person.unit and bool(found.waiting))


def _page(
    request: Request,
    me: Viewer,
    round_key: str,
    *,
    status: int = 200,
    sentence: str = "",
    done: str = "",
    form: FormData | None = None,
) -> Response:
    with transaction(request) as session:
        round_ = must_be_a_round(session, round_key)
        process = process_of(session, round_key)
        found = [shown(by, one, me) for by, one in shown_to(session, me, round_key)]
        listed = [entry.case.id for one in found for entry in one.found.entries]
        seen = seen_among(session, listed, me.person.id)
    typed = {key: str(value) for key, value in form.items()} if form else {}
    given = {"lists": found, "where": WHERE_LABELS, "typed": typed, "sort": _sort(process), "seen": seen}
    return render(request, "lists.html", status, round=round_, sentence=sentence, done=done, **given)


def _sort(process: Process) -> str | None:
    """The field whose answer stands beside each name: the class by which shares are counted."""
    return process.shares.sorted_by if process.shares else None


def _ranks(form: FormData, found: LevelList) -> dict[str, int | None]:
    """What was typed beside each case; what is no number is no rank."""
    typed = {one.case.number: said(form, f"rank.{one.case.number}") for one in found.waiting}
    return {number: int(text) if _RANK.fullmatch(text) else None for number, text in typed.items()}
