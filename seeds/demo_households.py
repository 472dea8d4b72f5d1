"""The households of the demonstration: made up from a file, and brought by the real verbs to where they wait."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from actions import (
    advance,
    assignments,
    attachments,
    cases,
    household_work,
    households,
    matching,
    publicity,
    reviews,
)
from actions.organisation import person_id
from engine.deadlines import SHANGHAI
from engine.definition import MachineStep
from engine.hardship.file import HouseholdFile, months_before
from engine.hardship.matching import Fact
from engine.state import CaseState, Person
from models import cases as stored
from models import data_requests, organisation, processes
from models.files import FileStore
from models.sealing import Seal
from models.session import Session
from seeds import sample_files
from seeds.demo_household_script import FileLine, HouseholdLine, HouseholdScript, LaterLine
from seeds.demo_papers import Paper
from seeds.household_rules import agencies_for, parameters_for
from seeds.invented import invent
from seeds.schema import read_as, text_of

_PROCESS, _REVIEW = "hardship_identify", "hardship_review"
_CENTRE, _HOUR = "prov.officer", timedelta(hours=1)


@dataclass
class _Road:
    """One household on its way; every method is somebody's act."""

    session: Session
    seal: Seal
    files: FileStore
    line: HouseholdLine
    now: datetime
    to: str
    case_id: str = ""

    def state(self) -> CaseState:
        record = stored.load(self.session, self.case_id)
        if record is None:
            raise LookupError(self.case_id)
        return record.state

    def person(self, login: str) -> Person:
        return organisation.person(self.session, person_id(login))

    def own(self, login: str) -> Person:
        return self.person(f"{self.line.unit}.{login}")

    def share(self, actor: Person) -> str:
        mine = [one for one in self.state().assignments if one.person == actor.id and one.status == "open"]
        return mine[0].id

    def apply(self) -> None:
        self.case_id = cases.open_case(self.session, _PROCESS, actor=self.own("officer1"), now=self.now)
        self.hands_in(filed_by="本人申请", cause=self.line.cause, description=self.line.description)

    def returns(self, later: LaterLine) -> None:
        """The same household, in another matter; a review is begun from the case that was refused."""
        officer = self.own("officer1")
        if later.process == _REVIEW:
            self.case_id = reviews.open_review(self.session, self.case_id, actor=officer, now=self.now)
        else:
            self.case_id = cases.open_case(self.session, later.process, actor=officer, now=self.now)
        self.line = self.line.model_copy(update={"file": self.line.file.with_bills(later.bills)})
        self.hands_in(**later.answers)

    def hands_in(self, **answers: object) -> None:
        """The file as it is on that day, and the form."""
        officer, day = self.own("officer1"), self.now.astimezone(SHANGHAI).date()
        file, share = _file_of(self.line.file, day), self.share(officer)
        rules = parameters_for(self.session, self.state().unit.city, day)
        households.save_file(self.session, share, file, rules, actor=officer, now=self.now, seal=self.seal)
        own, step = file.members[0], self.state().steps[0].key
        whole = {"applicant": own.name, "id_no": own.id_number, **answers, **self.papers(step, officer)}
        cases.submit(self.session, share, whole, actor=officer, now=self.now, seal=self.seal)

    def papers(self, step: str, actor: Person) -> dict[str, Any]:
        """Every file that the form asks for at ``step``."""
        process = processes.get(self.session, self.state().version)
        fields = [one for one in process.fields_at(step) if one.type == "file"]
        return {one.key: self.paper(one.label, list(one.accept), actor) for one in fields}

    def paper(self, title: str, accept: list[str], actor: Person) -> dict[str, object]:
        kind = "pdf" if "pdf" in accept else "png"
        make = sample_files.pdf if kind == "pdf" else sample_files.picture
        content = make(Paper(title, self.line.description, "演示"), day=self.line.begins)
        new = attachments.store(
            self.session, name=f"{title}.{kind}", content=content, accept=accept, actor=actor, now=self.now,
            files=self.files,
        )  # fmt: skip
        return {"digest": new.digest, "name": new.name, "kind": new.kind, "size": new.size}

    def decide(self, actor: Person, outcome: str | None = None, comment: str = "", **answers: object) -> None:
        assignments.decide(
            self.session,
            self.share(actor),
            "approve",
            actor=actor,
            now=self.now,
            seal=self.seal,
            comment=comment,
            answers=answers,
            outcome=outcome,
        )

    def first(self) -> None:
        self.decide(self.own("chair"))

    def visit(self) -> None:
        day, officer = self.line.begins.isoformat(), self.own("officer1")
        report = {
            "visited_on": day,
            "visit_report": "两人入户，所报情况属实。",
            **self.papers("visit", officer),
        }
        self.decide(officer, **report)
        self.decide(self.own("officer2"))

    def appraisal(self) -> None:
        chair = self.own("chair")
        counts: dict[str, Any] = {"appraisal_due": 9, "appraisal_present": 8, "appraisal_agree": 8}
        day = {"appraised_on": self.line.begins.isoformat()}
        self.decide(chair, **counts, **day, **self.papers("appraisal", chair))

    def publicity(self) -> None:
        window = next(one for one in self.state().windows if one.closed_at is None)
        self.now = window.closes_at + timedelta(minutes=5)
        publicity.close_window(self.session, self.case_id, window.id, now=self.now)

    def answers(self) -> None:
        """The bodies say what they know; one may know more than the file says."""
        applicant = _file_of(self.line.file, self.line.begins).members[0].id_number
        for one in data_requests.of_case(self.session, self.case_id):
            body = agencies_for(self.session, self.line.begins).called(one.agency)
            known = self.line.contradicts
            more = known is not None and known.agency == one.agency
            fact = Fact(id_number=applicant, told="nothing")
            if known is not None and more:
                fact = Fact(id_number=applicant, told=known.told, note=known.note)
            if body is not None:
                said = [matching.Line(one.number, fact)]
                matching.take_in(self.session, body, said, now=self.now, seal=self.seal)

    def matching(self) -> None:
        self.decide(self.person(_CENTRE))

    def decision(self) -> None:
        head = self.person("prov.head")
        if self.line.refused:
            self.decide(head, "refused", comment=self.line.refused)
        else:
            self.decide(head, "filed")

    def check(self) -> None:
        self.decide(self.own("chair"))

    def look(self) -> None:
        """Whoever had no hand in the refusal."""
        holder = next(one.person for one in self.state().assignments if one.status == "open")
        self.decide(organisation.person(self.session, holder))

    def goes_on(self) -> None:
        """What the office does by itself: steps open, and households are reckoned. What it waits for it leaves."""
        advance.advance(self.session, self.case_id, now=self.now)
        for visit in self.state().steps:
            step = processes.get(self.session, self.state().version).step(visit.key)
            if visit.status == "open" and isinstance(step, MachineStep) and step.key != self.to:
                self._work(visit.id, step)
                self.goes_on()

    def _work(self, visit: str, step: MachineStep) -> None:
        state = self.state()
        process, found = processes.get(self.session, state.version), {}
        if step.task == "ask_agencies":
            matching.ask(self.session, state, agencies_for(self.session, self.line.begins), now=self.now)
            self.answers()
        else:
            found = household_work.filled(self.session, process, state, step.key, step.task, now=self.now)
        advance.finish_machine(self.session, self.case_id, visit, {}, answers=found, now=self.now)


_ACTS: dict[str, Callable[[_Road], None]] = {
    "first": _Road.first,
    "visit": _Road.visit,
    "appraisal": _Road.appraisal,
    "publicity": _Road.publicity,
    "matching": _Road.matching,
    "decision": _Road.decision,
    "check": _Road.check,
    "look": _Road.look,
}


def play_households(session: Session, folder: Path, *, seal: Seal, files: FileStore) -> None:
    """Bring every household of the demonstration in ``folder``, if it has any, to the step that it waits at."""
    file = folder / "households.yaml"
    if not file.exists():
        return
    for line in read_as(HouseholdScript, text_of(file), str(file))[0].households:
        road = _Road(session, seal, files, line, _nine(line.begins), line.to)
        road.apply()
        _walk(road)
        if line.later is not None:
            road.now, road.to = _nine(line.later.begins), line.later.to
            road.returns(line.later)
            _walk(road)


def _nine(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=SHANGHAI)


def _walk(road: _Road) -> None:
    road.goes_on()
    for open_key in _open_keys(road):
        road.now += _HOUR
        _ACTS[open_key](road)
        road.goes_on()


def _open_keys(road: _Road) -> Iterator[str]:
    """The step that is open, again and again until it is the one that waits."""
    while (key := next(one.key for one in road.state().steps if one.status == "open")) != road.to:
        yield key


def _file_of(line: FileLine, day: date) -> HouseholdFile:
    window = months_before(day, 12)
    span = {"first": window[0], "last": window[-1]}
    members = []
    for one in line.members:
        person = invent(one.word, born=one.born)
        incomes = [
            {"kind": kind, "amount": amount, **span}
            for kind, amount in (("wage", one.wage), ("transfer", one.pension))
            if amount is not None
        ]
        members.append(
            {
                "name": person.name, "relation": one.relation, "id_number": person.id_number, "able": one.able,
                "working": one.working, "studying": one.studying, "authorised_on": day, "incomes": incomes,
            }
        )  # fmt: skip
    holder = {**line.account.model_dump(), "holder": members[0]["name"]} if line.account.card else {}
    return HouseholdFile.model_validate({"members": members, "bills": line.bills, "account": holder})
