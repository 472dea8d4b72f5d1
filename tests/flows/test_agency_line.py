"""A body that answers, fails, hangs or talks nonsense: asked with patience, and left alone in time."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest

from actions.matching import Sent
from engine.hardship.matching import Agency
from flows import agency_line
from flows.agency_line import HttpLine, LineDown

TRAFFIC = Agency(key="traffic", title="车管", sends=("id_number",), tells=("vehicle", "nothing"), within=5)
PEOPLE = [Sent("XXBD-2022-0001", {"id_number": "999999197507012319"})]
CAR = {"id_number": "999999197507012319", "told": "vehicle", "amount": "1", "note": ""}
Reply = tuple[int, object]


@contextmanager
def a_body(answers: Callable[[dict[str, Any]], Reply]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A real server on loopback, and what it was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            status, said = answers(asked[-1])
            body = said.encode() if isinstance(said, str) else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def a_line(address: str, pauses: list[float] | None = None, timeout: float = 5) -> HttpLine:
    kept = [] if pauses is None else pauses
    return HttpLine(TRAFFIC, address, httpx.Client(timeout=timeout, trust_env=False), kept.append)


def right(question: dict[str, Any]) -> Reply:
    return 200, {"number": question["number"], "facts": [CAR]}


def test_an_answer_comes_back_and_only_the_needed_fields_went_out() -> None:
    with a_body(right) as (address, asked):
        (fact,) = a_line(address).ask("XXBD-2022-0001", PEOPLE)
    assert fact.told == "vehicle"
    assert fact.amount == 1
    assert asked == [{"number": "XXBD-2022-0001", "people": [{"id_number": "999999197507012319"}]}]


def test_a_body_in_trouble_is_asked_again_each_time_later() -> None:
    replies = iter([(503, ""), (500, ""), None])
    pauses: list[float] = []
    with a_body(lambda question: next(replies) or right(question)) as (address, asked):
        assert a_line(address, pauses).ask("XXBD-2022-0001", PEOPLE)
    assert len(asked) == 3
    assert pauses == [0.5, 1.0]


@pytest.mark.parametrize(
    ("reply", "reason", "times"),
    [
        ((503, ""), "对方返回 503", 3),
        ((404, ""), "对方返回 404", 1),
        ((200, "<html>"), agency_line.NONSENSE, 1),
        ((200, {"number": "XXBD-2022-0001"}), agency_line.NONSENSE, 1),
        ((200, {"number": "XXBD-2022-0001", "facts": [{**CAR, "amount": "NaN"}]}), agency_line.NONSENSE, 1),
        ((200, {"number": "XXBD-2022-0002", "facts": []}), agency_line.BESIDE_THE_POINT, 1),
        (
            (200, {"number": "XXBD-2022-0001", "facts": [{**CAR, "told": "wage"}]}),
            agency_line.BESIDE_THE_POINT,
            1,
        ),
    ],
)
def test_what_is_no_answer_is_a_kind_of_failure(reply: Reply, reason: str, times: int) -> None:
    with a_body(lambda _question: reply) as (address, asked), pytest.raises(LineDown, match=reason):
        a_line(address).ask("XXBD-2022-0001", PEOPLE)
    assert len(asked) == times


def test_a_body_that_hangs_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the call, and never says a word
        line = a_line(f"http://127.0.0.1:{silent.getsockname()[1]}/", timeout=0.05)
        with pytest.raises(LineDown, match=agency_line.SLOW):
            line.ask("XXBD-2022-0001", PEOPLE)


def test_where_nobody_listens_the_line_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        address = f"http://127.0.0.1:{gone.getsockname()[1]}/"
    with pytest.raises(LineDown, match=agency_line.AWAY):
        a_line(address).ask("XXBD-2022-0001", PEOPLE)


def test_after_three_failures_in_a_row_the_line_is_left_alone() -> None:
    with a_body(lambda _question: (404, "")) as (address, asked):
        line = a_line(address)
        for _ in range(agency_line.OPENS_AFTER):
            with pytest.raises(LineDown, match="404"):
                line.ask("XXBD-2022-0001", PEOPLE)
        with pytest.raises(LineDown, match=agency_line.PAUSED):
            line.ask("XXBD-2022-0001", PEOPLE)
    assert len(asked) == agency_line.OPENS_AFTER
