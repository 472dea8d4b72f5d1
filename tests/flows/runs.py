"""What the dashboard shows, asked of the server's API as a browser asks."""

from typing import Any

import httpx

from runtime.wiring import Office


def ask(office: Office, path: str, **body: Any) -> Any:  # noqa: ANN401 - whatever the API answers
    """POST to the API."""
    name, _, password = office.settings.prefect_auth_string.get_secret_value().partition(":")
    url = f"{office.settings.prefect_api_url}{path}"
    return (
        httpx.post(url, json=body, auth=(name, password), timeout=10, trust_env=False)
        .raise_for_status()
        .json()
    )


def runs_on_the_dashboard(office: Office) -> list[str]:
    """The names of all flow runs, oldest first."""
    found = ask(office, "/flow_runs/filter", sort="START_TIME_ASC", limit=200)
    return [run["name"] for run in found]
