"""The demonstrations of other years: the rules of 2021 and of 2024, each in the middle of its season."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from actions import cases as verbs
from actions.organisation import person_id
from engine.deadlines import SHANGHAI
from engine.refusals import QuotaExhausted
from engine.state import CaseState
from models import cases, clock, drafts, organisation, processes
from models.files import FileStore
from models.reads import statistics
from models.sealing import Seal
from runtime.database import Database
from runtime.embedded import Embedded
from seeds.load import load_demonstration

SEAL = Seal(b"k" * 32)
STARTS = {
    "2021": datetime(2021, 3, 9, 9, 0, tzinfo=SHANGHAI),
    "2024": datetime(2024, 3, 1, 9, 0, tzinfo=SHANGHAI),
}
EXPECTED = {
    "2021": {
        "SWYJ-2021-0001 nwu": ("under_way", "consult"),
        "SWYJ-2021-0002 xahonghui": ("under_way", "consult"),
        "SWYJ-2021-0003 snut": ("under_way", "consult"),
        "SWYZ-2021-0001 xjtu2h": ("in_publicity", "unit_publicity"),
        "SXFH-2021-0001 sxlib": ("under_way", "consult"),
        "SQGJ-2021-0001 bjzxyy": ("in_publicity", "unit_publicity"),
    },
    "2024": {
        "GWJZ-2024-0001 opt": ("in_publicity", "prov_publicity"),
        "GWJZ-2024-0002 xidian": ("under_way", "prov_ballot"),
        "GWJZ-2024-0003 bjzxyy": ("rejected", "prov_review"),
        "GWJZ-2024-0004 xahonghui": ("under_way", "city_review"),
        "GWJZ-2024-0005 yanyi": ("under_way", "consult"),
        "GWJZ-2024-0006 sxpi": ("in_publicity", "unit_publicity"),
        "GWJZ-2024-0007 nwpu": ("in_publicity", "unit_publicity"),
        "GWJZ-2024-0008 nwpu": ("draft", "nominate"),
    },
}


@pytest.fixture(scope="module", params=sorted(EXPECTED))
def year(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def opened(cluster: Embedded, year: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    name = f"demonstration_{year}"
    cluster.create_database(name, template="template_office")
    database = Database(cluster.url(name))
    files = FileStore(tmp_path_factory.mktemp("files"))
    with database.transaction() as session:
        assert load_demonstration(session, now=datetime.now(UTC), seal=SEAL, files=files, year=year)
    yield database
    database.dispose()


@pytest.fixture
def session(opened: Database) -> Iterator[Session]:
    with opened.transaction() as session:
        yield session
        session.rollback()


@pytest.fixture
def stand(session: Session) -> dict[str, CaseState]:
    records = [cases.load(session, one) for one in statistics.case_ids(session)]
    return {f"{one.state.number} {one.state.unit.key}": one.state for one in records if one}


def test_its_cases_stand_in_the_middle_of_the_season(stand: dict[str, CaseState], year: str) -> None:
    assert {key: (one.status, one.steps[-1].key) for key, one in stand.items()} == EXPECTED[year]


def test_its_clock_starts_in_its_year(session: Session, year: str) -> None:
    shift = clock.shift(session)
    assert shift is not None
    assert abs(datetime.now(UTC) + shift - STARTS[year]) < timedelta(hours=1)


def test_its_cases_run_under_the_rules_of_their_year(
    session: Session, stand: dict[str, CaseState], year: str
) -> None:
    for case in stand.values():
        valid = processes.get(session, case.version).valid
        assert valid is not None
        assert (str(valid.first.year), str(valid.last.year)) == (year, year)


def test_one_objection_is_being_looked_into(stand: dict[str, CaseState], year: str) -> None:
    stopped = {
        unit for unit, one in stand.items() if any(window.suspended_at is not None for window in one.windows)
    }
    assert (
        stopped
        == {
            "2021": {"SQGJ-2021-0001 bjzxyy"},
            "2024": {"GWJZ-2024-0006 sxpi"},
        }[year]
    )


@pytest.mark.parametrize("year", ["2024"], indirect=True)
def test_one_nominee_too_many_waits_as_a_draft_and_is_refused(
    session: Session, stand: dict[str, CaseState]
) -> None:
    share = next(one for one in stand["GWJZ-2024-0008 nwpu"].assignments if one.status == "open")
    draft = drafts.of(session, share.id)
    assert draft is not None
    chair = organisation.person(session, person_id("nwpu.chair"))
    with pytest.raises(QuotaExhausted):
        verbs.submit(session, share.id, draft.answers, actor=chair, now=STARTS["2024"], seal=SEAL)
