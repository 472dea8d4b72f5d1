"""Units hear once of what their open files owe before it is due, and they and the help centre once when it is late."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import monitoring_events, population
from actions.household_duties import tell_of_duties
from actions.households import open_file
from engine.deadlines import SHANGHAI
from models import outbox
from models.deliveries import Delivery
from models.sealing import Seal
from notifications.deliver import prepare
from notifications.links import Links
from seeds.relapse_rules import population_rules_for, rules_for
from tests.factories import person
from tests.households import HouseholdStory, a_story


@pytest.fixture
def story(session: Session, seal: Seal) -> HouseholdStory:
    """A household with an open file since the end of 2022."""
    one = a_story(session, seal)
    one.filed()
    drained(one, one.now)
    return one


def on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 8, 45, tzinfo=SHANGHAI).astimezone(UTC)


def drained(story: HouseholdStory, now: datetime) -> list[dict[str, object]]:
    """What the office tells of duties, told to everybody."""
    lines = outbox.claim(story.session, limit=200, now=now, lease_seconds=60)
    mine = [one for one in lines if one.event == "household.duties"]
    for one in mine:
        prepare(story.session, one, now=now, links=Links("http://office.example"))
    ids = [one.id for one in lines]
    outbox.settle(story.session, ids, now=now, run_id=None, run_name=None)
    return [one.payload for one in mine]


def told(session: Session) -> list[tuple[str, str]]:
    asked = select(Delivery.person, Delivery.subject).where(
        Delivery.event == "household.duties", Delivery.channel == "inbox"
    )
    return [(str(who), words) for who, words in session.execute(asked).tuples()]


def test_thirty_days_before_the_end_of_the_year_the_unit_hears_of_the_check_once(
    story: HouseholdStory,
) -> None:
    assert tell_of_duties(story.session, now=on(2023, 11, 30)) == 0
    assert tell_of_duties(story.session, now=on(2023, 12, 1)) == 1
    assert tell_of_duties(story.session, now=on(2023, 12, 2)) == 0
    assert drained(story, on(2023, 12, 2)) == [
        {"unit": "xjtu", "stage": "soon", "due": "2023-12-31", "yearly": 1, "change": 0}
    ]
    unit = {person(story.session, one).id for one in ("xjtu.chair", "xjtu.officer1", "xjtu.officer2")}
    assert {who for who, _ in told(story.session)} == unit
    assert {words for _, words in told(story.session)} == {"【档案义务将到期】西安交通大学工会"}


def test_what_is_late_is_told_to_the_help_centre_too(story: HouseholdStory) -> None:
    assert tell_of_duties(story.session, now=on(2024, 1, 1)) == 1
    assert tell_of_duties(story.session, now=on(2024, 6, 1)) == 0
    [payload] = drained(story, on(2024, 1, 1))
    assert payload["stage"] == "late"
    assert person(story.session, "prov.officer").id in {who for who, _ in told(story.session)}


def test_a_change_that_monitoring_heard_of_has_to_be_reported_within_thirty_days(
    story: HouseholdStory,
) -> None:
    file = open_file(story.session, story.case_id, story.seal)
    assert file
    number, happened = str(file.household.file_number), on(2023, 3, 1)
    population.enter(
        story.session, number, "xjtu", "relative", since=happened.date(),
        rules=population_rules_for(happened.date()), actor=None, now=happened,
    )  # fmt: skip
    monitoring_events.record(
        story.session, number, "laid_off", happened_on=happened.date(), rules=rules_for(happened.date()),
        actor=None, now=happened,
    )  # fmt: skip
    drained(story, happened)
    assert tell_of_duties(story.session, now=on(2023, 3, 20)) == 0
    assert tell_of_duties(story.session, now=on(2023, 3, 22)) == 1
    assert drained(story, on(2023, 3, 22)) == [
        {"unit": "xjtu", "stage": "soon", "due": "2023-03-31", "yearly": 0, "change": 1}
    ]


def test_a_file_that_was_closed_owes_nothing(story: HouseholdStory) -> None:
    file = open_file(story.session, story.case_id, story.seal)
    assert file
    file.household.exited_on = on(2023, 6, 1).date()
    story.session.flush()
    assert tell_of_duties(story.session, now=on(2024, 2, 1)) == 0
