"""The people of the office, each with a browser of his or her own."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx

from engine.deadlines import SHANGHAI
from seeds.load import DEMONSTRATION_PASSWORD
from tests.journeys.office import until

_PAGE_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


class Refused(Exception):
    """The office said no."""

    def __init__(self, answer: httpx.Response) -> None:
        said = answer.json()
        super().__init__(said.get("sentence", answer.text))
        self.name = str(said.get("refused"))
        self.sentence = str(said.get("sentence"))
        self.findings: list[dict[str, str]] = said.get("findings", [])


@dataclass
class Person:
    """Somebody signed in, who reads and acts through the JSON API."""

    client: httpx.Client
    login: str
    id: str = ""
    token: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **asked: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Read. Raises Refused."""
        return self._answer(self.client.get(f"/api/v1{path}", params=asked))

    def post(self, path: str, **said: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Act. Raises Refused."""
        return self._answer(self.client.post(f"/api/v1{path}", json=said, headers=self.token))

    def upload(self, name: str, content: bytes) -> dict[str, Any]:
        """Hand in a file; the answer is what a form field takes."""
        files = {"file": (name, content)}
        stored = self._answer(self.client.post("/api/v1/attachments", files=files, headers=self.token))
        return dict(stored)

    def case(self, case_id: str) -> dict[str, Any]:
        """A case as this person may see it."""
        return dict(self.get(f"/cases/{case_id}"))

    def share(self, case_id: str, step: str) -> str:
        """This person's open assignment at ``step``, as soon as the office has opened it."""

        def mine() -> str | None:
            lines = self.get("/inbox")
            ids = {one["assignment_id"] for one in lines if one["case_id"] == case_id}
            shares = self.case(case_id)["assignments"] if ids else []
            return next((one["id"] for one in shares if one["id"] in ids and one["step"] == step), None)

        return until(mine, f"{self.login} has no open assignment at {step} of {case_id}")

    def _answer(self, answer: httpx.Response) -> Any:  # noqa: ANN401 - whatever JSON holds
        if answer.is_error:
            raise Refused(answer)
        return answer.json() if answer.content else None


@dataclass
class People:
    """Everybody of the office, signed in when first asked for."""

    url: str
    at: datetime = datetime(2022, 2, 21, 9, 0, tzinfo=SHANGHAI)
    known: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, login: str) -> Person:
        """The person who signs in as ``login``."""
        if login not in self.known:
            self.known[login] = self._sign_in(login)
        return self.known[login]

    def close(self) -> None:
        """Close all browsers."""
        for person in self.known.values():
            person.client.close()

    def anybody(self) -> Person:
        """A citizen who reads the publicity page; signed in as nobody."""
        if "" not in self.known:
            self.known[""] = Person(self._browser(), "")
        return self.known[""]

    def move_clock(self, to: datetime) -> None:
        """The administrator moves the demonstration clock on."""
        self["admin"].post("/clock", to=to.isoformat())
        self.at = to

    def _sign_in(self, login: str) -> Person:
        client = self._browser()
        page = client.get("/sign-in").text
        token = _PAGE_TOKEN.search(page)
        form = {"login": login, "password": DEMONSTRATION_PASSWORD, "csrf": token[1] if token else ""}
        client.post("/sign-in", data=form).raise_for_status()
        person = Person(client, login)
        me = person.get("/me")
        person.id, person.token = str(me["person"]), {"X-CSRF-Token": str(me["csrf"])}
        return person

    def _browser(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, follow_redirects=True, timeout=30, trust_env=False)
