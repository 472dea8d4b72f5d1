"""People before the pages: they sign in, read, press buttons; and the stories of the cases they look at."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

import httpx
from fastapi import FastAPI

from actions import advance, copies
from models import journal
from runtime.wiring import Office
from tests.factories import MONDAY, Story, a_case

with (
    warnings.catch_warnings()
):  # the client wants another HTTP library than the one we ship; it works with ours
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

__all__ = ["PASSWORD", "OfficeTime", "Pages", "TestClient", "Visitor", "browser", "words"]
PASSWORD = "banshi-2022"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
_TOKEN = re.compile(r'"X-CSRF-Token": "([^"]+)"')


@dataclass
class OfficeTime:
    """The office's clock, as a test sets it."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now


def browser(app: FastAPI, *, sees_failures: bool = True) -> TestClient:
    """A browser that has seen nothing yet; a failure of the application breaks the test, or else is a page."""
    return TestClient(
        app,
        base_url="http://office.example",
        follow_redirects=False,
        raise_server_exceptions=sees_failures,
    )


class Visitor:
    """One browser."""

    def __init__(self, app: FastAPI) -> None:
        self.client = browser(app)
        self.seen = self.client.get("/sign-in")

    @property
    def token(self) -> str:
        """The token on the page seen last."""
        found = _TOKEN.search(self.seen.text)
        assert found, self.seen.text[:500]
        return unescape(found.group(1))

    def signs_in(self, login: str, password: str = PASSWORD) -> httpx.Response:
        """Fill the page to sign in."""
        self.seen = self.client.get("/sign-in")
        answer = self.posts("/sign-in", login=login, password=password)
        if answer.status_code == 303:
            self.sees("/notices")
        return answer

    def sees(self, path: str) -> str:
        """A page that is there."""
        self.seen = self.client.get(path)
        assert self.seen.status_code == 200, (path, self.seen.status_code, self.seen.text)
        return words(self.seen)

    def posts(self, path: str, /, **form: str) -> httpx.Response:
        """Press a button."""
        answer: httpx.Response = self.client.post(path, data={"csrf": self.token, **form})
        return answer

    def objects(self, window: str, /, **said: str) -> httpx.Response:
        """Fill the form on the page of a showing, the small question included."""
        self.sees(f"/publicity/{window}")
        first, second = _SUM.search(words(self.seen)).groups()  # type: ignore[union-attr]
        check = re.search(r'name="check" value="([^"]+)"', self.seen.text).group(1)  # type: ignore[union-attr]
        given = {"check": check, "answer": str(int(first) + int(second)), **said}
        return self.posts(f"/publicity/{window}/objections", **given)

    def sends(self, path: str, files: dict[str, tuple[str, bytes]], /, **form: str) -> httpx.Response:
        """Press a button with files."""
        answer: httpx.Response = self.client.post(path, data={"csrf": self.token, **form}, files=files)
        return answer

    def asks(self, path: str, **said: Any) -> httpx.Response:  # noqa: ANN401 - whatever JSON holds
        """Ask the API for an act."""
        headers = {"X-CSRF-Token": self.token}
        answer: httpx.Response = self.client.post(f"/api/v1{path}", json=said, headers=headers)
        return answer

    def does(self, path: str, **said: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        """Something that the API does when it is asked."""
        answer = self.asks(path, **said)
        assert answer.is_success, (path, answer.status_code, answer.text)

    def reads(self, path: str, **asked: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """What the API tells."""
        answer = self.client.get(f"/api/v1{path}", params=asked)
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
        return answer.json()


_SUM = re.compile(r"(\d+) 加 (\d+) 等于多少")


@dataclass
class Pages:
    """The pages of one office."""

    app: FastAPI
    office: Office
    visitors: dict[str, Visitor] = field(default_factory=dict)

    def stranger(self) -> Visitor:
        """Somebody who has not signed in."""
        return Visitor(self.app)

    def as_(self, login: str) -> Visitor:
        """The person's browser, signed in."""
        if login not in self.visitors:
            self.visitors[login] = Visitor(self.app)
            assert self.visitors[login].signs_in(login).status_code == 303
        return self.visitors[login]

    def case(self, at: str, **changes: Any) -> str:  # noqa: ANN401 - see a_case
        """A nomination that stands at step ``at``; its id."""
        with self.office.database.transaction() as session:
            return a_case(session, self.office.seal, at=at, **changes).case_id

    @contextmanager
    def story(self, case_id: str) -> Iterator[Story]:
        """The case's story, to look at or to go on with."""
        with self.office.database.transaction() as session:
            yield Story(session, self.office.seal, case_id=case_id)

    def share(self, case_id: str, login: str) -> str:
        """The person's assignment in the case."""
        with self.story(case_id) as story:
            return story.share(login)

    def dispatch(self, case_id: str) -> None:
        """What the dispatcher does after an act."""
        with self.office.database.transaction() as session:
            advance.advance(session, case_id, now=self.office.clock())

    def copies(self, case_id: str) -> None:
        """The copies that the definition says, as the dispatcher sends them."""
        with self.office.database.transaction() as session:
            for line in journal.lines(session, case_id):
                copies.copy_by_rule(session, case_id, dict(line.payload), now=self.office.clock())

    def at(self, moment: datetime) -> None:
        """Set the office's clock."""
        assert isinstance(self.office.clock, OfficeTime)
        self.office.clock.now = moment


def words(answer: httpx.Response) -> str:
    """What is to be read on a page, without its tags."""
    body = re.sub(r"<(style|script)\b.*?</\1>", "", answer.text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))
