"""The application: all screens of one office."""

from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from runtime.wiring import Office
from web import (
    acts,
    admin,
    cases,
    dashboard,
    definitions,
    errors,
    inbox,
    mails,
    notices,
    publicity,
    rounds,
    submissions,
    visits,
)
from web.api.v1 import assignments as v1_assignments
from web.api.v1 import cases as v1_cases
from web.api.v1 import office as v1_office
from web.api.v1.shapes import Refused
from web.envelope import Envelope

_REFUSALS: dict[int | str, dict[str, Any]] = {
    code: {"model": Refused} for code in (401, 403, 404, 409, 413, 422, 429, 503)
}
_STATIC = Path(__file__).parent / "static"


def create_app(office: Office) -> FastAPI:
    """The web application of ``office``. Asks nothing yet: the database may still be down."""
    app = FastAPI(title="办事 banshi", docs_url="/api/docs", redoc_url=None, openapi_url="/api/openapi.json")
    app.state.office = office
    app.state.prefect = httpx.Client(timeout=30, trust_env=False, follow_redirects=False)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for screen in (
        visits,
        inbox,
        cases,
        submissions,
        acts,
        publicity,
        rounds,
        notices,
        definitions,
        admin,
        mails,
        dashboard,
    ):
        app.include_router(screen.router, include_in_schema=False)
    for verbs in (v1_cases, v1_assignments, v1_office):
        app.include_router(verbs.router, prefix="/api/v1", responses=_REFUSALS)
    errors.install(app)
    app.add_middleware(Envelope, secure=office.settings.public_url.startswith("https:"))
    return app
