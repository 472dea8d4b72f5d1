"""The awards under the rules of 2021 and of 2024 are walked to their end, each in an office of its year."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from models.files import FileStore
from models.sealing import Seal
from runtime.database import Database
from runtime.embedded import Embedded
from seeds.load import load_demonstration
from tests.walks.camera import Camera
from tests.walks.living import LivingOffice
from tests.walks.walk import Walk
from tests.walks.words import Answers
from tests.web.visitors import PASSWORD

AWARDS: Mapping[tuple[str, str], Answers] = {
    ("2021", "award_prov51"): {},
    ("2021", "award_prov51_unit"): {},
    ("2021", "award_prov51_pioneer"): {},
    ("2021", "award_sanqin"): {
        "是否在生产一线从事技能工作": "是",
        "职业技能等级": "技师",
        "是否获市总工会或省级产业工会表彰": "是",
        "竞赛名次": "省一类前三名",
    },
    ("2024", "award_national51"): {"是否重点产业": "是"},
}


@pytest.fixture(params=AWARDS, ids="-".join)
def award(request: pytest.FixtureRequest) -> tuple[str, str]:
    """The year and the award."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def empty_office(cluster: Embedded, award: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """As in the walks of 2022, in the year of the award."""
    year, process = award
    name = f"walks_{year}_{process}"
    cluster.create_database(name, template="template_office")
    database, files = Database(cluster.url(name)), FileStore(tmp_path_factory.mktemp("walks"))
    seal = Seal(b"a key of thirty-two bytes or more")
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with database.transaction() as session:
        load_demonstration(
            session, now=datetime.now(UTC), seal=seal, files=files, year=year, with_cases=False
        )
        session.execute(text("UPDATE people SET password = :hash"), {"hash": quick})
    database.dispose()
    return name


def test_an_award_is_walked_to_its_end(living: LivingOffice, camera: Camera, award: tuple[str, str]) -> None:
    year, process = award
    walk = Walk(living, camera, {**_dated(year), **AWARDS[award]})
    walk.is_granted(process, "bjzx")


def _dated(year: str) -> Answers:
    day, number = f"{year}-03-01", f"演示〔{year}〕1 号"
    labels = (
        "职工（代表）大会召开日期",
        "表彰决定日期",
        "命名决定日期",
        "通知本人和单位日期",
        "通知单位日期",
    )
    return {
        **dict.fromkeys(labels, day),
        **dict.fromkeys(("表彰决定文号", "命名决定文号", "全总复审文号"), number),
    }
