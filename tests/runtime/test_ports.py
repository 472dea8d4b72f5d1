from collections.abc import Callable

import pytest

from runtime.complaints import CannotStart
from runtime.ports import check_ports


def test_a_taken_port_is_named_with_the_way_to_change_it(
    taken_port: int, free_port: Callable[[], int]
) -> None:
    wanted = [
        ("127.0.0.1", taken_port, "网页", "WEB_PORT"),
        ("127.0.0.1", free_port(), "演示邮箱", "SMTP_PORT"),
    ]
    with pytest.raises(CannotStart) as refused:
        check_ports(wanted)
    assert f"端口 {taken_port}（网页）已被占用" in str(refused.value)
    assert f"WEB_PORT={taken_port + 1}" in str(refused.value)
    assert "演示邮箱" not in str(refused.value)


def test_free_ports_are_passed_in_silence(free_port: Callable[[], int]) -> None:
    check_ports([("127.0.0.1", free_port(), "网页", "WEB_PORT")])
