"""A household over four years: out of hardship, calm, an accident, helped, fallen back, out again, to the end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from engine.deadlines import SHANGHAI, local_date
from tests.journeys.acts import holds, refusal_of, same
from tests.journeys.nominations import PAPER
from tests.journeys.office import until
from tests.journeys.people import People, Person

NUMBER = "KN-JOURNEY-1"
_STRIDE = timedelta(days=300)
_CALM: dict[str, Any] = {
    "persons": 3, "line": "740", "net_income": "60000", "base_income": "60000", "medical_year": "0",
    "medical_half_year": "0", "unemployed_months": 0, "loss": "0", "earner_lost": 0, "new_student": 0,
    "arrears": "0",
}  # fmt: skip


@dataclass
class Household:
    """The story, chapter by chapter, from wherever the office's clock stands."""

    people: People
    say: Callable[[str], None]
    case: str = ""

    def tell(self) -> None:
        """Four years of it."""
        for chapter in (
            self.out_of_hardship,
            self.calm_months,
            self.a_month_nobody_knows,
            self.an_accident,
            self.helped_and_fallen_back,
            self.a_second_entry,
            self.watched_to_the_end,
        ):
            chapter()

    @property
    def chair(self) -> Person:
        """Whose unit the household is of."""
        return self.people["xjtu.chair"]

    @property
    def today(self) -> str:
        """The day of the office."""
        return local_date(self.people.at).isoformat()

    def out_of_hardship(self) -> None:
        """The unit puts it under monitoring on the day of its exit."""
        self.enters()
        standing = self.standing()
        same((standing or {}).get("grade"), None, "nobody has looked yet")
        self.say(f"{NUMBER} 脱困，纳入监测")

    def calm_months(self) -> None:
        """A month's data comes in and is graded by itself on the fifth; data of a month to come is refused."""
        self.month_comes()
        refused = refusal_of(lambda: self.data(ahead=40))
        same(refused.name, "PeriodNotYetBegun", "a month to come")
        self.data()
        self.fifth()
        until(lambda: (self.standing() or {}).get("grade") == 0, "the calm month graded green")
        self.say("平稳的月份：数据收下，初五核查，绿")

    def a_month_nobody_knows(self) -> None:
        """A year on nothing was said: a gap, not green."""
        self.time_comes(self.people.at + timedelta(days=370))
        self.fifth()
        until(lambda: (self.standing() or {}).get("gap"), "the gap")
        self.say("一年后没有数据：记为缺数据，不算绿")

    def an_accident(self) -> None:
        """Wages stop: the case opens by itself at once."""
        said = {"file_number": NUMBER, "kind": "wage_stop", "happened_on": self.today}
        holds(self.chair.post("/monitoring/events", **said)["signal"], "a signal")
        self.case = str(until(lambda: (self.standing() or {}).get("case_id"), "the case", seconds=60))
        self.say("停发工资：立即预警，自动立案")

    def helped_and_fallen_back(self) -> None:
        """Two verify, it is graded red and helped; a month later it has fallen back, and the file is opened again."""
        form = {
            "file_number": NUMBER, "signal_grade": "红", "signal_reason": "停发工资", "is_true": True,
            "visited_on": self.today, "findings": "工资停发两个月。",
        }  # fmt: skip
        share = self.chair.share(self.case, "verify")
        self.chair.post(f"/assignments/{share}/submission", answers=form)
        self.decides("xjtu.party", "second")
        self.decides("xjtu.chair", "grading", grade="红")
        self.decides("xjtu.chair", "urgent_aid", aid="临时救助 3000 元", aid_on=self.today)
        until(lambda: "pause" in self.steps(), "the wait before the next look")
        self.time_comes(self.people.at + timedelta(days=40))
        self.decides("xjtu.chair", "recheck", rechecked_on=self.today, recheck_result="需要重新建档")
        self.decides("xjtu.chair", "confirm", closing_note=self.chair.upload("说明.pdf", PAPER))
        self.decides("prov.officer", "close", outcome="refiled")
        until(lambda: self.standing() is None, "monitoring is over: it is in hardship again")
        self.say("两人核实、定红、救助；复查须重新建档，以返困结案，退出监测")

    def a_second_entry(self) -> None:
        """Out again a year later; the next signal's case follows the first."""
        self.time_comes(self.people.at + timedelta(days=365))
        self.enters()
        refused = refusal_of(self.enters)
        same(refused.name, "InAlready", "in once is enough")
        said = {"file_number": NUMBER, "kind": "accident", "happened_on": self.today}
        self.chair.post("/monitoring/events", **said)
        case = str(until(lambda: (self.standing() or {}).get("case_id"), "the second case", seconds=60))
        linked = [one["other"] for one in self.chair.get(f"/cases/{case}/links")]
        same(linked, [self.case], "the second case names the first")
        self.case = case
        self.false_alarm()
        self.say("再次脱困，第二次纳入；再预警的事项接续第一件，核实为误报")

    def false_alarm(self) -> None:
        """Two went there and found nothing."""
        form = {
            "file_number": NUMBER, "signal_grade": "红", "signal_reason": "意外事故", "is_true": False,
            "visited_on": self.today, "findings": "轻微，已治愈。",
        }  # fmt: skip
        share = self.chair.share(self.case, "verify")
        self.chair.post(f"/assignments/{share}/submission", answers=form)
        self.decides("xjtu.party", "second")
        self.decides("prov.officer", "close", outcome="false_alarm")
        until(lambda: not (self.standing() or {"case_id": 1}).get("case_id"), "the signal closed")

    def watched_to_the_end(self) -> None:
        """Two years after the second exit nobody has to look any more."""
        self.time_comes(self.people.at + timedelta(days=735))
        self.fifth()
        until(lambda: self.standing() is None, "two years are over")
        self.say("脱困满两年，监测期满")

    def enters(self) -> None:
        """Under monitoring from today on."""
        said = {"file_number": NUMBER, "unit": "xjtu", "reason": "left", "since": self.today}
        self.chair.post("/monitoring/households", **said)

    def data(self, *, ahead: int = 0, **different: Any) -> None:  # noqa: ANN401 - facts
        """What is known of this month, or of one ``ahead`` by so many days."""
        period = f"{self.people.at + timedelta(days=ahead):%Y-%m}"
        line = {"file_number": NUMBER, "facts": {**_CALM, **different}}
        self.chair.post("/monitoring/months", period=period, lines=[line], with_gaps=True)

    def steps(self) -> set[str]:
        """The steps to which the case has come."""
        return {one["key"] for one in self.people["admin"].case(self.case)["steps"]}

    def standing(self) -> dict[str, Any] | None:
        """The household as the list shows it; None when it is not monitored."""
        found = self.chair.get("/monitoring/households", q=NUMBER)["households"]
        return dict(found[0]) if found else None

    def decides(self, login: str, step: str, *, outcome: str | None = None, **answers: Any) -> None:  # noqa: ANN401
        """Somebody does what waits for him or her."""
        person = self.people[login]
        share = person.share(self.case, step)
        said = {"decision": "approve", "outcome": outcome, "answers": answers}
        person.post(f"/assignments/{share}/decision", **said)

    def month_comes(self) -> None:
        """The second day of the next month, in the morning."""
        ahead = (self.people.at.astimezone(SHANGHAI).replace(day=1) + timedelta(days=32)).replace(day=2)
        self.time_comes(ahead)

    def fifth(self) -> None:
        """The next sixth: whatever is checked by itself on the fifth was checked."""
        here = self.people.at.astimezone(SHANGHAI)
        there = here.replace(day=6)
        self.time_comes(there if there > here else (here.replace(day=1) + timedelta(days=32)).replace(day=6))

    def time_comes(self, to: datetime) -> None:
        """Move the clock on, a stride at a time."""
        while self.people.at + _STRIDE < to:
            self.people.move_clock(self.people.at + _STRIDE)
        self.people.move_clock(to)
