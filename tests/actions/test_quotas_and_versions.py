"""Places come back or stay, rounds open once, and a case keeps the version it was opened under."""

from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from actions import assignments, cases, rounds
from actions.processes import publish
from engine.refusals import (
    NoQuota,
    NoSuchProcess,
    NotReturnable,
    QuotaUnreadable,
    RoundAlreadyOpen,
    RoundNotOpen,
)
from models import places, processes
from models import rounds as stored
from models.sealing import Seal
from tests.factories import MONDAY, a_case, an_office, national51, person

_ROUND = "award_national51-2022"


def used(session: Session, unit: str = "xjtu") -> int:
    found = places.places_of(session, _ROUND, unit)
    assert found is not None
    return found.used


def test_a_case_withdrawn_before_it_is_reported_gives_its_place_back(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="unit_publicity")
    assert used(session) == 1
    cases.withdraw(session, story.case_id, "人选调离", actor=story.who("chair"), now=MONDAY)
    assert used(session) == 0
    assert story.state.status == "withdrawn"


def test_once_reported_a_case_cannot_be_withdrawn(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="prov_review")
    with pytest.raises(NotReturnable):
        cases.withdraw(session, story.case_id, "人选调离", actor=story.who("chair"), now=story.now)


@pytest.mark.parametrize(("at", "who", "left"), [("party", "party", 0), ("prov_review", "prov.officer", 1)])
def test_a_rejection_frees_the_place_only_before_the_report(
    session: Session, seal: Seal, at: str, who: str, left: int
) -> None:
    an_office(session)
    story = a_case(session, seal, at=at)
    story.decided(who, "reject", comment="不符合条件")
    assert story.state.status == "rejected"
    assert used(session) == left


def test_a_returned_case_keeps_its_place_and_takes_no_second(session: Session, seal: Seal) -> None:
    an_office(session, quota=1)
    story = a_case(session, seal, at="party")
    assignments.send_back(
        session, story.share("party"), "nominate", "请补充事迹", actor=story.who("party"), now=MONDAY
    )
    story.advance()
    assert story.state.status == "returned"
    story.submitted()
    assert used(session) == 1


def test_a_unit_without_places_nominates_nobody(session: Session, seal: Seal) -> None:
    an_office(session)
    session.execute(delete(places.QuotaLine))
    story = a_case(session, seal, at="nominate")
    with pytest.raises(NoQuota, match="西安交通大学工会本届没有分配名额"):
        story.submitted()


def test_a_round_is_opened_once(session: Session) -> None:
    an_office(session)
    with pytest.raises(RoundAlreadyOpen):
        rounds.open_round(
            session,
            "award_national51",
            year=2022,
            quota={"xjtu": 1},
            actor=person(session, "prov.officer"),
            now=MONDAY,
        )


def test_a_wrong_table_of_places_is_refused_whole_with_every_line(session: Session) -> None:
    an_office(session)
    with pytest.raises(QuotaUnreadable) as refused:
        rounds.open_round(
            session, "award_national51", year=2023, quota={"nowhere": 1, "xjtu": 0, "xazx": 2},
            actor=person(session, "prov.officer"), now=MONDAY,
        )  # fmt: skip
    assert "nowhere" in refused.value.sentence
    assert "xjtu" in refused.value.sentence
    assert stored.find(session, "award_national51", 2023) is None


def test_without_the_quota_notice_of_the_year_nothing_is_opened(session: Session) -> None:
    an_office(session, beside=[national51().model_copy(update={"key": "award_other"})])
    with pytest.raises(RoundNotOpen, match="2022"):
        cases.open_case(session, "award_other", actor=person(session, "xjtu.chair"), now=MONDAY)


def test_outside_its_validity_a_definition_opens_nothing(session: Session) -> None:
    an_office(session)
    with pytest.raises(NoSuchProcess):
        cases.open_case(
            session, "award_national51", actor=person(session, "xjtu.chair"), now=MONDAY + timedelta(days=400)
        )


def test_a_running_case_keeps_the_version_it_was_opened_under(session: Session, seal: Seal) -> None:
    an_office(session)
    old = a_case(session, seal, at="party")
    changed = national51().model_copy(update={"remind_at": 50})
    newer = publish(session, changed, "", actor_id=None, now=MONDAY + timedelta(hours=1))
    again = publish(session, changed, "", actor_id=None, now=MONDAY + timedelta(hours=2))
    new = a_case(session, seal, at="party", unit="xazx")
    assert (newer.created, again.created) == (True, False)
    assert new.state.version == newer.id != old.state.version
    assert processes.get(session, old.state.version).remind_at == 80
    old.party()
    assert old.state.version != newer.id


def test_who_publishes_older_content_again_makes_it_current_again(session: Session) -> None:
    an_office(session)
    changed = national51().model_copy(update={"remind_at": 50})
    admin = person(session, "admin").id
    first = publish(session, national51(), "", actor_id=None, now=MONDAY)
    second = publish(session, changed, "", actor_id=admin, now=MONDAY + timedelta(hours=1))
    publish(
        session, national51(), "", actor_id=None, now=MONDAY + timedelta(hours=2)
    )  # the office starts anew
    assert processes.current(session, "award_national51", MONDAY.date())[0] == second.id  # type: ignore[index]
    publish(session, national51(), "", actor_id=admin, now=MONDAY + timedelta(hours=3))
    assert processes.current(session, "award_national51", MONDAY.date())[0] == first.id  # type: ignore[index]
