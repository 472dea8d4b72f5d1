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
    parameter_tables,
    parameters,
    parameters_of_subsidies,
    password,
    sheets,
    titles,
    visits,
)
from web.api import reference
from web.api.v1 import absences as v1_absences
from web.api.v1 import administration as v1_administration
from web.api.v1 import archive as v1_archive
from web.api.v1 import assignments as v1_assignments
from web.api.v1 import bulk as v1_bulk
from web.api.v1 import cases as v1_cases
from web.api.v1 import documents as v1_documents
from web.api.v1 import dossiers as v1_dossiers
from web.api.v1 import handing as v1_handing
from web.api.v1 import help as v1_help
from web.api.v1 import household_files as v1_household_files
from web.api.v1 import households as v1_households
from web.api.v1 import linking as v1_linking
from web.api.v1 import lists as v1_lists
from web.api.v1 import matching as v1_matching
from web.api.v1 import meeting_items as v1_meeting_items
from web.api.v1 import meetings as v1_meetings
from web.api.v1 import monitored as v1_monitored
from web.api.v1 import monitoring as v1_monitoring
from web.api.v1 import moving as v1_moving
from web.api.v1 import notices as v1_notices
from web.api.v1 import offers as v1_offers
from web.api.v1 import office as v1_office
from web.api.v1 import opinion_lists as v1_opinion_lists
from web.api.v1 import overseeing as v1_overseeing
from web.api.v1 import parameters as v1_parameters
from web.api.v1 import places as v1_places
from web.api.v1 import publicity as v1_publicity
from web.api.v1 import records as v1_records
from web.api.v1 import rounds as v1_rounds
from web.api.v1 import sheets as v1_sheets
from web.api.v1 import titles as v1_titles
from web.api.v1 import tokens as v1_tokens
from web.api.v1.shapes import Refused
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
    parameter_tables.router,
    parameters.router,
    parameters_of_subsidies.router,
    archive.router,
    archive_disposal.router,
    admin.router,
    mails.router,
    dashboard.router,
    reference.router,
)
VERBS: tuple[APIRouter, ...] = (
    v1_cases.router,
    v1_dossiers.router,
    v1_titles.router,
    v1_assignments.router,
    v1_handing.router,
    v1_bulk.router,
    v1_absences.router,
    v1_overseeing.router,
    v1_linking.router,
    v1_office.router,
    v1_offers.router,
    v1_rounds.router,
    v1_places.router,
    v1_lists.router,
    v1_moving.router,
    v1_monitoring.router,
    v1_parameters.router,
    v1_household_files.router,
    v1_sheets.router,
    v1_meetings.router,
    v1_meeting_items.router,
    v1_documents.router,
    v1_opinion_lists.router,
    v1_records.router,
    v1_publicity.router,
    v1_households.router,
    v1_help.router,
    v1_matching.router,
    v1_monitored.router,
    v1_tokens.router,
    v1_notices.router,
    v1_archive.router,
    v1_administration.router,
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
