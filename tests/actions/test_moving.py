"""Moving running cases to another version, on real PostgreSQL: preview, rows, journal, undo."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from actions import assignments, moving
from actions.processes import publish
from engine.definition import Process
from engine.events import read_event
from engine.evolution import replay
from engine.refusals import (
    ActedSinceMove,
    CaseInTransit,
    MoveRefused,
    NoMoveToUndo,
    NoSuchVersion,
    NotAdministrator,
)
from engine.state import CaseState, Person
from models import cases as stored_cases
from models import journal
from models.reads import moving as reads
from models.sealing import Seal
from tests.factories import MONDAY, person
from tests.panel import a_panel_case, a_panel_office, a_panel_process

LATER = MONDAY + timedelta(hours=2)
RENAMED = {"panel": "committee"}


@dataclass
class Office:
    """Two cases before a panel under version one, and two further versions: one alike, one with another name."""

    session: Session
    seal: Seal
    people: tuple[Person, ...]
    cases: list[str]
    old: str
    alike: str
    renamed: str

    def state(self, case_id: str) -> CaseState:
        record = stored_cases.load(self.session, case_id)
        assert record is not None
        return record.state

    def moves(
        self, case_id: str, version: str, mapping: dict[str, str] | None = None, *, by: str = "admin"
    ) -> None:
        moving.move(
            self.session, case_id, version, mapping or {}, "新文件已下发", actor=person(self.session, by), now=LATER
        )  # fmt: skip

    def undoes(self, case_id: str) -> None:
        moving.undo(self.session, case_id, actor=person(self.session, "admin"), now=LATER)

    def dispatched(self) -> None:
        self.session.execute(text("UPDATE outbox SET settled_at = now() WHERE settled_at IS NULL"))

    def approves(self, case_id: str, who: Person) -> None:
        mine = next(
            one for one in self.state(case_id).assignments if one.person == who.id and one.status == "open"
        )
        assignments.decide(self.session, mine.id, "approve", actor=who, now=LATER, seal=self.seal)


@pytest.fixture
def office(session: Session, seal: Seal) -> Office:
    process = a_panel_process()
    people = a_panel_office(session, process, size=3)
    cases = [a_panel_case(session, seal, process) for _ in range(2)]
    versions = [
        publish(session, one, "", actor_id=None, now=MONDAY).id
        for one in (a_panel_process(due="9 working days"), _renamed(process))
    ]
    old = stored_cases.load(session, cases[0])
    assert old is not None
    return Office(session, seal, tuple(people), cases, old.state.version, *versions)


def _renamed(process: Process) -> Process:
    raw = process.model_dump(mode="json", by_alias=True)
    raw["steps"][1] |= {"key": "committee", "title": "评审委员会会签"}
    return Process.model_validate(raw)


def test_the_preview_tells_of_every_running_case_what_would_become_of_it(office: Office) -> None:
    session = office.session
    plain = moving.preview(session, office.old, office.alike, {})
    assert [(one.case.id, one.plan.how) for one in plain] == [(case, "same") for case in office.cases]
    assert {one.plan.how for one in moving.preview(session, office.old, office.renamed, RENAMED)} == {
        "mapped"
    }
    lost = moving.preview(session, office.old, office.renamed, {})
    assert all("待办会丢失" in one.plan.because[0] for one in lost)
    assert {office.state(case).version for case in office.cases} == {office.old}, "a preview changes nothing"


def test_a_moved_case_keeps_its_people_and_goes_on(office: Office) -> None:
    case = office.cases[0]
    office.dispatched()
    before = office.state(case)
    office.moves(case, office.renamed, RENAMED)
    after = office.state(case)
    assert after.version == office.renamed
    assert [(one.id, one.person, one.status, one.due_at) for one in after.assignments] == [
        (one.id, one.person, one.status, one.due_at) for one in before.assignments
    ]
    assert {one.step for one in after.assignments if one.status == "open"} == {"committee"}
    for member in office.people:
        office.approves(case, member)
    assert office.state(case).steps[-1].outcome == "approved"


def test_the_journal_holds_the_move_and_replays_to_the_stored_case(office: Office) -> None:
    case = office.cases[0]
    office.dispatched()
    office.moves(case, office.renamed, RENAMED)
    office.approves(case, office.people[0])
    lines = journal.lines(office.session, case)
    state = None
    for line in lines:
        state = replay(state, [read_event(line.payload)], line.at)
    assert state == office.state(case)
    assert journal.verify(office.session, case) is None
    told = next(one for one in lines if one.event == "case.moved").payload
    assert (told["from_version"], told["to_version"], told["mapping"]) == (
        office.old,
        office.renamed,
        RENAMED,
    )
    assert told["reason"] == "新文件已下发"


def test_a_mapping_that_loses_an_assignment_is_refused_and_nothing_changes(office: Office) -> None:
    case = office.cases[0]
    office.dispatched()
    before = office.state(case)
    with pytest.raises(MoveRefused, match="待办会丢失"):
        office.moves(case, office.renamed)
    assert office.state(case) == before


def test_what_is_on_its_way_arrives_under_its_old_names_first(office: Office) -> None:
    with pytest.raises(CaseInTransit):
        office.moves(office.cases[0], office.renamed, RENAMED)
    office.dispatched()
    office.moves(office.cases[0], office.renamed, RENAMED)


def test_a_move_is_undone_until_somebody_acts(office: Office) -> None:
    first, second = office.cases
    office.dispatched()
    before = office.state(first)
    for case in office.cases:
        office.moves(case, office.alike)
    assert [(one.case_id, one.since) for one in reads.moved_to(office.session, office.alike)] == [
        (first, ()),
        (second, ()),
    ]
    office.undoes(first)
    assert office.state(first) == before
    office.approves(second, office.people[0])
    with pytest.raises(ActedSinceMove):
        office.undoes(second)
    with pytest.raises(NoMoveToUndo):
        office.undoes(first)
    (still,) = reads.moved_to(office.session, office.alike)
    assert (still.case_id, still.since[0]) == (second, "assignment.decided")


def test_pain_15_cases_are_moved_in_bulk_and_each_says_for_itself_why_not(office: Office) -> None:
    first, second = office.cases
    office.dispatched()
    office.approves(second, office.people[0])
    office.dispatched()
    stricter = publish(
        office.session, a_panel_process(on_refusal="majority"), "", actor_id=None, now=MONDAY
    ).id
    found = moving.preview(office.session, office.old, stricter, {})
    assert [one.plan.because for one in found] == [("“评审组会签”正在办理，新版改了它的办理规则",)] * 2
    for case in (first, second):
        office.moves(case, office.alike)
        office.undoes(case)
        assert office.state(case).version == office.old


def test_only_an_administrator_moves_cases_and_only_to_a_version_of_their_process(office: Office) -> None:
    office.dispatched()
    with pytest.raises(NotAdministrator):
        office.moves(office.cases[0], office.alike, by="prov.officer")
    with pytest.raises(NoSuchVersion):
        office.moves(office.cases[0], "panel@000000000000")
    nomination = office.session.execute(
        text("SELECT id FROM process_versions WHERE key = 'award_national51'")
    ).scalar_one()
    with pytest.raises(NoSuchVersion):
        office.moves(office.cases[0], nomination)


def test_other_versions_are_listed_with_their_running_cases(office: Office) -> None:
    listed = {one.id: one.open_cases for one in reads.others(office.session, office.alike)}
    assert listed == {office.old: 2, office.renamed: 0}
