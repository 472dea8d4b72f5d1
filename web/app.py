"""The application: all screens of one office."""

from pathlib import Path
from typing import Any

import httpx
from fastapi import APIRouter, FastAPI
from starlette.staticfiles import StaticFiles

from runtime.wiring import Office
from web import (
    absences,
    absences_of_others,
    admin,
    dashboard,
    definitions,
    documents,
    errors,
    exports,
    inbox,
    mails,
    moving,
    notices,
    own_tokens,
    password,
    sheets,
    titles,
    visits,
)
from web.api import reference
from web.api.v1.shapes import Refused
from web.api.v1.verbs import VERBS
from web.archive import disposal as archive_disposal
from web.archive import overview as archive
from web.cases import (
    acts,
    bulk,
    correcting,
    dossiers,
    handing,
    linking,
    overseeing,
    printing,
    recommending,
    reviews,
    submissions,
    voting,
)
from web.cases import listing as cases
from web.envelope import Envelope
from web.households import file as households
from web.households import files as household_files
from web.households import helping, matching
from web.meetings import acts as meetings
from web.meetings import calling as meeting_calling
from web.monitoring import boards as monitoring
from web.monitoring import household as monitored_household
from web.monitoring import month_data
from web.monitoring import periods as monitoring_periods
from web.monitoring import visits as relapse_visits
from web.outsiders import objections, opinion_lists, opinions, publicity, publicity_files, verifying
from web.parameters import overview as parameters
from web.parameters import places as parameters_of_places
from web.parameters import subsidies as parameters_of_subsidies
from web.parameters import tables as parameter_tables
from web.rounds import again as round_again
from web.rounds import board as round_board
from web.rounds import lists, places, shares
from web.rounds import opening as rounds
from web.rounds import scores as round_scores

SCREENS: tuple[APIRouter, ...] = (
    visits.router,
    inbox.router,
    exports.router,
    notices.router,
    cases.router,
    dossiers.router,
    printing.router,
    submissions.router,
    sheets.router,
    households.router,
    helping.router,
    matching.router,
    reviews.router,
    recommending.router,
    acts.router,
    correcting.router,
    voting.router,
    handing.router,
    bulk.router,
    absences.router,
    absences_of_others.router,
    password.router,
    own_tokens.router,
    overseeing.router,
    linking.router,
    objections.router,
    publicity_files.router,
    publicity.router,
    opinion_lists.router,
    opinions.router,
    round_scores.router,
    places.router,
    lists.router,
    shares.router,
    rounds.router,
    round_again.router,
    round_board.router,
    monitoring.router,
    household_files.router,
    monitored_household.router,
    month_data.router,
    relapse_visits.router,
    monitoring_periods.router,
    meeting_calling.router,
    meetings.router,
    documents.router,
    verifying.router,
    titles.router,
    definitions.router,
    moving.router,
    parameters.router,
    parameters_of_places.router,
    parameters_of_subsidies.router,
    parameter_tables.router,
    archive.router,
    archive_disposal.router,
    admin.router,
    mails.router,
    dashboard.router,
    reference.router,
)
_REFUSALS: dict[int | str, dict[str, Any]] = {
    code: {"model": Refused} for code in (401, 403, 404, 409, 412, 413, 422, 429, 503)
}
_STATIC = Path(__file__).parent / "static"


def create_app(office: Office) -> FastAPI:
    """The web application of ``office``. Asks nothing yet: the database may still be down."""
    app = FastAPI(title="办事 banshi", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.office = office
    app.state.prefect = httpx.Client(timeout=30, trust_env=False, follow_redirects=False)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for screen in SCREENS:
        app.include_router(screen, include_in_schema=False)
    for verbs in VERBS:
        app.include_router(verbs, prefix="/api/v1", responses=_REFUSALS)
    errors.install(app)
    app.add_middleware(Envelope, secure=office.settings.public_url.startswith("https:"))
    return app
