"""``banshi worker`` and ``banshi deploy``."""

from runtime.prefect_environment import become_prefect_client
from runtime.prefect_server import check_version
from runtime.settings import Settings
from runtime.wiring import open_office


def run() -> None:
    """Register the schedules and work on what they bring, until told to stop."""
    settings = _prefect_client()
    from flows.deployments import serve_all  # noqa: PLC0415 - Prefect reads its settings when first imported

    serve_all(open_office(settings))


def deploy() -> None:
    """Register the schedules anew, e.g. after Prefect's database was lost, and end."""
    settings = _prefect_client()
    from flows.deployments import register  # noqa: PLC0415 - as above

    register(open_office(settings))


def _prefect_client() -> Settings:
    settings = Settings()
    become_prefect_client(settings)
    check_version(settings)
    return settings
