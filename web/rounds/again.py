"""同去年: a round of another year, proposed from an earlier one, edited and opened."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions.repeating import further_places, open_again, places_of, propose_again
from engine.refusals import Refusal
from engine.rounds.planning import Span
from engine.rounds.repeating import Proposal
from models import organisation, round_records
from models.reads import rounds as reads
from models.session import Session
from web.dates import day
from web.errors import sentence_of, status_of
from web.pages import render
from web.refusals import NotFound
from web.rounds.opening import places_said, year_said
from web.speaking import Officer, Posted, Viewer, said, transaction

router = APIRouter(prefix="/rounds/{round_key}/again")


@router.get("")
def proposed(request: Request, me: Officer, round_key: str, year: str = "") -> Response:
    """The differences line by line, and the days and places to edit."""
    return _page(request, me, round_key, year)


@router.post("")
def opened(request: Request, me: Officer, form: Posted, round_key: str) -> Response:
    """Open the round as it was edited: the units are told their places."""
    try:
        with transaction(request) as session:
            year = year_said(said(form, "year"))
            proposal = propose_again(session, round_key, year, now=me.now)
            key = open_again(
                session,
                round_key,
                year=year,
                days=_days(form, proposal),
                quota=places_said(form, reads.grass_units(session)),
                actor=me.person,
                now=me.now,
            )
    except Refusal as refusal:
        sentence = sentence_of(request, refusal)
        return _page(
            request,
            me,
            round_key,
            said(form, "year"),
            status=status_of(refusal),
            form=form,
            sentence=sentence,
        )
    return RedirectResponse(f"/rounds/{key}?done=1", 303)


def _days(form: FormData, proposal: Proposal) -> dict[str, Span]:
    """The days as they were typed. Raises DateUnreadable."""
    return {
        key: Span(day(said(form, f"opens_on.{key}")), day(said(form, f"closes_on.{key}")))
        for key in proposal.days
    }


def _page(
    request: Request,
    me: Viewer,
    round_key: str,
    year: str,
    *,
    status: int = 200,
    form: FormData | None = None,
    sentence: str = "",
) -> Response:
    with transaction(request) as session:
        last = round_records.state_of(session, round_key)
        if last is None:
            raise NotFound
        asked = year or str(last.year + 1)
        proposal, why = _proposal(request, session, me, round_key, asked)
        units, places = reads.grass_units(session), places_of(session, round_key)
        further = further_places(session, round_key)
        names = organisation.names(session, {one.unit for one in further})
    typed = {key: value for key, value in (form.items() if form else ()) if isinstance(value, str)}
    given = places if form is None else {unit.key: typed.get(f"places.{unit.key}", "") for unit in units}
    return render(
        request,
        "round_again.html",
        status,
        last=last,
        year=asked,
        proposal=proposal,
        units=units,
        places=given,
        further=[(names[one.unit], one) for one in further],
        typed=typed,
        sentence=sentence or why,
    )


def _proposal(
    request: Request, session: Session, me: Viewer, round_key: str, year: str
) -> tuple[Proposal | None, str]:
    """The proposal; or why there is none for what was typed as a year."""
    try:
        return propose_again(session, round_key, year_said(year), now=me.now), ""
    except Refusal as refusal:
        return None, sentence_of(request, refusal)
