"""Walks of a household: its file is filled in beside the form, and outside bodies answer by table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.deadlines import local_date
from models import cases
from seeds.invented import invent
from tests.journeys.family import Family
from tests.walks.reader import Element, Reader, text_of
from tests.walks.walk import CLERK, Walk
from tests.walks.words import Answers

_FAMILY = Family(date(2004, 9, 12))
_WORKER = invent("journey.worker")
WORDS: dict[str, str] = {
    "申请人（职工）姓名": _WORKER.name,
    "申请人身份证号": _WORKER.id_number,
    "户主（职工）姓名": _WORKER.name,
    "户主身份证号": _WORKER.id_number,
}


@dataclass
class HouseholdWalk(Walk):
    """A case with a household's file; ``wage`` is that of twelve months, ``ill`` whether there are bills."""

    wage: str = "38400"
    ill: bool = True
    known: bool = False
    answers: Answers = field(default_factory=lambda: WORDS)

    def chooses_order(self, process: str) -> None:
        """The administrator chooses which of several orders of steps is begun."""
        admin = self.as_("admin")
        admin.opens("/admin/parameters")
        chosen = admin.sees(
            f"//form[.//option[@value='{process}']]//button | //form[.//input[@value='{process}']]//button"
        )
        admin.presses(chosen[0], {"process": process})

    def asks_for_review(self, login: str) -> None:
        """Whoever was refused asks others to look again, on the page of the case."""
        person = self.as_(login)
        person.opens(f"/cases/{self.case_id}")
        person.presses("申请复核")
        self.is_begun(person)

    def is_struck(self, kind: str) -> None:
        """The chair reports what befell the household, and the office begins a case by itself."""
        chair = self.as_("xjtu.chair")
        chair.opens("/monitoring/households")
        chair.opens(chair.sees("//td//a[starts-with(@href, '/monitoring/households/')]/@href")[0])
        chair.changes("登记", {"kind": kind})
        self.office.works()
        chair.opens(chair.path)
        self.case_id = str(chair.sees("//main//a[starts-with(@href, '/cases/')]/@href")[0]).split("/")[2]

    def follows_up(self) -> None:
        """Go on with the case that the office has begun after this one."""
        with self.office.session() as session:
            known = cases.load(session, self.case_id)
        assert known is not None
        self.case_id = next(one.other for one in known.state.links if one.kind == "followed_by")

    def fills(self, person: Reader, form: str) -> None:
        """The file first, then the form."""
        person.opens(form)
        day = local_date(self.office.office.clock())
        said = _FAMILY.form(day, wage=self.wage, ill=self.ill, known=self.known)
        self._fills_file(person, said)
        super().fills(person, form)

    def acts_on(self, person: Reader, task: Element) -> None:
        """Where answers of bodies are waited for, they answer that nothing is known."""
        if "信息比对" in text_of(task.xpath("h2")[0]):
            self._bodies_answer()
            person.opens(f"/cases/{self.case_id}")
        if self._fills_file(person, {}):
            person.opens(f"/cases/{self.case_id}")
        super().acts_on(person, self.task_of(person))

    def _fills_file(self, person: Reader, said: Mapping[str, str]) -> bool:
        """Save the file where the page asks for it: as it stands, but for what is ``said``."""
        asked = person.sees("//main//a[contains(@href, '/household')][starts-with(@href, '/assignments/')]")
        if asked:
            person.opens(asked[0].get("href"))
            person.changes("保存并核算", said)
        return bool(asked)

    def _bodies_answer(self) -> None:
        """Each body takes its table and brings it back."""
        clerk = self.as_(CLERK)
        clerk.opens("/matching")
        for form in clerk.sees("//form[contains(@action, '/batch')]"):
            key = form.get("action").split("/")[2]
            asked = clerk.visitor.posts(form.get("action"), **{"as": "csv"}).content.decode("utf-8-sig")
            number = asked.splitlines()[1].split(",")[0]
            lines = f"编号,身份证号,事项,数量或金额,说明\n{number},{_WORKER.id_number},无记录,,\n"
            clerk.opens("/matching")
            answers = clerk.sees(f"//form[contains(@action, '/{key}/answers')]")[0]
            clerk.hands_over(answers, "答复.csv", lines.encode())
            assert "答复 1 户" in clerk.reads(), clerk.reads()
