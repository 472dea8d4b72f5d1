"""The application: all screens of one office."""

from pathlib import Path

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
    publicity,
    rounds,
    submissions,
    visits,
)
from web.envelope import Envelope

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
        definitions,
        admin,
        mails,
        dashboard,
    ):
        app.include_router(screen.router, include_in_schema=False)
    errors.install(app)
    app.add_middleware(Envelope, secure=office.settings.public_url.startswith("https:"))
    return app
