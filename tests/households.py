"""A household on its way to its file: every method is somebody's act, and what the office does after it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from actions import advance, assignments, cases, household_work, households, matching, publicity
from engine.deadlines import SHANGHAI
from engine.definition import MachineStep, Process
from engine.hardship.file import HouseholdFile
from engine.hardship.matching import Fact
from engine.state import CaseState, Person, StepState
from models import attachments, data_requests, processes
from models import cases as stored_cases
from models.attachments import Attachment
from models.sealing import Seal
from seeds.definition_file import read_definition
from seeds.household_rules import agencies_for, parameters_for
from tests.engine.households import APPLICANT, a_file
from tests.factories import a_scan, an_office, everybody_handed_in, person

THURSDAY = datetime(2022, 11, 10, 9, 0, tzinfo=SHANGHAI).astimezone(UTC)
PHOTO = "b" * 64
_PROCESSES = Path(__file__).parents[1] / "seeds" / "processes"


@cache
def shipped(key: str) -> Process:
    """A definition that is shipped."""
    return read_definition(_PROCESSES / f"{key}.yaml")[0]


def a_form(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a form holds
    """A complete application, the household aside."""
    return {
        "applicant": "演示甲", "id_no": APPLICANT, "filed_by": "本人申请", "cause": "家属大病",
        "description": "长期治疗，入不敷出。", "application": a_scan(), "authorisations": a_scan(),
        "proofs": a_scan(),
    } | changes  # fmt: skip


@dataclass
class HouseholdStory:
    """One case about one household of a directly affiliated union."""

    session: Session
    seal: Seal
    now: datetime = THURSDAY
    case_id: str = ""
    form: dict[str, Any] = field(default_factory=a_form)
    process: str = "hardship_identify"

    @property
    def state(self) -> CaseState:
        """The case as it is stored now."""
        record = stored_cases.load(self.session, self.case_id)
        assert record is not None
        return record.state

    def who(self, login: str) -> Person:
        """The person who signs in as ``login``."""
        return person(self.session, login)

    def share(self, login: str) -> str:
        """The open assignment of a person."""
        mine = self.who(login).id
        return next(one.id for one in self.state.assignments if one.person == mine and one.status == "open")

    def opened(self, login: str = "xjtu.officer1") -> None:
        """An officer of the unit begins."""
        self.case_id = cases.open_case(self.session, self.process, actor=self.who(login), now=self.now)

    def filled(self, file: HouseholdFile | None = None, login: str = "xjtu.officer1") -> None:
        """The household's file is filled in by whoever has the case."""
        day = date(self.now.year, self.now.month, self.now.day)
        rules = parameters_for(self.session, "西安市", day)
        households.save_file(
            self.session, self.share(login), file or a_file(), rules,
            actor=self.who(login), now=self.now, seal=self.seal,
        )  # fmt: skip

    def submitted(self) -> None:
        """It is handed in."""
        cases.submit(
            self.session, self.share("xjtu.officer1"), self.form,
            actor=self.who("xjtu.officer1"), now=self.now, seal=self.seal,
        )  # fmt: skip
        self.goes_on()

    def decided(self, login: str, *, outcome: str | None = None, comment: str = "", **answers: Any) -> None:  # noqa: ANN401
        """Somebody approves, or puts facts on file."""
        assignments.decide(
            self.session, self.share(login), "approve", actor=self.who(login), now=self.now, seal=self.seal,
            answers=answers, outcome=outcome, comment=comment,
        )  # fmt: skip
        self.goes_on()

    def goes_on(self) -> None:
        """What the office does by itself: the next step opens, and machine steps are done."""
        advance.advance(self.session, self.case_id, now=self.now)
        while (visit := next((one for one in self.state.steps if _is_machine(one)), None)) is not None:
            state = self.state
            process = processes.get(self.session, state.version)
            step = process.step(visit.key)
            assert isinstance(step, MachineStep)
            found: dict[str, object] = {}
            if step.task == "ask_agencies":
                matching.ask(self.session, state, agencies_for(self.session, self.now.date()), now=self.now)
            elif step.task != "render_document":
                found = household_work.filled(self.session, process, state, step.key, step.task, now=self.now)
            advance.finish_machine(self.session, self.case_id, visit.id, {}, answers=found, now=self.now)
            advance.advance(self.session, self.case_id, now=self.now)

    def visited_and_appraised(self) -> None:
        """First check, a visit by two, the democratic appraisal."""
        self.decided("xjtu.chair")
        report: dict[str, Any] = {
            "visited_on": "2022-11-11",
            "visit_photo": {"digest": PHOTO, "name": "入户.jpg"},
            "visit_report": "属实。",
        }
        self.decided("xjtu.officer1", **report)
        self.decided("xjtu.officer2")
        self.decided(
            "xjtu.chair", appraised_on="2022-11-11", appraisal_due=9, appraisal_present=8, appraisal_agree=8,
            appraisal_minutes=a_scan(),
        )  # fmt: skip

    def shown(self) -> None:
        """The window runs out."""
        window = next(one for one in self.state.windows if one.closed_at is None)
        self.now = window.closes_at + timedelta(hours=1)
        publicity.close_window(self.session, self.case_id, window.id, now=self.now)
        self.goes_on()

    def answered(self, agency: str, *facts: Fact) -> matching.Taken:
        """A body answers about this household."""
        request = next(
            one for one in data_requests.of_case(self.session, self.case_id) if one.agency == agency
        )
        known = agencies_for(self.session, self.now.date()).called(agency)
        assert known is not None
        said = facts or (Fact(id_number=APPLICANT, told="nothing"),)
        lines = [matching.Line(request.number, one) for one in said]
        return matching.take_in(self.session, known, lines, now=self.now, seal=self.seal)

    def nothing_found(self, but: tuple[str, ...] = ()) -> None:
        """Every other body has no record of anybody."""
        for one in data_requests.of_case(self.session, self.case_id):
            if one.agency not in but and one.answered_at is None:
                self.answered(one.agency)

    def filed(self) -> None:
        """All the way to the file."""
        self.opened()
        self.filled()
        self.submitted()
        self.visited_and_appraised()
        self.shown()
        self.nothing_found()
        self.decided("prov.officer")
        self.decided("prov.head", outcome="filed")


def _is_machine(visit: StepState) -> bool:
    return visit.kind == "machine" and visit.status == "open"


def a_photo(session: Session) -> None:
    """The picture of the visit, handed in by whoever needs it."""
    photo = Attachment(digest=PHOTO, name="入户.jpg", kind="jpg", size=1, stored_at=THURSDAY)
    attachments.keep(session, photo)
    everybody_handed_in(session, PHOTO, now=THURSDAY)


def a_story(session: Session, seal: Seal, *also: str) -> HouseholdStory:
    """An office with hardship identification (and the processes ``also``), and one household in it."""
    an_office(session, beside=[shipped(key) for key in ("hardship_identify", *also)], now=THURSDAY)
    a_photo(session)
    return HouseholdStory(session, seal)
