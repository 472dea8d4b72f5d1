"""代理 entered by an administrator, for somebody who is away already and cannot."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from engine.deadlines import local_date
from engine.refusals import Refusal
from models import organisation, processes, substitutes
from models.reads.colleagues import colleagues
from web import absences
from web.errors import sentence_of, status_of
from web.pages import render
from web.refusals import NotFound
from web.speaking import Administrator, Identity, Posted, Viewer, transaction

router = APIRouter(prefix="/admin/people/{person}/absences")


@router.get("")
def show(request: Request, me: Administrator, person: Identity, done: str = "") -> Response:
    """The person's absences, with who entered each."""
    return _page(request, me, person, done=bool(done))


@router.post("")
def name(request: Request, me: Administrator, form: Posted, person: Identity) -> Response:
    """Name a colleague of the person as substitute; what waits passes to him or her at once."""
    try:
        absences.arranged(request, me, form, person)
    except Refusal as refusal:
        return _refused(request, me, person, refusal, form)
    return RedirectResponse(f"/admin/people/{person}/absences?done=1", 303)


@router.post("/{substitution}/end")
def end(
    request: Request, me: Administrator, form: Posted, person: Identity, substitution: Identity
) -> Response:
    """The person is back: what the substitute has not done is his or her own again."""
    try:
        absences.ended(request, me, substitution, person)
    except Refusal as refusal:
        return _refused(request, me, person, refusal, form)
    return RedirectResponse(f"/admin/people/{person}/absences?done=1", 303)


def _refused(request: Request, me: Viewer, person: str, refusal: Refusal, form: FormData) -> Response:
    sentence = sentence_of(request, refusal)
    return _page(request, me, person, status=status_of(refusal), form=form, sentence=sentence)


def _page(
    request: Request,
    me: Viewer,
    person: str,
    *,
    status: int = 200,
    form: FormData | None = None,
    sentence: str = "",
    done: bool = False,
) -> Response:
    """Raises NotFound for nobody, and for somebody who has left: what was his or hers goes to the successor."""
    today = local_date(me.now)
    with transaction(request) as session:
        who = organisation.colleague(session, person)
        if who is None:
            raise NotFound
        found = substitutes.of(session, person, day=today)
        known = [(one.key, one.title) for _, one in processes.all_current(session)]
        people = [one for one in colleagues(session, person) if one.own]
    return render(
        request,
        "admin/absences.html",
        status,
        who=who,
        away=[one for one in found if one.person == person],
        standing_in=[one for one in found if one.substitute == person],
        colleagues=people,
        processes=known,
        titles=dict(known),
        typed=absences.typed_in(form),
        today=today.isoformat(),
        sentence=sentence,
        done=done,
    )
