"""What the dashboard shows, asked of the server's API as a browser asks."""

import time
from typing import Any

import httpx

from runtime.wiring import Office

_SECONDS = 20  # task runs reach the server as events, some moments after the run


def ask(office: Office, path: str, **body: Any) -> Any:  # noqa: ANN401 - whatever the API answers
    """POST to the API."""
    name, _, password = office.settings.prefect_auth_string.get_secret_value().partition(":")
    url = f"{office.settings.prefect_api_url}{path}"
    answer = httpx.post(url, json=body, auth=(name, password), timeout=10, trust_env=False)
    return answer.raise_for_status().json()


def all_runs(office: Office) -> list[dict[str, Any]]:
    """All flow runs that began, oldest first; what schedules will bring is left out."""
    found: list[dict[str, Any]] = ask(office, "/flow_runs/filter", sort="START_TIME_ASC", limit=200)
    return [run for run in found if run["start_time"]]


def the_run(office: Office, run_id: str) -> dict[str, Any]:
    """One flow run."""
    found: list[dict[str, Any]] = ask(office, "/flow_runs/filter", flow_runs={"id": {"any_": [run_id]}})
    return found[0]


def flow_name(office: Office, run_id: str) -> str:
    """The name of the flow that a run is of."""
    found = ask(office, "/flows/filter", flow_runs={"id": {"any_": [run_id]}})
    return str(found[0]["name"])


def tasks_of(office: Office, run_id: str, *, at_least: int = 1) -> list[dict[str, Any]]:
    """The finished task runs of a flow run, waited for."""
    return _finished(office, at_least, flow_runs={"id": {"any_": [run_id]}})


def tasks_called(office: Office, name: str, run_ids: list[str]) -> list[dict[str, Any]]:
    """The finished task runs of that name among these flow runs, waited for: whichever run it was in."""
    return _finished(office, 1, flow_runs={"id": {"any_": run_ids}}, task_runs={"name": {"any_": [name]}})


def _finished(office: Office, at_least: int, **narrowed: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - filters of the API
    until = time.monotonic() + _SECONDS
    while True:
        found: list[dict[str, Any]] = ask(office, "/task_runs/filter", **narrowed)
        finished = [one for one in found if one["state_type"] in ("COMPLETED", "FAILED")]
        if len(finished) >= at_least or time.monotonic() > until:
            return finished
        time.sleep(0.2)
