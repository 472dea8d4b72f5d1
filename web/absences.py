"""代理与回避: who stands in while one is away, and the relatives on whose cases one does not decide."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions import kin
from actions.substitutes import end_substitution, move, name_substitute, to_move
from engine.deadlines import local_date
from engine.refusals import Refusal
from models import processes, substitutes
from models.reads.colleagues import colleagues
from web.dates import day
from web.errors import sentence_of, status_of
from web.pages import office_of, render
from web.speaking import Identity, Me, Posted, Viewer, said, transaction

router = APIRouter(prefix="/absences")
_TYPED = ("substitute", "first", "last", "process", "note", "relation")


@router.get("")
def show(request: Request, me: Me, done: str = "") -> Response:
    """One's absences, whom one stands in for, and one's relatives."""
    return _page(request, me, done=bool(done))


@router.post("")
def name(request: Request, me: Me, form: Posted) -> Response:
    """Name a substitute; what waits passes to him or her at once when the absence has begun."""
    try:
        arranged(request, me, form, me.person.id)
    except Refusal as refusal:
        return _refused(request, me, form, refusal)
    return RedirectResponse("/absences?done=1", 303)


@router.post("/{substitution}/end")
def end(request: Request, me: Me, form: Posted, substitution: Identity) -> Response:
    """Be back early: what the substitute has not done is one's own again."""
    try:
        ended(request, me, substitution, me.person.id)
    except Refusal as refusal:
        return _refused(request, me, form, refusal)
    return RedirectResponse("/absences?done=1", 303)


@router.post("/kin")
def declare(request: Request, me: Me, form: Posted) -> Response:
    """Declare a relative."""
    seal = office_of(request).seal
    relation, number = said(form, "relation"), said(form, "number")
    try:
        with transaction(request) as session:
            kin.declare(session, relation, number, actor=me.person, now=me.now, seal=seal)
    except Refusal as refusal:
        return _refused(request, me, form, refusal)
    return RedirectResponse("/absences?done=1", 303)


@router.post("/kin/{relative}/removal")
def forget(request: Request, me: Me, _form: Posted, relative: Identity) -> Response:
    """Take a declaration back."""
    with transaction(request) as session:
        kin.forget(session, relative, actor=me.person)
    return RedirectResponse("/absences?done=1", 303)


def arranged(request: Request, me: Viewer, form: FormData, person_id: str) -> None:
    """Have the one who was chosen stand in for the person, from now on where the absence has begun."""
    with transaction(request) as session:
        name_substitute(
            session,
            person_id,
            said(form, "substitute"),
            first=day(said(form, "first")),
            last=day(said(form, "last")),
            processes_of=[one] if (one := said(form, "process")) else [],
            note=said(form, "note"),
            actor=me.person,
            now=me.now,
        )
    _move(request, me, person_id)


def ended(request: Request, me: Viewer, substitution: str, person_id: str) -> None:
    """End the substitution; what is not done comes back to the person."""
    with transaction(request) as session:
        end_substitution(session, substitution, actor=me.person, now=me.now)
    _move(request, me, person_id)


def typed_in(form: FormData | None) -> dict[str, str]:
    """What was typed, to be shown again."""
    return {name: said(form, name) if form else "" for name in _TYPED}


def _move(request: Request, me: Viewer, person_id: str) -> None:
    """Shares change hands right away, each in its own transaction; what is missed here the sweep finds."""
    with transaction(request) as session:
        waiting = to_move(session, now=me.now)
    for occasion, one in waiting:
        if one.person == person_id:
            with transaction(request) as session:
                move(session, occasion, one, now=me.now)


def _refused(request: Request, me: Viewer, form: FormData, refusal: Refusal) -> Response:
    sentence = sentence_of(request, refusal)
    return _page(request, me, status=status_of(refusal), form=form, sentence=sentence)


def _page(
    request: Request,
    me: Viewer,
    *,
    status: int = 200,
    form: FormData | None = None,
    sentence: str = "",
    done: bool = False,
) -> Response:
    with transaction(request) as session:
        found = substitutes.of(session, me.person.id, day=local_date(me.now))
        people = [one for one in colleagues(session, me.person.id) if one.own]
        known = [(one.key, one.title) for _, one in processes.all_current(session, local_date(me.now))]
        relatives = kin.declared(session, actor=me.person, seal=office_of(request).seal)
    return render(
        request,
        "absences.html",
        status,
        away=[one for one in found if one.person == me.person.id],
        standing_in=[one for one in found if one.substitute == me.person.id],
        colleagues=people,
        processes=known,
        titles=dict(known),
        relatives=relatives,
        typed=typed_in(form),
        today=local_date(me.now).isoformat(),
        sentence=sentence,
        done=done,
    )
