"""What people of the round of 三秦工匠 do again and again, by the nominee's name: ``opt.1`` is the first of opt's."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.journeys import artisan_forms as forms
from tests.journeys.acts import holds, same
from tests.journeys.artisan_papers import Papers
from tests.journeys.committee import MEMBERS, Meeting
from tests.journeys.many import PATIENCE, PAUSE, Many
from tests.journeys.office import RunningOffice, until
from tests.journeys.people import LINES, People, Refused

PROCESS, ROUND = "award_sanqin", "award_sanqin-2022"
OFFICER, HEAD, FEDERATION = "prov.officer", "prov.head", "fed.officer"
_JUDGES = {
    "prov.skill1": "prov",
    "prov.skill2": "nwpu",
    "prov.skill3": "opt",
    "prov.skill4": "bmy",
    "prov.skill5": "sxpi",
}
_POINTS = {"skill": 28, "results": 27, "passing_on": 18, "spirit": 18}


@dataclass
class ArtisanActs:
    """Who is there, and which cases run by the names of their nominees."""

    office: RunningOffice
    people: People
    say: Callable[[str], None]
    cases: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    frozen: str = ""

    @property
    def many(self) -> Many:
        """The cases of the round, many at a time."""
        return Many(self.people, ROUND)

    @property
    def papers(self) -> Papers:
        """The desk that issues documents."""
        return Papers(self.people[OFFICER])

    @property
    def board(self) -> dict[str, Any]:
        """The board of the whole round, as the administrator sees it."""
        return dict(self.people["admin"].get(f"/rounds/{ROUND}"))

    def of(self, *units: str) -> list[str]:
        """The nominees of these unions whose cases run."""
        return [name for name in self.cases if unit_of(name) in units]

    def name_of(self, case: str) -> str:
        """The nominee of a case."""
        return next(name for name, one in self.cases.items() if one == case)

    def seen(self, name: str) -> dict[str, Any]:
        """The case, as the administrator sees it."""
        return self.people["admin"].case(self.cases[name])

    def nominate(self, *names: str, **different: str) -> None:
        """A chair begins nominations and hands them in; one that is refused is withdrawn again."""
        unit = unit_of(names[0])
        chair, paper = self.people[f"{unit}.chair"], self.people.paper(unit)
        begun = {name: str(chair.post("/cases", process=PROCESS)["case"]) for name in names}
        lines = {str(one["case_id"]): one for one in chair.get("/inbox", round=ROUND, step="nominate")}
        for name, case in begun.items():
            answers = forms.artisan(name, paper, **different)
            try:
                chair.post(f"/assignments/{lines[case]['assignment_id']}/submission", answers=answers)
            except Refused:
                chair.post(f"/cases/{case}/withdrawal", reason="未能提交，撤销本次发起")
                raise
            self.cases[name], self.numbers[name] = case, str(lines[case]["number"])

    def standing(self, step: str, count: int) -> list[str]:
        """The cases at ``step``, once the office has brought so many there."""
        admin = self.people["admin"]

        def there() -> list[str] | None:
            lines = admin.get("/cases", round=ROUND, step=step, per_page=LINES)
            found = [str(one["case_id"]) for one in lines]
            return found if len(found) == count else None

        return until(there, f"{count} cases at {step}", seconds=PATIENCE, pause=PAUSE)

    def ranked(self, login: str, step: str, names: Iterable[str]) -> list[str]:
        """Rank these in their order and put the list forward; the cases within the places."""
        person, path = self.people[login], f"/rounds/{ROUND}/lists/{step}"
        person.post(f"{path}/ranks", ranks={self.numbers[one]: n for n, one in enumerate(names, start=1)})
        person.post(f"{path}/forwarding")
        return self.forwarded(login, step)

    def forwarded(self, login: str, step: str) -> list[str]:
        """The cases that the person's level has put forward at ``step``, by rank."""
        lists = self.people[login].get(f"/rounds/{ROUND}/lists")
        lines = [line for one in lists if one["step"] == step for line in one["cases"]]
        going = [one for one in lines if one["standing"] == "forward"]
        return [str(one["case"]) for one in sorted(going, key=lambda one: int(one["rank"]))]

    def is_empty(self) -> bool:
        """Whether no case of the round is on the way any more."""
        board = self.board
        return not board["missing"] and not any(board["at_steps"].values())

    def lapsed(self) -> int:
        """How many places of unions have lapsed."""
        ledger = self.people[OFFICER].get(f"/rounds/{ROUND}/places")
        return sum(int(one["lapsed"]) for one in ledger if one["unit"] in forms.QUOTA)

    def judge(self, names: Collection[str]) -> None:
        """Every judge fills a sheet for each of these nominees, but for those of the own union."""
        self.standing("expert_score", len(names))

        def of_one(judge: str) -> None:
            others = [one for one in names if unit_of(one) != _JUDGES[judge]]
            self.many.each(judge, "expert_score", len(others), "score", points=_POINTS)

        self.many.beside_one_another(of_one, _JUDGES)

    def votes_on(self, name: str, at: datetime, *, out: Iterable[str]) -> None:
        """A meeting for one case, voted on screens by all but those who stay ``out``."""
        self.people.move_clock(at)
        meeting = Meeting(self.people)
        meeting.call(self.standing("prov_ballot", 1), at=at)
        meeting.opens(MEMBERS)
        for member in out:
            meeting.recuses(member, self.numbers[name], "人选是本人的近亲属")
        meeting.voted(self.numbers[name])
        self.minuted(meeting)

    def minuted(self, meeting: Meeting) -> None:
        """The meeting is over; its minutes say on which frozen data it relied."""
        meeting.ends()
        self.papers.issued("meeting", meeting.id, "minutes")
        holds(self.frozen in self.papers.text("meeting", meeting.id), "the minutes print the frozen hash")

    def object_to(self, name: str, text: str) -> None:
        """Object to what is shown, as anybody can who reads the page."""
        window = next(one for one in self.seen(name)["windows"] if one["closed_at"] is None)
        self.people.objects(window["id"], text)

    def finding(self, name: str, *, upheld: bool, reason: str) -> None:
        """The federation has looked into the objection."""
        federation = self.people[FEDERATION]
        share = federation.share(self.cases[name], "prov_publicity")
        federation.post(f"/assignments/{share}/finding", upheld=upheld, reason=reason)

    def suspended(self) -> list[str]:
        """Whose window an objection has stopped."""
        return [name for name in self.cases if any(one["suspended_at"] for one in self.seen(name)["windows"])]

    def ends_as(self, name: str, status: str) -> None:
        """Raises AssertionError unless the case has come to this status."""
        same(self.seen(name)["status"], status, name)


def unit_of(name: str) -> str:
    """The union that recommends the nominee."""
    return name.partition(".")[0]
