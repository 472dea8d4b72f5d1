"""The demonstration office is alive on the first look: work at every stage, each left by the real verbs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import filetype
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import repeating
from actions.organisation import person_id
from engine.deadlines import SHANGHAI
from engine.events import read_event
from engine.evolution import replay
from engine.state import CaseState
from engine.titles.money import balance
from models import (
    attachments,
    clock,
    documents,
    drafts,
    journal,
    organisation,
    places,
    round_records,
    titles,
)
from models import cases as stored
from models.files import FileStore
from models.outbox import OutboxRow
from models.reads import meetings, relapse, statistics
from models.sealing import Seal
from runtime.database import Database
from runtime.embedded import Embedded
from seeds.load import load_demonstration

FIRST_MORNING = datetime(2022, 2, 21, 9, 0, tzinfo=SHANGHAI)
ROUND = "award_national51-2022"
# Process and unit, of an earlier year with the year → status of the case, the step it stands at (or ended at).
EXPECTED = {
    "award_prov51 nwu 2021": ("determined", "archive"),
    "award_prov51 snut 2021": ("rejected", "prov_review"),
    "award_prov51 xahonghui 2021": ("determined", "archive"),
    "award_prov51_pioneer sxlib 2021": ("determined", "archive"),
    "award_prov51_unit xjtu2h 2021": ("determined", "archive"),
    "award_sanqin bjzxyy 2021": ("rejected", "unit_publicity"),
    "award_sanqin sxpi 2021": ("determined", "archive"),
    "award_sanqin xaut 2021": ("rejected", "expert_score"),
    "award_industry_artisan snut": ("under_way", "approval_form"),
    "award_national51 bmy": ("under_way", "consult"),
    "award_national51 hzzxyy": ("rejected", "consult"),
    "award_national51 nwafu": ("under_way", "party"),
    "award_national51 nwu": ("returned", "nominate"),
    "award_national51 slzx": ("draft", "nominate"),
    "award_national51 snnu": ("in_publicity", "unit_publicity"),
    "award_national51 spph": ("in_publicity", "unit_publicity"),
    "award_national51 sxhm": ("under_way", "approval_form"),
    "award_national51 sxkg": ("under_way", "nominate"),
    "award_national51 xahonghui": ("under_way", "city_review"),
    "award_national51 xaut": ("under_way", "consult"),
    "award_national51 xidian": ("draft", "nominate"),
    "award_national51 xjtu": ("under_way", "approval_form"),
    "award_national51 xust": ("withdrawn", "unit_publicity"),
    "award_national51 yanyi": ("under_way", "consult"),
    "award_national51_pioneer xatyz": ("under_way", "city_review"),
    "award_national51_unit sxtcm": ("in_publicity", "unit_publicity"),
    "award_provmodel xauat": ("in_publicity", "unit_publicity"),
    "award_provmodel_unit yau": ("draft", "nominate"),
    "award_sanqin opt": ("under_way", "consult"),
    "award_shide xatu": ("under_way", "post_notice"),
    "award_shide_team xisu": ("under_way", "party"),
    "group_recommendation xjtulib": ("under_way", "choice"),
    "group_recommendation xjtumat": ("draft", "recommend"),
    "group_recommendation xjtumech": ("under_way", "choice"),
    "hardship_exit snnu": ("in_publicity", "publicity"),
    "hardship_identify nwpu": ("determined", "notice"),
    "hardship_identify snnu": ("determined", "notice"),
    "hardship_identify sxch": ("under_way", "matching"),
    "hardship_identify sxlib": ("under_way", "decision"),
    "hardship_identify xaipe": ("determined", "notice"),
    "hardship_identify xidian": ("determined", "notice"),
    "hardship_identify xpu": ("under_way", "first"),
    "hardship_identify xsyu": ("under_way", "decision"),
    "hardship_identify xupt": ("in_publicity", "publicity"),
    "hardship_reverify xidian": ("under_way", "decision"),
    "hardship_review xaipe": ("under_way", "decision"),
    "honour_revocation xahonghui": ("under_way", "ballot"),
    "model_worker_entry chd": ("determined", "entry"),
    "model_worker_subsidy chd": ("in_publicity", "unit_publicity"),
    "relapse_case bjzxyy": ("draft", "verify"),
    "relapse_case wnzxyy": ("draft", "verify"),
    "relapse_case xadyyy": ("draft", "verify"),
    "relapse_case xyzxyy": ("draft", "verify"),
    "relapse_case yldyyy": ("draft", "verify"),
    "shide_revocation xisu": ("under_way", "joint_review"),
    "studio_alliance sust": ("determined", "naming"),
    "studio_alliance sxpi": ("under_way", "ballot"),
    "studio_leader_change xust": ("under_way", "decision"),
    "studio_leader_change yau": ("draft", "apply"),
    "studio_naming sxas": ("under_way", "paper_review"),
    "studio_naming_national opt": ("under_way", "ballot"),
    "studio_naming_prov snut": ("in_publicity", "publicity"),
    "studio_rectification xauat": ("draft", "report"),
    "studio_review xaut": ("under_way", "ballot"),
    "studio_year_check nwpu": ("under_way", "grading"),
    "studio_year_check xauat": ("determined", "grading"),
    **{
        f"title_entry {unit}": ("determined", "entry")
        for unit in ["nwpu", "opt", "snut", "xahonghui", "xauat", "xaut", "xisu", "xpu", "xust", "yau"]
    },
    "title_revocation yau": ("determined", "decision"),
}


@dataclass
class Demonstration:
    database: Database
    files: FileStore
    seal: Seal
    loaded_at: datetime


@pytest.fixture(scope="module")
def demonstration(cluster: Embedded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    cluster.create_database("demonstration", template="template_office")
    database = Database(cluster.url("demonstration"))
    made = Demonstration(
        database, FileStore(tmp_path_factory.mktemp("files")), Seal(b"k" * 32), datetime.now(UTC)
    )
    with database.transaction() as session:
        assert load_demonstration(session, now=made.loaded_at, seal=made.seal, files=made.files)
    yield made
    database.dispose()


@pytest.fixture
def session(demonstration: Demonstration) -> Iterator[Session]:
    with demonstration.database.transaction() as session:
        yield session


@pytest.fixture
def cases(session: Session) -> dict[str, CaseState]:
    records = [stored.load(session, case_id) for case_id in statistics.case_ids(session)]
    states = [record.state for record in records if record]
    return {_key(one): one for one in states}


def _key(case: CaseState) -> str:
    opened = min(one.opened_at for one in case.steps).year
    return f"{case.process} {case.unit.key}" + ("" if opened == FIRST_MORNING.year else f" {opened}")


def test_there_is_a_case_at_every_stage(cases: dict[str, CaseState]) -> None:
    assert {one: (case.status, case.steps[-1].key) for one, case in cases.items()} == EXPECTED


def test_households_are_under_monitoring_in_every_city_and_at_every_grade(session: Session) -> None:
    cities = relapse.board(session, None)
    assert len(cities) == 11
    assert [sum(one.grades[n] for one in cities) for n in range(4)] == [33, 14, 2, 2]
    assert (sum(one.gaps for one in cities), sum(one.signals for one in cities)) == (3, 5)
    trend = [one.grades for one in relapse.trend(session, None)]
    assert [sum(one[1:]) for one in trend] == [4, 7, 8, 9, 11, 11, 18]
    assert [one[3] for one in trend] == [1, 2, 2, 0, 0, 0, 2], "red came, went and came again"
    numbers = [one.file_number for one in relapse.households(session, None, relapse.Narrowed())[0]]
    assert all(one.startswith("YS-") for one in numbers), "invented, and marked so"


def test_loading_again_leaves_the_office_alone(session: Session, demonstration: Demonstration) -> None:
    before = clock.shift(session)
    again = load_demonstration(
        session, now=datetime.now(UTC), seal=demonstration.seal, files=demonstration.files
    )
    assert not again
    assert clock.shift(session) == before


def test_the_clock_begins_on_the_first_morning(session: Session, demonstration: Demonstration) -> None:
    shift = clock.shift(session)
    assert shift is not None
    assert demonstration.loaded_at + shift == FIRST_MORNING


def test_one_objection_is_being_looked_into_and_one_was_found_baseless(cases: dict[str, CaseState]) -> None:
    stopped, went_on = cases["award_national51 spph"], cases["award_national51 bmy"]
    assert [one.upheld for one in stopped.objections] == [None]
    assert stopped.windows[0].suspended_at is not None
    assert [one.upheld for one in went_on.objections] == [False]
    assert went_on.windows[0].closed_at is not None


def test_a_model_worker_of_an_earlier_year_is_in_the_register_and_applies(
    session: Session, cases: dict[str, CaseState]
) -> None:
    number = titles.about(session, cases["model_worker_subsidy chd"].id)
    assert number is not None
    one = titles.load(session, number.title)
    assert one is not None
    assert (one.title.status, one.title.leader) == ("held", cases["model_worker_subsidy chd"].subject)


def test_last_year_stands_in_the_register_and_in_the_papers(
    session: Session, cases: dict[str, CaseState]
) -> None:
    granted = [case for case in cases.values() if case.status == "determined" and case.round]
    assert {titles.granted_by(session, one.id) for one in granted} == {
        "SWZ-2021-0001", "SWZ-2021-0002", "SWT-2021-0001", "SXH-2021-0001", "SQG-2021-0001",
    }  # fmt: skip
    papers = {
        one.kind: one.made_at.year for case in granted for one in documents.about(session, "case", case.id)
    }
    assert papers == {"approval_form": 2021}
    tables = documents.about(session, "round", "award_prov51-2021")
    assert [(one.kind, one.version, one.made_at.year) for one in tables] == [
        ("summary_table", 2, 2021),
        ("summary_table", 1, 2021),
    ]


def test_nobody_is_told_today_of_what_happened_last_year(session: Session) -> None:
    waiting = session.scalars(select(OutboxRow.created_at).where(OutboxRow.settled_at.is_(None))).all()
    assert len(waiting) > 500
    assert {one.astimezone(SHANGHAI).year for one in waiting} == {2022}


@pytest.mark.parametrize("process", ["award_sanqin", "award_prov51"])
def test_the_rounds_of_last_year_are_over(session: Session, process: str) -> None:
    state = round_records.state_of(session, f"{process}-2021")
    assert state is not None
    assert all(one.closed_at is not None for one in state.phases)


def test_the_round_of_last_year_can_be_held_again(session: Session) -> None:
    proposal = repeating.propose_again(session, "award_sanqin-2021", 2023, now=FIRST_MORNING)
    assert proposal.differences
    assert set(proposal.titles) == set(proposal.days)


def test_a_nominee_who_holds_the_only_post_holds_the_case(cases: dict[str, CaseState]) -> None:
    assert "已回避" in (cases["award_national51 sxkg"].held or "")


def test_the_enterprise_is_asked_about_by_more_agencies_than_the_museum(cases: dict[str, CaseState]) -> None:
    units = ("yanyi", "bmy")
    asked = {unit: {one.agency for one in cases[f"award_national51 {unit}"].opinions} for unit in units}
    assert asked["bmy"] == {"police", "unit_discipline"}
    assert asked["bmy"] < asked["yanyi"]
    assert {"tax", "audit"} <= asked["yanyi"]
    assert "united_front" not in asked["yanyi"]


def test_what_is_overdue_was_reminded_of(cases: dict[str, CaseState]) -> None:
    late = {
        unit
        for unit, case in cases.items()
        if any(one.overdue_at and one.status == "open" for one in case.assignments)
    }
    assert late == {"award_national51 xaut", "award_national51 nwafu"}


def test_places_are_taken_by_what_is_under_way_and_given_back_by_what_ended(session: Session) -> None:
    used = {one.unit: one.used for one in places.ledger(session, ROUND)}
    assert used["xjtu"] == 1
    assert used["hzzxyy"] == 0
    assert used["xust"] == 0
    assert used["nwpu"] == 0
    assert len(used) == 24


def test_a_half_filled_form_is_kept_as_a_draft(session: Session, cases: dict[str, CaseState]) -> None:
    share = next(one for one in cases["award_national51 xidian"].assignments if one.status == "open")
    draft = drafts.of(session, share.id)
    assert draft is not None
    assert draft.answers["duty"] == "教师"
    assert "sealed" in draft.answers["id_no"]


def test_every_attachment_can_be_opened_and_is_what_its_name_says(
    session: Session, cases: dict[str, CaseState], demonstration: Demonstration
) -> None:
    listed = [one for case in cases.values() for one in attachments.of_case(session, case.id)]
    assert len(listed) > 40
    for one in listed:
        guessed = filetype.guess(demonstration.files.read(one.digest))
        assert guessed is not None
        assert one.name.endswith(f".{guessed.extension}")


def test_the_journals_tell_the_stored_cases(session: Session, cases: dict[str, CaseState]) -> None:
    for case in cases.values():
        assert journal.verify(session, case.id) is None
        told = None
        for line in journal.lines(session, case.id):
            told = replay(told, [read_event(line.payload)], line.at)
        assert told == case


def test_everybody_in_it_is_marked_as_invented(session: Session) -> None:
    for login in ("admin", "xjtu.chair", "prov.member3"):
        human = organisation.by_login(session, login)
        assert human is not None
        assert human.demo
        assert human.email == f"{login}@banshi.example"


def test_one_meeting_was_held_and_its_alliance_stands_in_the_register(
    session: Session, cases: dict[str, CaseState]
) -> None:
    officer = organisation.person(session, person_id("prov.officer"))
    called, held = meetings.listed(session, officer.id)
    assert (called.status, held.status) == ("called", "closed")
    holders = {titles.load(session, number).unit for number in titles.alive(session)}  # type: ignore[union-attr]
    assert {"chd", "sust"} <= holders
    tally = next(one.tally for one in cases["studio_alliance sust"].steps if one.key == "ballot")
    assert tally is not None
    assert (tally.due, tally.present, tally.approve) == (7, 6, 6)


def test_the_register_lives(session: Session, cases: dict[str, CaseState]) -> None:
    """A studio is checked, one mends, one lost its leader's honour: what followed opened by itself."""
    mending, led = cases["studio_rectification xauat"], cases["studio_leader_change yau"]
    due = titles.about(session, mending.id)
    assert due is not None
    assert str(due.due) == "2022-07-26"
    honour = titles.about(session, cases["title_revocation yau"].id)
    studio = titles.about(session, led.id)
    assert honour is not None
    assert studio is not None
    revoked, held = titles.load(session, honour.title), titles.load(session, studio.title)
    assert revoked is not None
    assert held is not None
    assert (revoked.title.status, held.title.status, studio.why) == ("revoked", "held", honour.title)
    checked = titles.about(session, cases["studio_year_check nwpu"].id)
    assert checked is not None
    assert balance(titles.line_of(row) for row in titles.money(session, checked.title)).left == Decimal(
        "1400.00"
    )


def test_the_studios_of_an_alliance_stand_in_the_register(
    session: Session, cases: dict[str, CaseState]
) -> None:
    for alliance in ("studio_alliance sust", "studio_alliance sxpi"):
        studios: Any = cases[alliance].answers["studios"]
        for one in studios:
            known = titles.load(session, one["number"])
            assert known is not None, one["number"]
            assert (known.subject, known.title.leader) == (one["name"], one["leader"])
