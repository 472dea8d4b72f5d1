"""What people of a story do again and again, by the nomination's name: ``xjtu.a`` is one of xjtu's."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.deadlines import SHANGHAI
from tests.journeys.nominations import form
from tests.journeys.office import RunningOffice, until
from tests.journeys.people import People, Person, Refused

PROCESS = "award_national51"
_LAST_MEMBER = 7


def local(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2022 in Shaanxi."""
    return datetime(2022, month, day, hour, minute, tzinfo=SHANGHAI)


def same(found: object, expected: object, what: str) -> None:
    """Raises AssertionError, saying what should have been."""
    if found != expected:
        message = f"{what}: {found!r}, expected {expected!r}"
        raise AssertionError(message)


def holds(condition: object, what: str) -> None:
    """Raises AssertionError, saying what should hold."""
    if not condition:
        raise AssertionError(what)


def refusal_of(act: Callable[[], object]) -> Refused:
    """The refusal that ``act`` meets. Raises AssertionError when it meets none."""
    try:
        act()
    except Refused as refused:
        return refused
    message = "this should have been refused"
    raise AssertionError(message)


@dataclass
class Acts:
    """Who is there, and which cases run."""

    office: RunningOffice
    people: People
    say: Callable[[str], None]
    cases: dict[str, str] = field(default_factory=dict)

    def nominate(self, name: str) -> None:
        """The chair begins a nomination and hands it in; when that is refused, it is withdrawn again."""
        chair = self.of_unit(name, "chair")
        self.cases[name] = str(chair.post("/cases", process=PROCESS)["case"])
        try:
            self.submit(name)
        except Refused:
            chair.post(f"/cases/{self.cases.pop(name)}/withdrawal", reason="未能提交，撤销本次发起")
            raise

    def submit(self, name: str, **different: Any) -> None:  # noqa: ANN401 - whatever a form holds
        """The chair hands in the form."""
        chair = self.of_unit(name, "chair")
        share = chair.share(self.cases[name], "nominate")
        answers = form(f"journey/{name}", self.paper(name), **different)
        chair.post(f"/assignments/{share}/submission", answers=answers)

    def approve(
        self,
        person: Person,
        name: str,
        step: str,
        *,
        outcome: str | None = None,
        answers: dict[str, Any] | None = None,
    ) -> None:
        """Somebody agrees, once it has come to him or her."""
        share = person.share(self.cases[name], step)
        said = {"decision": "approve", "outcome": outcome, "answers": answers or {}}
        person.post(f"/assignments/{share}/decision", **said)

    def consulted(self, name: str) -> None:
        """Every agency asked agrees in writing."""
        chair, case = self.of_unit(name, "chair"), self.cases[name]
        share = chair.share(case, "consult")
        for one in chair.case(case)["opinions"]:
            if one["answer"] is None:
                said = {"agency": one["agency"], "answer": "agree", "document": self.paper(name)["digest"]}
                chair.post(f"/assignments/{share}/opinion", **said)

    def object_to(self, name: str, text: str) -> None:
        """Object to what is shown, as anybody can who reads the page."""
        shown = next(one for one in self.seen(name)["windows"] if one["closed_at"] is None)
        self.people.objects(shown["id"], text)

    def vote(self, name: str) -> None:
        """Every member with a paper: all agree but the last, who abstains."""
        self.wait_at(name, "prov_ballot")
        mine = {
            one["person"]: one["id"] for one in self.seen(name)["assignments"] if one["step"] == "prov_ballot"
        }
        for member in range(1, _LAST_MEMBER + 1):
            person = self.people[f"prov.member{member}"]
            if person.id in mine:
                choice = "abstain" if member == _LAST_MEMBER else "approve"
                person.post(f"/assignments/{mine[person.id]}/vote", choice=choice)

    def of_unit(self, name: str, post: str) -> Person:
        """Who holds ``post`` (chair, party) in the nomination's unit."""
        return self.people[f"{name.partition('.')[0]}.{post}"]

    def paper(self, name: str) -> dict[str, Any]:
        """A paper of the nomination's unit."""
        return self.people.paper(name.partition(".")[0])

    def seen(self, name: str) -> dict[str, Any]:
        """The case, as the administrator sees it."""
        return self.people["admin"].case(self.cases[name])

    def is_at(self, name: str, step: str) -> bool:
        """Whether the case is at ``step``."""
        return any(one["key"] == step and one["status"] == "open" for one in self.seen(name)["steps"])

    def wait_at(self, *names_and_step: str) -> None:
        """Wait until the office has brought every one of these cases to the step named last."""
        *names, step = names_and_step
        for name in names:
            until(lambda name=name: self.is_at(name, step), f"{name} comes to {step}")  # type: ignore[misc]

    def window(self, name: str, level: str) -> datetime:
        """When the running window of this level closes, once it is open."""

        def closes() -> datetime | None:
            for one in self.seen(name)["windows"]:
                if one["closed_at"] is None and one["suspended_at"] is None and one["level"] == level:
                    return datetime.fromisoformat(one["closes_at"])
            return None

        return until(closes, f"a window of {name}")

    def suspended(self, name: str) -> bool:
        """Whether an objection has stopped the case's window."""
        return any(one["suspended_at"] for one in self.seen(name)["windows"])

    def mails_about(self, word: str) -> int:
        """How often the catcher's list of mails speaks of ``word``."""
        return self.people["admin"].client.get("/mails").text.count(word)
