"""A port that is taken is said before anything is started."""

import socket
from collections.abc import Iterable

from runtime.complaints import CannotStart
from runtime.settings import Settings


def check_ports(wanted: Iterable[tuple[str, int, str, str]]) -> None:
    """Raises CannotStart naming every taken one of (host, port, what for, variable that changes it)."""
    taken = [
        f"端口 {port}（{what}）已被占用，可换一个：{variable}={port + 1}"
        for host, port, what, variable in wanted
        if _is_taken(host, port)
    ]
    if taken:
        raise CannotStart("\n  ".join(taken))


def ports_of(settings: Settings) -> list[tuple[str, int, str, str]]:
    """The ports that ``banshi up`` listens on."""
    return [
        (settings.host, settings.web_port, "网页", "WEB_PORT"),
        ("127.0.0.1", settings.prefect_port, "Prefect 服务", "PREFECT_PORT"),
        (settings.smtp_host, settings.smtp_port, "演示邮箱", "SMTP_PORT"),
    ]


def _is_taken(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # TIME_WAIT of the last start is not taken
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False
