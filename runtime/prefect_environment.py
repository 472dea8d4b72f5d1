"""What Prefect's processes are told. Prefect itself is imported in ``flows`` only; here are words for it."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import make_url

from runtime.database import with_driver
from runtime.settings import Settings
from runtime.wiring import database_url

UI_PATH = "/prefect"  # below our own pages: the proxy lets administrators through, and nobody else


def prefect_database_url(settings: Settings) -> str:
    """Prefect's own database, for the driver its server uses."""
    beside = make_url(database_url(settings)).set(database="prefect")
    given = settings.prefect_database_url or beside.render_as_string(hide_password=False)
    return with_driver(given, "asyncpg").render_as_string(hide_password=False)


def client_environment(settings: Settings) -> dict[str, str]:
    """For processes that have flows: where the API is, and that nothing is reported to anybody."""
    return {
        "PREFECT_HOME": str(settings.data_dir / "prefect"),  # not the profile of whoever starts us
        "PREFECT_API_URL": settings.prefect_api_url,
        "PREFECT_UI_URL": settings.public_url + UI_PATH,  # for the links in its logs
        "PREFECT_API_AUTH_STRING": settings.prefect_auth_string.get_secret_value(),
        "TMPDIR": str(
            settings.data_dir / "prefect" / "tmp"
        ),  # its runner shares a folder there with all users
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",  # without our server: no run, not a hidden one
        "DO_NOT_TRACK": "1",
    }


def server_environment(settings: Settings) -> dict[str, str]:
    """For a Prefect server on loopback. Retention as measured: events a week, runs two weeks."""
    return {
        "PREFECT_HOME": str(settings.data_dir / "prefect"),
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(settings.prefect_port),
        "PREFECT_SERVER_API_AUTH_STRING": settings.prefect_auth_string.get_secret_value(),
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": prefect_database_url(settings),
        "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
        "PREFECT_SERVER_UI_SERVE_BASE": UI_PATH,
        "PREFECT_SERVER_UI_API_URL": f"{UI_PATH}/api",
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(settings.data_dir / "prefect" / "ui"),
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(14 * 86_400),
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P7D",
        "DO_NOT_TRACK": "1",
    }


def without_prefect(environment: Mapping[str, str]) -> dict[str, str]:
    """``environment`` without settings of another Prefect that the person at the terminal may use."""
    return {name: value for name, value in environment.items() if not name.startswith("PREFECT_")}


def become_prefect_client(settings: Settings) -> None:
    """Let this process speak to our Prefect. Before ``flows`` is imported: Prefect reads settings once."""
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        del os.environ[name]
    os.environ.update(client_environment(settings))
    Path(os.environ["TMPDIR"]).mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = None  # to be asked anew
