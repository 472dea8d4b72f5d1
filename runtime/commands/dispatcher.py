"""``banshi dispatcher``."""

from runtime.prefect_environment import become_prefect_client
from runtime.settings import Settings
from runtime.wiring import open_office


def run() -> None:
    """Pass on what has happened, until told to stop. Goes on while Prefect is away."""
    settings = Settings()
    become_prefect_client(settings)
    from flows.dispatch import run_forever  # noqa: PLC0415 - Prefect reads its settings when first imported

    run_forever(open_office(settings))
