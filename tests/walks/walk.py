"""One case on its way through the pages: whoever has it on the desk does what the page asks, up to the end."""

from dataclasses import dataclass, field
from datetime import date

from engine.state import CaseState
from models import cases
from models.organisation import Human
from models.reads.assignments import case_of
from tests.walks.camera import Camera
from tests.walks.living import LivingOffice
from tests.walks.meeting import hold_meeting
from tests.walks.reader import Element, NotOnThePage, Reader, text_of
from tests.walks.words import Answers
from tests.web.visitors import Visitor

CLERK = "prov.officer"
_MOST_ACTS = 150
_MINE = "//aside[@id='act']//section[h2][.//form or .//a[contains(@class, 'button')]][@aria-label='我的办理']"
_ASKED = ".//form[@method='post'][not(ancestor::details)]"
_POSITIVE = ".//button[not(@class)][not(@disabled)][not(ancestor::fieldset[@disabled])]"


@dataclass
class Walk:
    """A case, the office it is in, and what its people answer where the plain words do not do."""

    office: LivingOffice
    camera: Camera
    answers: Answers = field(default_factory=dict)
    case_id: str = ""
    outcome: str = ""
    readers: dict[str, Reader] = field(default_factory=dict)

    @property
    def state(self) -> CaseState:
        """The case as it is stored."""
        with self.office.session() as session:
            record = cases.load(session, self.case_id)
        assert record is not None
        return record.state

    def as_(self, login: str) -> Reader:
        """The person's browser, signed in; that of a stranger without a name."""
        if login not in self.readers:
            visitor = Visitor(self.office.app)
            assert not login or visitor.signs_in(login).status_code == 303
            self.readers[login] = Reader(login, visitor, self.camera, self.answers)
        return self.readers[login]

    def says(self, answers: Answers) -> None:
        """From now on everybody answers so."""
        self.answers = answers
        for reader in self.readers.values():
            reader.answers = answers

    def comes(self, day: date) -> None:
        """The administrator moves the clock on to the morning of a day."""
        admin = self.as_("admin")
        admin.opens("/admin/clock")
        admin.presses("拨动时钟", {"to": f"{day}T09:00"})
        self.office.works()

    def opens_round(self, process: str, unit: str) -> None:
        """The province gives the unit one place of this year's round."""
        clerk = self.as_(CLERK)
        clerk.opens("/rounds/new")
        clerk.presses("下达", {"process": process, f"places.{unit}": "1"})
        self.office.works()

    def begins(self, process: str, login: str) -> None:
        """Somebody begins the case where one's unit begins what it may."""
        person = self.as_(login)
        person.opens("/start")
        forms = person.sees(f"//form[@action='/start'][input[@value='{process}']]")
        assert forms, f"{process} is not offered: {person.reads()}"
        person.presses(forms[0].xpath(".//button")[0])
        self.is_begun(person)

    def begins_about(self, title: str, process: str, login: str) -> None:
        """Somebody begins a case on the page of a title whose number begins so."""
        person = self.title_page(title, login)
        forms = person.sees(f"//form[input[@name='process'][@value='{process}']]")
        assert forms, f"{process} is not offered: {person.reads()}"
        person.presses(forms[0].xpath(".//button")[0])
        self.is_begun(person)

    def takes_up(self, title: str, process: str) -> None:
        """Go on with the case about the title that the office has begun by itself."""
        clerk = self.title_page(title, CLERK)
        begun = clerk.sees(f"//td[@class='lead']/a[.='{process}']/@href")
        assert begun, f"no {process}: {clerk.reads()}"
        self.case_id = begun[0].rpartition("/")[2]

    def title_page(self, title: str, login: str) -> Reader:
        """The page of the title whose number begins so."""
        person = self.as_(login)
        person.opens("/titles")
        rows = person.sees(f"//td[@class='lead']/a[starts-with(@href, '/titles/{title}-')]/@href")
        assert rows, f"no {title}: {person.reads()}"
        person.opens(rows[0])
        person.is_looked_at()
        return person

    def nominates(self, login: str) -> None:
        """The union begins its own case from the recommendation that it chose."""
        person = self.as_(login)
        person.opens(f"/cases/{self.case_id}")
        person.presses("据此申报")
        self.is_begun(person)

    def is_begun(self, person: Reader) -> None:
        """Where the person stands now is the form, or the page, of the new case."""
        where, id_ = person.path.split("/")[1:3]
        with self.office.session() as session:
            self.case_id = id_ if where == "cases" else str(case_of(session, id_))
        self.office.works()

    def to_the_end(self, outcome: str = "") -> CaseState:
        """Everybody in turn, and the clock where nobody has anything to do. Raises AssertionError when stuck.

        What lets the case go on is chosen everywhere, but for the ``outcome`` where one is named.
        """
        self.outcome = outcome
        for _ in range(_MOST_ACTS):
            state = self.state
            assert state.held is None, state.held
            if state.closed_at:
                return state
            waiting = self._waiting(state)
            if waiting:
                self._acts(waiting)
            elif not self._moves_the_round():
                self._lets_time_pass()
            self.office.works()
        raise AssertionError(self._where(state))

    def is_granted(self, process: str, unit: str) -> None:
        """From the notice of places to the register, with the two papers that the office makes."""
        self.opens_round(process, unit)
        self.begins(process, f"{unit}.chair")
        assert self.to_the_end().status == "determined"
        assert self.told(f"{unit}.chair")
        assert len(self.registered()) == 1
        assert len(self.papers()) == 2

    def told(self, login: str) -> str:
        """What the page of the case says of its end to somebody."""
        person = self.as_(login)
        person.opens(f"/cases/{self.case_id}")
        person.is_looked_at()
        return person.reads("//main/div[contains(@class, 'notice good')]")

    def registered(self) -> list[str]:
        """The titles in the register, as the clerk finds them."""
        clerk = self.as_(CLERK)
        clerk.opens("/titles")
        clerk.is_looked_at()
        return [text_of(one) for one in clerk.sees("//td[@class='lead']/a")]

    def papers(self) -> list[str]:
        """What the office made of the case by itself, each a PDF that can be opened."""
        clerk, names = self.as_(CLERK), []
        clerk.opens(f"/cases/{self.case_id}")
        for one in clerk.sees("//section[h2='文书']/p//a[@href]"):
            content = clerk.visitor.client.get(one.get("href")).content
            self.camera.keeps(text_of(one), content)
            names += [text_of(one.getparent())] if content.startswith(b"%PDF-") else []
        return names

    def _waiting(self, state: CaseState) -> str | None:
        """Who has it on the desk first."""
        ids = [one.person for one in state.assignments if one.status == "open"]
        if not ids:
            return None
        with self.office.session() as session:
            return str(session.query(Human.login).filter(Human.id == ids[0]).scalar())

    def _acts(self, login: str) -> None:
        person = self.as_(login)
        person.opens(f"/cases/{self.case_id}")
        task = self.task_of(person)
        form = next((one for one in task.xpath(".//a/@href") if one.endswith("/form")), None)
        if form:
            self.fills(person, form)
        elif "在会议上表决" in text_of(task):
            hold_meeting(self.as_, self.case_id)
        else:
            self.acts_on(person, task)

    def task_of(self, person: Reader) -> Element:
        """The panel in which the page asks something of whoever reads it."""
        task = next(iter(person.sees(_MINE)), None)
        if task is None:
            raise NotOnThePage(self._where(self.state) + person.reads("//aside"))
        return task

    def fills(self, person: Reader, form: str) -> None:
        """Fill, keep a draft, and look again: what was answered may ask for more."""
        before = -1
        person.opens(form)
        while (asked := len(person.sees("//form[@id='form']//*[@name]"))) != before:
            before = asked
            person.presses("保存草稿")
            person.opens(form)
        person.presses(person.sees("//form[@id='form']//section//button[not(@class)]")[0])

    def acts_on(self, person: Reader, task: Element) -> None:
        """Fill what the step asks and press what lets the case go on."""
        wanted = [one for one in task.xpath(".//button[@name='outcome']") if text_of(one) == self.outcome]
        buttons = wanted or [one for form in task.xpath(_ASKED) for one in form.xpath(_POSITIVE)]
        if not buttons:
            message = f"{person.login}: nothing to press: {text_of(task)}"
            raise NotOnThePage(message)
        if self._ranks(person, task):
            return
        person.presses(buttons[0])
        if person.path.endswith("/vote/preview"):
            person.presses(person.sees("//form//button[not(@class) or @class='']")[0])

    def _ranks(self, person: Reader, task: Element) -> bool:
        """Rank the cases of one's level in their order and put the list forward, where one waits for it."""
        for path in task.xpath(".//a/@href[contains(., '/lists')]"):
            person.opens(path)
            if waiting := person.sees("//input[starts-with(@name, 'rank.')]/@name"):
                person.presses("保存名次", {name: str(rank) for rank, name in enumerate(waiting, 1)})
                person.presses("上报名单（按已保存的名次）")
                return True
            person.opens(f"/cases/{self.case_id}")
        return False

    def _moves_the_round(self) -> bool:
        """The clerk opens the gate whose phase has begun, and draws the lots that are waited for."""
        round_, clerk = self.state.round, self.as_(CLERK)
        if round_ is None:
            return False
        clerk.opens(f"/rounds/{round_}")
        if clerk.sees("//tr[contains(., '关口未打开')][contains(., '进行中')]"):
            clerk.presses(clerk.sees("//form[contains(@action, '/gates/')]//button[@value='open']")[0])
            return True
        clerk.opens(f"/rounds/{round_}/scores")
        draws = clerk.sees("//form[contains(@action, '/draws/')]//button")
        if draws:
            clerk.presses(draws[0])
        return bool(draws)

    def _lets_time_pass(self) -> None:
        """Past a window of five working days, in which anybody may read what is shown; a far day takes several."""
        shown = [one.id for one in self.state.windows if one.closed_at is None]
        if shown:
            self.as_("").opens(f"/publicity/{shown[0]}")
            self.as_("").is_looked_at()
        admin = self.as_("admin")
        admin.opens("/admin/clock")
        admin.presses(admin.sees("//button[@value='window']")[0])

    def _where(self, state: CaseState) -> str:
        return f"{state.number} stands at {[one.key for one in state.steps if one.status == 'open']}: "
