"""What people do with a household on its way, again and again: fill in its file, look at it, match it, file it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

import httpx

from engine.deadlines import SHANGHAI, local_date
from seeds import sample_files
from seeds.demo_papers import Paper
from tests.journeys.acts import holds, same
from tests.journeys.family import Family
from tests.journeys.nominations import PAPER
from tests.journeys.office import until
from tests.journeys.people import People, Person

UNIT = "xjtu"
_STRIDE = timedelta(days=300)
_TAGS = re.compile(r"<[^>]+>|\s+")
_CONTRADICTION = re.compile(r"/contradictions/([0-9a-f-]{36})")


@dataclass
class HouseholdActs:
    """The people, the family, and the case that is under way; ``number`` is that of its file."""

    people: People
    say: Callable[[str], None]
    case: str = ""
    number: str = ""
    family: Family = field(default_factory=lambda: Family(date(2004, 9, 12)))

    @property
    def chair(self) -> Person:
        """Whose unit the household is of."""
        return self.people[f"{UNIT}.chair"]

    @property
    def officer(self) -> Person:
        """Who fills in the file."""
        return self.people[f"{UNIT}.officer1"]

    @property
    def centre(self) -> Person:
        """Who handles matching and money."""
        return self.people["prov.officer"]

    @property
    def day(self) -> date:
        """The day of the office."""
        return local_date(self.people.at)

    @property
    def today(self) -> str:
        """The same as forms take it."""
        return self.day.isoformat()

    def begins(self, process: str) -> None:
        """The unit's officer begins a case."""
        self.case = str(self.officer.post("/cases", process=process)["case"])

    def fills_in(self, step: str, **typed: str) -> str:
        """The page of the file after it was saved, in words."""
        share = self.officer.share(self.case, step)
        return pressed(self.officer, f"/assignments/{share}/household", **typed)

    def hands_in(self, step: str, **answers: Any) -> None:  # noqa: ANN401 - whatever a form holds
        """The form goes in."""
        share = self.officer.share(self.case, step)
        self.officer.post(f"/assignments/{share}/submission", answers={**self.family.applicant, **answers})

    def decides(self, login: str, step: str, *, outcome: str | None = None, **answers: Any) -> None:  # noqa: ANN401
        """Somebody does what waits for him or her."""
        person = self.people[login]
        share = person.share(self.case, step)
        said = {"decision": "approve", "outcome": outcome, "answers": answers}
        person.post(f"/assignments/{share}/decision", **said)

    def applies(self) -> None:
        """The application with its papers."""
        paper = self.officer.upload("材料.pdf", PAPER)
        self.hands_in(
            "apply", filed_by="本人申请", cause="家属大病", description="配偶长期治疗，入不敷出。",
            application=paper, authorisations=paper, proofs=paper,
        )  # fmt: skip

    def looked_at(self) -> None:
        """First check, a visit by two with a picture, the democratic appraisal, five working days on the board."""
        self.decides(f"{UNIT}.chair", "first")
        picture = sample_files.picture(Paper("入户", "演示", "演示"), day=self.day)
        photo = self.officer.upload("入户.png", picture)
        report: dict[str, Any] = {
            "visited_on": self.today,
            "visit_photo": photo,
            "visit_report": "两人入户，所报属实。",
        }
        self.decides(f"{UNIT}.officer1", "visit", **report)
        self.decides(f"{UNIT}.officer2", "visit")
        minutes = self.chair.upload("评议记录.pdf", PAPER)
        counts: dict[str, Any] = {"appraisal_due": 9, "appraisal_present": 8, "appraisal_agree": 8}
        self.decides(
            f"{UNIT}.chair", "appraisal", appraised_on=self.today, appraisal_minutes=minutes, **counts
        )
        self.shown_to_the_public()

    def shown_to_the_public(self) -> None:
        """The window of publicity opens and runs out."""

        def closes() -> datetime | None:
            windows = self.people["admin"].case(self.case)["windows"]
            return next(
                (datetime.fromisoformat(one["closes_at"]) for one in windows if not one["closed_at"]), None
            )

        self.time_comes(until(closes, "the window of publicity") + timedelta(minutes=10))

    def answered(self, *, car: bool) -> None:
        """Every body answers by table: none has a record, but for a ``car`` that the file does not name."""
        until(lambda: "matching" in self.steps(), "the household comes to the matching")
        for agency in self.centre.get("/matching")["bodies"]:
            asked = pressed_for(self.centre, f"/matching/{agency['key']}/batch", **{"as": "csv"})
            number = asked.content.decode("utf-8-sig").splitlines()[1].split(",")[0]
            told = "机动车,1,小型轿车" if car and agency["key"] == "traffic" else "无记录,,"
            lines = f"编号,身份证号,事项,数量或金额,说明\n{number},{self.family.applicant['id_no']},{told}\n"
            sent = {"table": ("答复.csv", lines.encode())}
            page = in_words(pressed_for(self.centre, f"/matching/{agency['key']}/answers", files=sent))
            holds("已导入：答复 1 户" in page, f"the answer of {agency['title']}")

    def cleared(self) -> None:
        """A person looks into every contradiction, and says why it does not stand."""
        page = self.centre.client.get(f"/cases/{self.case}/household").text
        for one in dict.fromkeys(_CONTRADICTION.findall(page)):
            reason = "车辆已于去年过户，有登记证明。"
            pressed(self.centre, f"/cases/{self.case}/contradictions/{one}", stands="no", reason=reason)

    def approved_and_filed(self) -> None:
        """The head approves, the file is opened, the family is told, help is arranged."""
        self.decides("prov.officer", "matching")
        self.decides("prov.head", "decision", outcome="filed")
        self.decides(f"{UNIT}.chair", "telling")
        self.decides("prov.officer", "help")
        answers = self.people["admin"].case(self.case)["answers"]
        self.number = self.number or str(answers["file_number"])
        same(answers["file_number"], self.number, "one household, one file, one number")

    def household_page(self) -> str:
        """The page of the household, in words."""
        return in_words(self.centre.client.get(f"/cases/{self.case}/household"))

    def steps(self) -> set[str]:
        """The steps to which the case has come."""
        return {one["key"] for one in self.people["admin"].case(self.case)["steps"]}

    def time_comes(self, to: datetime) -> None:
        """Move the clock on, a stride at a time."""
        while self.people.at + _STRIDE < to:
            self.people.move_clock(self.people.at + _STRIDE)
        self.people.move_clock(to)

    def morning_of(self, year: int, month: int, day: int) -> datetime:
        """Nine o'clock on a day."""
        return datetime(year, month, day, 9, tzinfo=SHANGHAI)


def pressed(person: Person, path: str, **form: str) -> str:
    """The page that a form leads to, in words."""
    return in_words(pressed_for(person, path, **form))


def pressed_for(person: Person, path: str, *, files: Any = None, **form: str) -> httpx.Response:  # noqa: ANN401
    """What a form's button brings."""
    return person.client.post(path, data=form, files=files, headers=person.token)


def in_words(answer: httpx.Response) -> str:
    """A page without its tags."""
    return " ".join(unescape(_TAGS.sub(" ", answer.text)).split())
