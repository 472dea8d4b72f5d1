"""Seeds in a real database: loading twice is loading once, and versions stay."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from actions.sign_in import check_password
from engine.deadlines import local_date
from models import organisation, processes
from models.sealing import Seal
from seeds.findings import DefinitionRefused
from seeds.load import (
    DEMONSTRATION_PASSWORD,
    PROCESSES,
    check_files,
    load_organisation,
    load_processes,
    load_units,
    publish_text,
)
from tests.factories import a_case, an_office, person
from tests.seeds.conftest import Spoil

NOW = datetime(2022, 1, 10, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def test_what_we_ship_has_no_findings() -> None:
    assert check_files() == []


def test_publishing_twice_makes_one_version(session: Session) -> None:
    load_units(session)
    first = load_processes(session, now=NOW)
    second = load_processes(session, now=LATER)
    assert [one.id for one in first] == [one.id for one in second]
    assert [one.created for one in first] == [True] * len(first)
    assert not any(one.created for one in second)


def test_a_changed_definition_is_a_new_version_and_running_cases_keep_theirs(
    session: Session, seal: Seal, spoilt: Spoil
) -> None:
    an_office(session)
    story = a_case(session, seal, at="party")
    changed = spoilt(("due: 3 working days", "due: 4 working days"))
    (new,) = load_processes(session, now=story.now + timedelta(hours=1), paths=[changed])
    assert new.created
    assert story.state.version != new.id
    found = processes.current(session, "award_national51", local_date(story.now))
    assert found is not None
    assert found[0] == new.id
    assert processes.get(session, story.state.version).step("party").due != found[1].step("party").due


def test_one_bad_definition_keeps_all_from_being_published(session: Session, spoilt: Spoil) -> None:
    bad = spoilt(("    kind: record", "    kind: rekord"))
    with pytest.raises(DefinitionRefused):
        load_processes(session, now=NOW, paths=[PROCESSES / "award_national51.yaml", bad])
    assert processes.all_current(session) == []


def test_a_body_that_nobody_in_the_office_can_fill_is_refused_at_publishing(
    session: Session, seal: Seal, spoilt: Spoil
) -> None:
    load_organisation(session, now=NOW, seal=seal)
    text = spoilt(("organ: prov_committee}", "organ: prov_senate}")).read_text(encoding="utf-8")
    admin = person(session, "admin")
    with pytest.raises(DefinitionRefused) as refused:
        publish_text(session, text, file="handed-in.yaml", actor_id=admin.id, now=NOW)
    assert [one.sentence for one in refused.value.findings] == [
        "“省教科文卫体工会常委会”没有成员：机构 prov_senate 无人"
    ]
    whole = (PROCESSES / "award_national51.yaml").read_text(encoding="utf-8")
    assert publish_text(session, whole, file="handed-in.yaml", actor_id=admin.id, now=NOW).created


def test_the_organisation_can_be_loaded_again_and_everybody_signs_in(session: Session, seal: Seal) -> None:
    for moment in (NOW, LATER):
        load_organisation(session, now=moment, seal=seal)
    head = person(session, "prov.head")
    assert head.posts == {"prov_head"}
    assert check_password(session, "prov.head", DEMONSTRATION_PASSWORD, now=NOW) == head.id
    department = [one.id for one in organisation.members(session, "prov_department")]
    assert department == [person(session, "prov.officer").id, head.id]


def test_a_working_office_begins_with_units_and_without_invented_people(session: Session) -> None:
    load_units(session)
    assert organisation.unit(session, "xjtu").direct
    assert organisation.by_login(session, "admin") is None
