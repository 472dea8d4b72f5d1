"""A version is known by what its text says."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from models import processes
from seeds.load import load_processes
from tests.engine.builders import a_process, sign
from tests.factories import MONDAY


def test_the_same_text_is_the_same_version_and_another_is_another(session: Session) -> None:
    first, new = processes.publish(session, a_process(sign("a", "clerk")), "", by=None, now=MONDAY)
    again, old = processes.publish(session, a_process(sign("a", "clerk")), "", by=None, now=MONDAY)
    other, _ = processes.publish(session, a_process(sign("b", "clerk")), "", by=None, now=MONDAY)
    assert (first, new, old) == (again, True, False)
    assert other != first


def test_a_key_written_at_its_default_makes_no_new_version(session: Session) -> None:
    """Nor does a release that knows one more key."""
    plain, _ = processes.publish(session, a_process(sign("a", "clerk")), "", by=None, now=MONDAY)
    spelt, new = processes.publish(
        session, a_process(sign("a", "clerk", gate=None), former=[], remind_at=80), "", by=None, now=MONDAY
    )
    assert (plain, False) == (spelt, new)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE process_versions SET definition = jsonb_set(definition, '{title}', '\"另一个\"')",
        "UPDATE process_versions SET source = ''",
        "UPDATE process_versions SET valid_to = valid_to + 1",
        "UPDATE process_versions SET hashed = hashed || ' '",
        "DELETE FROM process_versions",
        "TRUNCATE process_versions CASCADE",
    ],
)
def test_row_50_the_database_itself_refuses_to_change_a_published_version(
    session: Session, statement: str
) -> None:
    processes.publish(session, a_process(sign("a", "clerk")), "", by=None, now=MONDAY)
    with pytest.raises(ProgrammingError, match="a published version never changes"), session.begin_nested():
        session.execute(text(statement))


def test_published_again_a_version_is_current_again_and_as_it_was(session: Session) -> None:
    version, _ = processes.publish(session, a_process(sign("a", "clerk")), "", by=None, now=MONDAY)
    processes.publish(session, a_process(sign("a", "clerk")), "", by="admin", now=MONDAY)
    kept = session.get_one(processes.ProcessVersion, version)
    assert (kept.published_by, kept.source) == ("admin", "")


def test_a_version_nobody_published_is_not_found(session: Session) -> None:
    assert processes.find(session, "nothing@000000000000") is None


def test_of_several_versions_the_one_of_the_day_is_in_force(session: Session) -> None:
    """三秦工匠 2021 and 2022, 全国五一 2022 and 2024: one process, a version a year."""
    load_processes(session, now=MONDAY)
    offered = {
        year: {one.key: one.valid.first.year for _, one in processes.in_force(session, date(year, 3, 1))}
        for year in (2021, 2022, 2024)
    }
    assert (offered[2021]["award_sanqin"], offered[2022]["award_sanqin"]) == (2021, 2022)
    assert (offered[2022]["award_national51"], offered[2024]["award_national51"]) == (2022, 2024)
    assert "award_sanqin" not in offered[2024], "no version is valid on that day"


def test_a_process_has_a_name_also_on_a_day_when_no_version_of_it_is_valid(session: Session) -> None:
    load_processes(session, now=MONDAY)
    named = {one.key: one.valid.first.year for _, one in processes.all_current(session, date(2021, 3, 1))}
    assert (named["award_sanqin"], named["award_national51"]) == (2021, 2024)
