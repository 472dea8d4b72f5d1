from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI

from tests.web.visitors import Pages, words

_BASIC = "Basic YWRtaW46a25vd24="  # admin:known


class Prefect:
    """What stands for Prefect's server: it notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if request.url.path.endswith("/ui-settings"):
            return httpx.Response(200, json={"api_url": "http://127.0.0.1:4200/api", "auth": "BASIC"})
        return httpx.Response(
            200,
            stream=httpx.ByteStream(b"[]"),
            headers={"content-type": "application/json", "set-cookie": "a=b"},
        )


@pytest.fixture
def prefect(app: FastAPI) -> Iterator[Prefect]:
    known = app.state.prefect
    server = Prefect()
    app.state.prefect = httpx.Client(transport=httpx.MockTransport(server))
    yield server
    app.state.prefect = known


def test_administrators_look_with_the_offices_own_password(pages: Pages, prefect: Prefect) -> None:
    admin = pages.as_("admin")
    answer = admin.client.get("/prefect/runs?page=2")
    assert answer.status_code == 200
    assert str(prefect.asked[-1].url) == "http://127.0.0.1:4200/prefect/runs?page=2"
    assert prefect.asked[-1].headers["authorization"] == _BASIC
    assert "cookie" not in prefect.asked[-1].headers, "our session is nobody else's business"
    assert "set-cookie" not in answer.headers
    assert "connect-src 'self'" in answer.headers["content-security-policy"]


def test_the_dashboard_learns_our_address_and_asks_for_no_password(pages: Pages, prefect: Prefect) -> None:
    told = pages.as_("admin").client.get("/prefect/ui-settings").json()
    assert (told["api_url"], told["auth"]) == ("/prefect/api", None)
    assert len(prefect.asked) == 1


@pytest.mark.parametrize(
    "path", ["flow_runs/filter", "ui/flow_runs/history", "events/count-by/day", "artifacts/latest/filter"]
)
def test_questions_pass(pages: Pages, prefect: Prefect, path: str) -> None:
    answer = pages.as_("admin").client.post(f"/prefect/api/{path}", json={"limit": 3})
    assert answer.status_code == 200
    assert prefect.asked[-1].content == b'{"limit":3}'
    assert str(prefect.asked[-1].url) == f"http://127.0.0.1:4200/api/{path}"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "flow_runs/1/set_state"),
        ("POST", "deployments/1/create_flow_run"),
        ("POST", "flow_runs/bulk_delete"),
        ("DELETE", "flow_runs/1"),
        ("PATCH", "deployments/1"),
        ("PUT", "variables/1"),
        ("POST", "flow_runs/filter/../1/set_state"),
        ("POST", "deployments/filter%2F..%2F1%2Fcreate_flow_run"),
    ],
)
def test_what_would_change_a_run_does_not(pages: Pages, prefect: Prefect, method: str, path: str) -> None:
    answer = pages.as_("admin").client.request(method, f"/prefect/api/{path}", json={})
    assert answer.status_code == 403
    assert "监控台只供查看" in words(answer)
    assert prefect.asked == []


def test_others_do_not_get_there(pages: Pages, prefect: Prefect) -> None:
    assert pages.as_("prov.head").client.get("/prefect/api/flows/1").status_code == 403
    assert pages.stranger().client.get("/prefect/").status_code == 303
    assert prefect.asked == []


def test_a_dashboard_that_is_away_is_a_sentence(pages: Pages, app: FastAPI) -> None:
    def away(request: httpx.Request) -> httpx.Response:
        problem = "refused"
        raise httpx.ConnectError(problem, request=request)

    app.state.prefect = httpx.Client(transport=httpx.MockTransport(away))
    answer = pages.as_("admin").client.get("/prefect/")
    assert answer.status_code == 502
    assert "事项办理不受影响" in words(answer)
