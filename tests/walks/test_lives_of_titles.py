"""What stands half-way in the demonstration's register is walked to its end on the pages, from where it stands."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from engine.state import CaseState
from models import titles
from models.cases import Case
from tests.walks.camera import Camera, Chromium, NoCamera
from tests.walks.living import LivingOffice
from tests.walks.walk import Walk
from tests.walks.words import Answers
from tests.web.browsing import served

ENDS: Mapping[str, tuple[str, str]] = {
    "model_worker_subsidy chd": ("granted", "held"),
    "studio_year_check nwpu": ("excellent", "held"),
    "studio_rectification xauat": ("mended", "held"),
    "studio_review xaut": ("confirmed", "held"),
    "studio_leader_change xust": ("changed", "held"),
    "studio_leader_change yau": ("changed", "held"),
    "studio_naming_prov snut": ("named", "held"),
    "studio_naming_national opt": ("named", "held"),
    "honour_revocation xahonghui": ("revoked", "revoked"),
    "shide_revocation xisu": ("revoked", "revoked"),
}
"""Of process and unit: how the case ends, and what becomes of the title it is about."""
HOUSEHOLDS: Mapping[str, str] = {
    "hardship_reverify xidian": "kept",
    "hardship_exit snnu": "left",
    "hardship_review xaipe": "filed",
}
ANSWERS: Answers = {"新领衔人在职": "是", "拟补助金额": "500.00"}


@pytest.fixture
def looking(
    album: Browser | None, demonstration: LivingOffice, request: pytest.FixtureRequest
) -> Iterator[Camera]:
    """Takes pictures of the demonstration, where somebody asked for them."""
    if album is None:
        yield NoCamera()
        return
    with served(demonstration.app) as address:
        folder = Path(request.config.getoption("--pictures")) / request.node.name
        yield Chromium(album, address, folder)


def the_case(office: LivingOffice, which: str) -> str:
    process, unit = which.split()
    with office.session() as session:
        found = session.query(Case.id).filter(Case.process == process, Case.unit == unit).one()
    return str(found[0])


def status_of_its_title(office: LivingOffice, case: CaseState) -> tuple[str, str]:
    """The number and status of the title that the case is about."""
    with office.session() as session:
        about = titles.about(session, case.id)
        assert about is not None
        one = titles.load(session, about.title)
        assert one is not None
        return about.title, one.title.status


def test_the_register_is_alive_on_the_first_morning(demonstration: LivingOffice, looking: Camera) -> None:
    clerk = Walk(demonstration, looking).as_("prov.officer")
    clerk.opens("/titles")
    clerk.is_looked_at()
    page = clerk.reads()
    assert "限期整改 1" in page
    assert "已撤销（摘牌） 1" in page
    clerk.follows("称号台账补录")
    clerk.is_looked_at()
    assert "每行填写一个称号" in clerk.reads()


@pytest.mark.parametrize("which", ENDS)
def test_a_case_about_a_title_goes_to_its_end(
    demonstration: LivingOffice, looking: Camera, which: str
) -> None:
    walk = Walk(demonstration, looking, ANSWERS, the_case(demonstration, which))
    outcome, status = ENDS[which]
    ended = walk.to_the_end()
    assert ended.outcome == outcome
    number, now = status_of_its_title(demonstration, ended)
    assert now == status
    for login in ("prov.officer", f"{which.split()[1]}.chair"):
        reader = walk.as_(login)
        reader.opens(f"/titles/{number}")
        assert ended.number in reader.reads()
        reader.is_looked_at()
        reader.opens("/inbox")
        reader.is_looked_at()
        reader.opens("/notices")
        reader.is_looked_at()
    walk.told(f"{which.split()[1]}.chair")


@pytest.mark.parametrize("which", HOUSEHOLDS)
def test_a_case_about_a_household_goes_to_its_end(
    demonstration: LivingOffice, looking: Camera, which: str
) -> None:
    walk = Walk(demonstration, looking, ANSWERS, the_case(demonstration, which))
    assert walk.to_the_end().outcome == HOUSEHOLDS[which]
    walk.told(f"{which.split()[1]}.officer1")
