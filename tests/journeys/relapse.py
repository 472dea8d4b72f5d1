"""A household over four years: identified, helped, verified, out, watched; fallen back, and identified anew."""

from datetime import timedelta
from typing import Any

from engine.deadlines import SHANGHAI
from tests.journeys.acts import holds, refusal_of, same
from tests.journeys.hardship import Hardship
from tests.journeys.household_acts import UNIT
from tests.journeys.nominations import PAPER
from tests.journeys.office import until

_CALM: dict[str, Any] = {
    "persons": 3, "line": "740", "net_income": "60000", "base_income": "60000", "medical_year": "0",
    "medical_half_year": "0", "unemployed_months": 0, "loss": "0", "earner_lost": 0, "new_student": 0,
    "arrears": "0",
}  # fmt: skip


class Household(Hardship):
    """The story, chapter by chapter, from wherever the office's clock stands."""

    def tell(self) -> None:
        """Four years of it."""
        began = self.people.at
        for chapter in (
            self.identified,
            self.helped,
            self.verified_after_a_year,
            self.reminded,
            self.out_of_hardship,
            self.calm_months,
            self.a_month_nobody_knows,
            self.an_accident,
            self.helped_and_fallen_back,
            self.a_second_entry,
        ):
            chapter()
        holds(self.people.at - began > timedelta(days=4 * 365), "four years")

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
        said = {"file_number": self.number, "kind": "wage_stop", "happened_on": self.today}
        holds(self.chair.post("/monitoring/events", **said)["signal"], "a signal")
        self.case = str(until(lambda: (self.standing() or {}).get("case_id"), "the case", seconds=60))
        self.say("停发工资：立即预警，自动立案")

    def helped_and_fallen_back(self) -> None:
        """Two verify, it is graded red and helped; a month later it has fallen back, and the file is opened again."""
        form = {
            "file_number": self.number, "signal_grade": "红", "signal_reason": "停发工资", "is_true": True,
            "visited_on": self.today, "findings": "工资停发两个月。",
        }  # fmt: skip
        share = self.chair.share(self.case, "verify")
        self.chair.post(f"/assignments/{share}/submission", answers=form)
        self.decides(f"{UNIT}.party", "second")
        self.decides(f"{UNIT}.chair", "grading", grade="红")
        self.decides(f"{UNIT}.chair", "urgent_aid", aid="临时救助 3000 元", aid_on=self.today)
        until(lambda: "pause" in self.steps(), "the wait before the next look")
        self.time_comes(self.people.at + timedelta(days=40))
        self.decides(f"{UNIT}.chair", "recheck", rechecked_on=self.today, recheck_result="需要重新建档")
        self.decides(f"{UNIT}.chair", "confirm", closing_note=self.chair.upload("说明.pdf", PAPER))
        self.decides("prov.officer", "close", outcome="refiled")
        until(lambda: self.standing() is None, "monitoring is over: it is in hardship again")
        self.say("两人核实、定红、救助；复查须重新建档，以返困结案，退出监测")

    def a_second_entry(self) -> None:
        """The office itself begins the identification anew, with all that is known; nothing is spared it."""
        before, signal = self.number, self.case
        self.case = str(until(self.follower, "the case that follows"))
        linked = {(one["kind"], one["other"]) for one in self.officer.get(f"/cases/{self.case}/links")}
        same(linked, {("follows", signal)}, "the case names the one before")
        page = self.fills_in("apply", **self.family.form(self.day, wage="24000", known=True))
        holds("深度困难" in page, "its people are known, its months are new")
        self.applies()
        self.looked_at()
        self.answered(car=False)
        self.approved_and_filed()
        same(self.number, before, "the file that it had")
        page = self.household_page()
        for occasion in ("返困再入", "年度复核", "申请"):
            holds(occasion in page, f"the history keeps: {occasion}")
        self.say(f"系统自动发起再次认定，档案与历次内容带入；重新入户、公示、比对，{self.number} 再次建档")

    def follower(self) -> str | None:
        """The case that the office opened after the signal's."""
        found = self.chair.get(f"/cases/{self.case}/links")
        return next((str(one["other"]) for one in found if one["kind"] == "followed_by"), None)

    def data(self, *, ahead: int = 0, **different: Any) -> None:  # noqa: ANN401 - facts
        """What is known of this month, or of one ``ahead`` by so many days."""
        period = f"{self.people.at + timedelta(days=ahead):%Y-%m}"
        line = {"file_number": self.number, "facts": {**_CALM, **different}}
        self.chair.post("/monitoring/months", period=period, lines=[line], with_gaps=True)

    def month_comes(self) -> None:
        """The second day of the next month, in the morning."""
        ahead = (self.people.at.astimezone(SHANGHAI).replace(day=1) + timedelta(days=32)).replace(day=2)
        self.time_comes(ahead)

    def fifth(self) -> None:
        """The next sixth: whatever is checked by itself on the fifth was checked."""
        here = self.people.at.astimezone(SHANGHAI)
        there = here.replace(day=6)
        self.time_comes(there if there > here else (here.replace(day=1) + timedelta(days=32)).replace(day=6))
