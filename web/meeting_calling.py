"""Calling a meeting: the body, the day, who is called and who counts, and the agenda."""

from datetime import datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions.meeting_cases import numbered, waiting_for
from actions.meetings import Notice, call_meeting
from engine.deadlines import SHANGHAI, local_date
from engine.meetings.agenda import Item
from engine.refusals import Refusal
from engine.votes.question import VoteRules
from models import organisation
from models.reads import meetings as reads
from models.session import Session
from seeds import rule_sets
from web.errors import sentence_of, status_of
from web.pages import render
from web.refusals import ChoiceMissing, CountUnreadable, MomentUnreadable, NotFound
from web.speaking import Me, Officer, Posted, Viewer, said, transaction

router = APIRouter(prefix="/meetings/new")
_MOTIONS = range(1, 4)
_SEATS, _RUN_OFFS = 99, 5


@router.get("")
def new(request: Request, me: Officer, organ: str = "") -> Response:
    """The form, for the organ that is chosen."""
    return _form(request, me, organ)


@router.post("")
def call(request: Request, me: Me, form: Posted) -> Response:
    """Call the members. Whether the reader may is the engine's to say."""
    organ = said(form, "organ")
    try:
        with transaction(request) as session:
            meeting = call_meeting(session, _notice(session, form, organ), actor=me.person, now=me.now)
    except NotFound:
        raise
    except Refusal as refusal:
        sentence = sentence_of(request, refusal)
        return _form(request, me, organ, status=status_of(refusal), sentence=sentence, form=form)
    return RedirectResponse(f"/meetings/{meeting}", 303)


def _form(
    request: Request,
    me: Viewer,
    organ: str,
    *,
    status: int = 200,
    sentence: str = "",
    form: FormData | None = None,
) -> Response:
    with transaction(request) as session:
        organs = reads.organs(session)
        chosen = organ or (organs[0].key if organs else "")
        given = {
            "organs": organs,
            "organ": chosen,
            "organ_title": _title(session, chosen) if chosen else "",
            "members": organisation.members(session, chosen),
            "waiting": waiting_for(session, chosen),
            "people": reads.people(session),
        }

    def typed(name: str, default: str = "") -> str:
        return default if form is None else said(form, name)

    def ticked(name: str, value: str) -> bool:
        return form is None or value in form.getlist(name)

    return render(
        request,
        "meeting_new.html",
        status,
        **given,
        kinds=rule_sets.published("vote.result"),
        motions=_MOTIONS,
        typed=typed,
        ticked=ticked,
        today=local_date(me.now).isoformat(),
        sentence=sentence,
    )


def _notice(session: Session, form: FormData, organ: str) -> Notice:
    called = {str(one) for one in form.getlist("member")}
    members = [one.id for one in organisation.members(session, organ)]
    title = _title(session, organ)
    return Notice(
        organ=organ,
        organ_title=title,
        title=said(form, "title") or f"{title}会议",
        meets_at=_moment(said(form, "meets_at")),
        place=said(form, "place"),
        chair=_chosen(form, "chair"),
        clerk=_chosen(form, "clerk"),
        tellers=[str(one) for one in form.getlist("teller") if one],
        uncalled=[one for one in members if one not in called],
        items=numbered([*_cases(session, form, organ), *_motions(form), *_elections(form)]),
    )


def _title(session: Session, organ: str) -> str:
    """What the organ is called. Raises NotFound for one that there is not."""
    found = next((one.title for one in reads.organs(session) if one.key == organ), None)
    if found is None:
        raise NotFound
    return found


def _chosen(form: FormData, name: str) -> str:
    if not (person := said(form, name)):
        raise ChoiceMissing
    return person


def _moment(typed: str) -> datetime:
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=SHANGHAI)
    except ValueError:
        raise MomentUnreadable from None


def _cases(session: Session, form: FormData, organ: str) -> list[Item]:
    """The votes of cases that were ticked; those on which papers are to be cast on paper say so."""
    ticked = {str(one) for one in form.getlist("case")}
    how = "paper" if said(form, "how") == "paper" else "electronic"
    return [
        one.model_copy(update={"how": how})
        for one in waiting_for(session, organ)
        if one.case is not None and one.case.case in ticked
    ]


def _motions(form: FormData) -> list[Item]:
    return [_item(form, f"motion{n}.", "motion") for n in _MOTIONS if said(form, f"motion{n}.title")]


def _elections(form: FormData) -> list[Item]:
    if not said(form, "election.title"):
        return []
    names = tuple(line.strip() for line in said(form, "election.candidates").splitlines() if line.strip())
    told = {
        "seats": _number(form, "election.seats", "应选人数", most=_SEATS),
        "run_offs": _number(form, "election.run_offs", "再次投票次数", most=_RUN_OFFS),
        "candidates": names,
    }
    return [_item(form, "election.", "election").model_copy(update=told)]


def _item(form: FormData, prefix: str, kind: str) -> Item:
    found = {one.key: one for one in rule_sets.published("vote.result")}.get(said(form, f"{prefix}rules"))
    if found is None:
        raise ChoiceMissing
    return Item.model_validate(
        {
            "key": "",
            "kind": kind,
            "title": said(form, f"{prefix}title"),
            "rules": VoteRules.model_validate(found.content),
            "clause": f"{found.title}：{found.source}",
            "secret": said(form, f"{prefix}open") != "yes",
            "how": "paper" if said(form, f"{prefix}how") == "paper" else "electronic",
        }
    )


def _number(form: FormData, name: str, label: str, *, most: int) -> int:
    text = said(form, name) or "0"
    if not text.isdecimal() or int(text) > most:
        raise CountUnreadable(what=label)
    return int(text)
