"""``banshi web``."""

import logging

import uvicorn

from runtime.wiring import open_office
from web.app import create_app


def without_exceptions(record: logging.LogRecord) -> bool:
    """The application has logged them by kind and place; the server would quote their words, and with them people."""
    return record.exc_info is None


def run() -> None:
    """Serve the pages until told to stop; requests under way are finished first."""
    logging.getLogger("uvicorn.error").addFilter(without_exceptions)
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
