"""The people of the office, each with a browser of his or her own."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

import httpx

from engine.deadlines import SHANGHAI
from seeds.load import DEMONSTRATION_PASSWORD
from tests.journeys.nominations import PAPER
from tests.journeys.office import until

LINES = 200
"""As many lines of a list as one page may have."""

_PAGE_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
_SENTENCE = re.compile(r'role="alert"><p>(.*?)</p>', re.DOTALL)


class Refused(Exception):
    """The office said no: in JSON with the refusal's name, on a page with its sentence."""

    def __init__(self, answer: httpx.Response) -> None:
        said = _said_no(answer)
        super().__init__(said.get("sentence", answer.text))
        self.name = str(said.get("refused"))
        self.sentence = str(said.get("sentence"))
        self.findings: list[dict[str, str]] = said.get("findings", [])


def _said_no(answer: httpx.Response) -> dict[str, Any]:
    if "json" in answer.headers.get("content-type", ""):
        return dict(answer.json())
    found = _SENTENCE.search(answer.text)
    return {"sentence": unescape(found[1])} if found else {}


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

    def types(self, path: str, **typed: str | list[str]) -> str:
        """Send the form of a page; the address of the page that follows. Raises Refused."""
        answer = self.client.post(path, data=typed, headers=self.token, follow_redirects=False)
        if answer.is_error:
            raise Refused(answer)
        return answer.headers["location"]

    def reads(self, path: str) -> str:
        """What the page says, as HTML."""
        return self.client.get(path).raise_for_status().text

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
            lines = self.get("/inbox", per_page=LINES)
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
    papers: dict[str, dict[str, Any]] = field(default_factory=dict)

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

    def objects(self, window: str, text: str) -> None:
        """A citizen objects to what is shown in a window, as anybody can who reads the page."""
        anybody = self.anybody()
        question = anybody.get("/publicity/question")
        check = {"check": question["check"], "answer": str(sum(question["add"]))}
        said = {"name": "演示群众", "contact": "13900000000", "text": text, **check}
        anybody.post(f"/publicity/{window}/objections", **said)

    def paper(self, unit: str) -> dict[str, Any]:
        """A paper that the union's chair handed in once, as a form field takes it."""
        if unit not in self.papers:
            self.papers[unit] = self[f"{unit}.chair"].upload("材料.pdf", PAPER)
        return self.papers[unit]

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
