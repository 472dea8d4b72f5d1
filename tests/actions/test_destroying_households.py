"""A household goes with the last of its cases: its sealed versions, who lived in it, what other bodies said of it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from actions import destroying, disposals, keeping, overseeing
from actions.household_work import settle_end
from actions.households import open_file
from engine.deadlines import SHANGHAI
from engine.refusals import NoSuchCase
from models import households, journal
from models.reads import keeping as reads
from models.sealing import Seal
from tests.archive import settled
from tests.engine.households import APPLICANT
from tests.households import HouseholdStory, a_story
from tests.traces import traces_of

IN_2033 = datetime(2033, 1, 1, 1, 40, tzinfo=SHANGHAI).astimezone(UTC)
NIGHT = datetime(2033, 1, 2, 1, 40, tzinfo=SHANGHAI).astimezone(UTC)
IN_2053 = datetime(2053, 1, 1, 1, 40, tzinfo=SHANGHAI).astimezone(UTC)


@pytest.fixture
def story(session: Session, seal: Seal) -> HouseholdStory:
    """A household that has applied."""
    one = a_story(session, seal)
    one.opened()
    one.filled()
    one.submitted()
    return one


def ended(story: HouseholdStory) -> None:
    overseeing.terminate(
        story.session, story.case_id, "演示甲不符合", actor=story.who("admin"), now=story.now
    )
    settle_end(story.session, story.case_id, now=story.now, correlation="end")
    settled(story)


def destroyed(story: HouseholdStory) -> None:
    session = story.session
    archivist, head = story.who("prov.archivist"), story.who("prov.head")
    number = disposals.propose(session, [story.case_id], "无价值", actor=archivist, now=IN_2033)
    disposals.decide(session, number, approve=True, reason="", struck={}, actor=head, now=IN_2033)
    for listed, case_id in disposals.to_carry_out(session, now=NIGHT):
        destroying.carry_out(session, listed, case_id, now=NIGHT)


def test_an_application_that_came_to_nothing_leaves_no_trace_of_the_family(
    story: HouseholdStory, seal: Seal
) -> None:
    overseeing.terminate(
        story.session, story.case_id, "演示甲不符合", actor=story.who("admin"), now=story.now
    )
    settled(story)
    household = households.of_case(story.session, story.case_id)
    assert household is not None
    sealed = [one.content for one in households.versions(story.session, household)]
    traces = ["演示甲", APPLICANT, seal.hash(APPLICANT), *sealed]
    assert traces_of(story.session, traces)
    destroyed(story)
    left = traces_of(story.session, traces)
    assert {table for table, _word in left} <= {
        "people"
    }  # whoever looks after the office is called 演示… as well
    assert journal.verify(story.session, story.case_id) is None


def test_the_file_of_a_household_stays_until_the_last_of_its_cases_goes(
    story: HouseholdStory, seal: Seal
) -> None:
    ended(story)
    again = HouseholdStory(story.session, seal, now=story.now + timedelta(days=7))
    again.opened()
    again.filled()
    again.submitted()
    ended(again)
    assert households.of_case(story.session, again.case_id) == households.of_case(
        story.session, story.case_id
    )
    destroyed(story)
    assert open_file(story.session, again.case_id, seal) is not None
    destroyed(again)
    assert open_file(story.session, again.case_id, seal) is None
    assert traces_of(story.session, [seal.hash(APPLICANT)]) == set()


def test_a_household_with_an_open_file_is_kept_however_old_its_cases_are(
    session: Session, seal: Seal
) -> None:
    one = a_story(session, seal)
    one.filed()
    settled(one)
    assert reads.hindered(session, [one.case_id], now=IN_2053) == {one.case_id: ["household"]}


def test_a_household_is_put_off_by_the_number_of_its_file(session: Session, seal: Seal) -> None:
    one = a_story(session, seal)
    one.filed()
    number = session.scalar(text("SELECT file_number FROM households"))
    admin = one.who("admin")
    assert keeping.preserve(session, str(number), "信访", None, actor=admin, now=one.now) == 1
    assert one.state.preserved == "信访"
    assert keeping.lift(session, str(number), "办结", actor=admin, now=one.now) == 1
    with pytest.raises(NoSuchCase):
        keeping.preserve(session, "KNZG-1999-0001", "信访", None, actor=admin, now=one.now)
