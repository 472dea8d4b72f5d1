import json
import os
import subprocess
import sys

import pytest
from prefect.settings import Settings as PrefectSettings
from prefect.settings.legacy import _get_settings_fields

from runtime.prefect_environment import (
    become_prefect_client,
    client_environment,
    server_environment,
    without_prefect,
)
from runtime.settings import Settings

_PRINT = """
import json
from prefect.settings import get_current_settings
now = get_current_settings()
print(json.dumps({
    "vacuum": sorted(now.server.services.db_vacuum.enabled),
    "runs": now.server.services.db_vacuum.retention_period.days,
    "events": now.server.events.retention_period.days,
    "analytics": now.server.analytics_enabled,
    "base": now.server.ui.serve_base,
    "database": now.server.database.connection_url.get_secret_value(),
}))
"""


def test_every_word_we_tell_prefect_is_one_it_knows(settings: Settings) -> None:
    told = {**client_environment(settings), **server_environment(settings)}
    known = set(_get_settings_fields(PrefectSettings)) | {"DO_NOT_TRACK", "TMPDIR"}
    assert set(told) <= known


def test_prefect_understands_the_values(settings: Settings) -> None:
    environment = without_prefect(os.environ) | server_environment(settings)
    words = [sys.executable, "-c", _PRINT]
    answer = subprocess.run(words, env=environment, capture_output=True, check=True)  # noqa: S603 - our words
    assert json.loads(answer.stdout) == {
        "vacuum": ["events", "flow_runs"],
        "runs": 14,
        "events": 7,
        "analytics": False,
        "base": "/prefect",
        "database": f"postgresql+asyncpg://postgres@/prefect?host={str(settings.cluster).replace('/', '%2F')}",
    }


def test_prefects_database_lies_beside_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANSHI_DATABASE_URL", "postgresql://banshi:pw@db:5432/banshi")
    told = server_environment(Settings())["PREFECT_SERVER_DATABASE_CONNECTION_URL"]
    assert told == "postgresql+asyncpg://banshi:pw@db:5432/prefect"


def test_another_prefect_of_the_same_person_does_not_leak_in(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(
        os, "environ", {"PREFECT_API_URL": "https://elsewhere.example", "PREFECT_PROFILE": "x"}
    )
    become_prefect_client(settings)
    assert os.environ["PREFECT_API_URL"] == settings.prefect_api_url
    assert "PREFECT_PROFILE" not in os.environ
