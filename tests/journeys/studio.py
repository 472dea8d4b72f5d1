"""A studio's life of four years: named, granted money, failed and mended, led by another, re-examined, taken back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from engine.deadlines import SHANGHAI
from engine.definition import Process
from seeds.definition_file import read_definition
from seeds.invented import invent
from seeds.load import PROCESSES
from tests.journeys.acts import holds, refusal_of, same
from tests.journeys.nominations import PAPER
from tests.journeys.office import until
from tests.journeys.people import People, Person

_RESULTS = [
    {"name": "余热回收装置", "patent": "ZL202210000000.0", "benefit": "125000.50"},
    {"name": "三步检修法", "use": "在两个分厂推广"},
]
_GOOD = {"team": 18, "conditions": 13, "rules": 9, "results": 27, "training": 13, "benefit": 9}
_STRIDE = timedelta(days=300)


def moment(year: int, month: int, day: int) -> datetime:
    """Nine in the morning of a day in Shaanxi."""
    return datetime(year, month, day, 9, 0, tzinfo=SHANGHAI)


@cache
def definition(key: str) -> Process:
    """A process that is shipped."""
    return read_definition(PROCESSES / f"{key}.yaml")[0]


@dataclass
class Studio:
    """The story, chapter by chapter; what happens by itself is waited for."""

    people: People
    say: Callable[[str], None]
    number: str = ""
    paper: dict[str, Any] = field(default_factory=dict)

    def tell(self) -> None:
        """Its whole life."""
        for chapter in (
            self.named,
            self.money,
            self.the_first_check_fails,
            self.mended,
            self.another_leader,
            self.re_examined,
            self.taken_back,
        ):
            chapter()

    @property
    def chair(self) -> Person:
        """Whose unit the studio is in."""
        return self.people["xjtu.chair"]

    @property
    def title(self) -> dict[str, Any]:
        """The title as its unit sees it."""
        return dict(self.chair.get(f"/titles/{self.number}"))

    def named(self) -> None:
        """Applied for, examined, judged by five, visited by two, voted on, shown, named."""
        self.time_comes(moment(2022, 9, 1))
        self.paper = self.chair.upload("材料.pdf", PAPER)
        case = str(self.chair.post("/cases", process="studio_naming")["case"])
        refused = refusal_of(
            lambda: self.submits(
                case, "apply", area=15, member_list=self.form()["member_list"][:4], results=_RESULTS
            )
        )
        same(len(refused.findings), 2, "a place too small and a team too small, both said at once")
        self.submits(case, "apply", results=_RESULTS)
        self.decides("prov.officer", case, "formal")
        self.judged(case)
        self.visited(case)
        self.voted(case, "ballot")
        self.comes_to(case, "publicity")
        self.time_comes(moment(2022, 9, 30))
        self.decides(
            "prov.officer", case, "naming", outcome="named", answers={"document_number": "演示〔2022〕1 号"}
        )
        self.number = until(self.registered, "the title in the register")
        self.say(f"命名：{self.number} 已登记在称号台账")

    def registered(self) -> str | None:
        """The number of the studio among the titles of the unit."""
        terms = definition("studio_naming").title_terms
        names = {str(one["name"]): str(one["number"]) for one in self.chair.get("/titles")}
        return names.get(terms.name) if terms else None

    def money(self) -> None:
        """The province grants, the unit spends, and never more than was granted."""
        path = f"/titles/{self.number}/money"
        self.people["prov.officer"].post(path, kind="granted", amount="10000.00", on="2022-09-30")
        self.chair.post(path, kind="spent", amount="6000.00", on="2022-09-30", purpose="research")
        refused = refusal_of(
            lambda: self.chair.post(path, kind="spent", amount="4000.01", on="2022-09-30", purpose="training")
        )
        same(refused.name, "MoneyRefused", "what is left is four thousand")
        self.say("补助经费：拨付 10000 元，支出 6000 元；超出余额的一笔不予办理")

    def the_first_check_fails(self) -> None:
        """The yearly check opens by itself; no result in a year, so it has to mend."""
        self.time_comes(moment(2023, 11, 6))
        case = self.opened("studio_year_check")
        self.submits(case, "self_report", results_count=0)
        self.decides("prov.officer", case, "first")
        self.decides("prov.head", case, "grading", outcome="failed")
        until(lambda: self.title["status"] == "rectifying", "the order to mend")
        self.say(f"年度检查到期自动发起，不合格，限期整改至 {self.title['rectify_by']}")

    def mended(self) -> None:
        """Its report is checked, and the title is held again."""
        self.time_comes(moment(2024, 3, 4))
        case = self.opened("studio_rectification")
        self.submits(case, "report")
        self.decides("prov.officer", case, "recheck")
        self.decides("prov.head", case, "decision", outcome="mended")
        until(lambda: self.title["status"] == "held", "the title held again")
        self.say("整改合格，恢复称号")

    def another_leader(self) -> None:
        """The leader retires; the unit names another from the register."""
        self.time_comes(moment(2024, 6, 3))
        case = str(self.chair.post(f"/titles/{self.number}/cases", process="studio_leader_change")["case"])
        heir = invent("journey/heir")
        self.submits(case, "apply", leader=heir.name, leader_id_no=heir.id_number, why="退休")
        self.decides("prov.officer", case, "check")
        self.decides("prov.head", case, "decision", outcome="changed")
        until(lambda: self.title["leader"] == heir.name, "the new leader in the register")
        self.say("领衔人退休，变更领衔人")

    def re_examined(self) -> None:
        """After a year in which nobody looked, one check opens; three years after the naming, the re-examination."""
        self.time_comes(moment(2025, 8, 4))
        case = self.opened("studio_review")
        self.submits(case, "apply")
        self.visited(case)
        self.voted(case, "ballot")
        self.decides("prov.officer", case, "decision", outcome="confirmed")
        kinds = until(lambda: self.entries("kept"), "the re-examination in the register")
        holds(kinds, "the re-examination is entered")
        self.say("三年复核自动发起，复核合格")

    def taken_back(self) -> None:
        """False results come to light: proposed, examined, voted on, revoked."""
        self.time_comes(moment(2026, 3, 2))
        case = str(self.chair.post(f"/titles/{self.number}/cases", process="title_revocation")["case"])
        self.submits(case, "propose", ground="弄虚作假")
        self.decides("prov.officer", case, "inquiry")
        self.voted(case, "ballot")
        self.decides("prov.officer", case, "decision", outcome="revoked")
        until(lambda: self.title["status"] == "revoked", "the title taken back")
        refused = refusal_of(
            lambda: self.chair.post(f"/titles/{self.number}/cases", process="studio_leader_change")
        )
        same(refused.name, "TitleIsOver", "nothing more about a title that is over")
        self.say(f"查实弄虚作假，撤销称号；台账记录 {len(self.title['entries'])} 条")

    def time_comes(self, to: datetime) -> None:
        """Move the clock on, a stride at a time: further at once it does not go."""
        while self.people.at + _STRIDE < to:
            self.people.move_clock(self.people.at + _STRIDE)
        self.people.move_clock(to)

    def opened(self, process: str) -> str:
        """The case of ``process`` that opened about the title by itself, and is not over."""

        def there() -> str | None:
            about = [one for one in self.title["cases"] if not one["closed"]]
            return next((str(one["id"]) for one in about if one["title"] == definition(process).title), None)

        return until(there, f"a case of {process}")

    def entries(self, kind: str) -> list[dict[str, Any]]:
        """The entries of this kind."""
        return [one for one in self.title["entries"] if one["kind"] == kind]

    def submits(self, case: str, step: str, **different: Any) -> None:  # noqa: ANN401 - whatever a form holds
        """The chair hands in a form."""
        share = self.chair.share(case, step)
        process = definition(self.chair.case(case)["process"])
        known = {**self.form(), **different}
        answers = {one.key: known[one.key] for one in process.fields_at(step)}
        self.chair.post(f"/assignments/{share}/submission", answers=answers)

    def form(self) -> dict[str, Any]:
        """All that the forms of a studio ask."""
        leader = invent("journey/leader")
        return {
            "studio_name": "演示节能技术创新工作室", "category": "劳模创新工作室", "leader": leader.name,
            "leader_id_no": leader.id_number, "leader_honour": "省五一劳动奖章", "leader_in_post": True,
            "founded_on": "2020-05-04", "members": 9, "young_members": 4,
            "one_section_only": False, "is_department": False, "area": 80, "equipment": "试验台两套",
            "yearly_funds": "30000.00", "topics": "余热回收", "results_count": 2,
            "member_list": [
                {"name": leader.name, "position": "高级技师", "duty": "领衔"},
                *({"name": f"演示成员{one}", "position": "工程师"} for one in "一二三四"),
            ],
            "results": "余热回收装置投入使用，三步检修法在两个分厂推广。",
            "trainings": 4, "promoted": 2, "has_rules": True, "veto": False, "proof": self.paper,
            "unit_opinion": self.paper, "money_used": "用于试验材料。", "accident": False, "report": self.paper,
            "measures": "补充课题，落实经费。", "evidence": self.paper, "request": self.paper, "why": "退休",
            "holder": "演示节能技术创新工作室", "ground": "弄虚作假", "facts": "成果材料系伪造。",
        }  # fmt: skip

    def decides(
        self,
        login: str,
        case: str,
        step: str,
        *,
        outcome: str | None = None,
        answers: dict[str, Any] | None = None,
    ) -> None:
        """Somebody agrees, once it has come to him or her."""
        person = self.people[login]
        said = {"decision": "approve", "outcome": outcome, "answers": answers or {}}
        person.post(f"/assignments/{person.share(case, step)}/decision", **said)

    def judged(self, case: str) -> None:
        """Whoever has a sheet fills it; the studio's own unit is not among them."""
        for n in range(1, 7):
            self.acts_if_asked(f"prov.studio{n}", case, "paper_review", "score", points=_GOOD)

    def visited(self, case: str) -> None:
        """Two go there: the first writes the report, the second confirms it."""
        report = {"visited_on": "2022-09-15", "visit_report": "场所、设备、台账齐全。"}
        photo = self.people["prov.studio1"].upload("现场.png", _PNG)
        for login in ("prov.studio1", "prov.studio2"):
            self.decides(login, case, "visit", answers={**report, "visit_photo": photo})

    def voted(self, case: str, step: str) -> None:
        """Every member with a paper agrees."""
        for n in range(1, 8):
            self.acts_if_asked(f"prov.member{n}", case, step, "vote", choice="approve")

    def comes_to(self, case: str, step: str) -> None:
        """Wait until the office has brought the case to ``step``."""

        def there() -> bool:
            return any(one["key"] == step for one in self.people["admin"].case(case)["steps"])

        until(there, f"{case} comes to {step}")

    def acts_if_asked(self, login: str, case: str, step: str, act: str, **said: Any) -> None:  # noqa: ANN401
        """Act on one's share at ``step``, if one has one."""
        admin, person = self.people["admin"], self.people[login]
        self.comes_to(case, step)
        mine = [
            one["id"]
            for one in admin.case(case)["assignments"]
            if (one["step"], one["person"], one["status"]) == (step, person.id, "open")
        ]
        if mine:
            person.post(f"/assignments/{mine[0]}/{act}", **said)


_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
