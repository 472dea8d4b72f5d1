"""Calling a meeting: the body, the day, who is called and who counts, and the agenda."""

from datetime import datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions.meeting_cases import waiting_for
from actions.meetings import call_meeting
from engine.deadlines import SHANGHAI, local_date
from engine.meetings.agenda import How
from engine.refusals import Refusal
from models import organisation
from models.reads import meetings as reads
from seeds import rule_sets
from web.errors import sentence_of, status_of
from web.meetings.agendas import Call, Question, notice_of, organ_title
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
            meeting = call_meeting(
                session, notice_of(session, _call(form, organ)), actor=me.person, now=me.now
            )
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
            "organ_title": organ_title(session, chosen) if chosen else "",
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


def _call(form: FormData, organ: str) -> Call:
    return Call(
        organ=organ,
        title=said(form, "title"),
        meets_at=_moment(said(form, "meets_at")),
        place=said(form, "place"),
        chair=_chosen(form, "chair"),
        clerk=_chosen(form, "clerk"),
        tellers=[str(one) for one in form.getlist("teller") if one],
        members=[str(one) for one in form.getlist("member")],
        cases=[str(one) for one in form.getlist("case")],
        how=_how(form, "how"),
        questions=[*_motions(form), *_elections(form)],
    )


def _chosen(form: FormData, name: str) -> str:
    if not (person := said(form, name)):
        raise ChoiceMissing
    return person


def _moment(typed: str) -> datetime:
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=SHANGHAI)
    except ValueError:
        raise MomentUnreadable from None


def _how(form: FormData, name: str) -> How:
    return "paper" if said(form, name) == "paper" else "electronic"


def _motions(form: FormData) -> list[Question]:
    prefixes = [f"motion{n}." for n in _MOTIONS]
    return [
        Question(
            "motion",
            said(form, f"{prefix}title"),
            said(form, f"{prefix}rules"),
            secret=said(form, f"{prefix}open") != "yes",
            how=_how(form, f"{prefix}how"),
        )
        for prefix in prefixes
        if said(form, f"{prefix}title")
    ]


def _elections(form: FormData) -> list[Question]:
    if not said(form, "election.title"):
        return []
    names = [line.strip() for line in said(form, "election.candidates").splitlines() if line.strip()]
    return [
        Question(
            "election",
            said(form, "election.title"),
            said(form, "election.rules"),
            secret=said(form, "election.open") != "yes",
            how=_how(form, "election.how"),
            seats=_number(form, "election.seats", "应选人数", most=_SEATS),
            candidates=names,
            run_offs=_number(form, "election.run_offs", "再次投票次数", most=_RUN_OFFS),
        )
    ]


def _number(form: FormData, name: str, label: str, *, most: int) -> int:
    text = said(form, name) or "0"
    if not text.isdecimal() or int(text) > most:
        raise CountUnreadable(what=label)
    return int(text)
