"""Questions to the Prefect server's API that need no Prefect: does it answer, and is it the right version?"""

from datetime import datetime
from importlib.metadata import version

import httpx

from runtime.complaints import CannotStart
from runtime.settings import Settings


def is_healthy(settings: Settings) -> bool:
    """Whether the server answers and reaches its database."""
    try:
        return _ask(settings, "GET", "/ready").is_success
    except httpx.HTTPError:
        return False


def check_version(settings: Settings) -> None:
    """Client and server must be of one version. Raises CannotStart when they are not, or there is no server."""
    ours = version("prefect")
    try:
        theirs = _ask(settings, "GET", "/admin/version").raise_for_status().json()
    except httpx.HTTPError as problem:
        message = f"Prefect 服务 {settings.prefect_api_url} 没有应答：{problem}"
        raise CannotStart(message) from problem
    if theirs != ours:
        message = f"Prefect 版本不一致：本程序是 {ours}，服务是 {theirs}；请用同一份锁定文件安装"
        raise CannotStart(message)


def schedules_are_served(settings: Settings, *, since: datetime) -> bool:
    """Whether a worker has asked for the runs of our deployments since then."""
    try:
        answer = _ask(settings, "POST", "/deployments/filter").raise_for_status()
    except httpx.HTTPError:
        return False
    polled = (deployment["last_polled"] for deployment in answer.json())
    return any(datetime.fromisoformat(moment) >= since for moment in polled if moment)


def _ask(settings: Settings, method: str, path: str) -> httpx.Response:
    name, _, password = settings.prefect_auth_string.get_secret_value().partition(":")
    body: dict[str, object] | None = {} if method == "POST" else None
    return httpx.request(
        method,
        settings.prefect_api_url + path,
        auth=(name, password),
        json=body,
        timeout=5,
        trust_env=False,
    )
