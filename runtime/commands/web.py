"""``banshi web``."""

import uvicorn

from runtime.wiring import open_office
from web.app import create_app


def run() -> None:
    """Serve the pages until told to stop; requests under way are finished first."""
    office = open_office()
    uvicorn.run(
        create_app(office),
        host=office.settings.host,
        port=office.settings.web_port,
        log_level="warning",
        access_log=False,  # addresses and what people looked at do not belong into a log
        proxy_headers=bool(office.settings.trusted_proxies),
        forwarded_allow_ips=office.settings.trusted_proxies,
        timeout_graceful_shutdown=10,
    )
