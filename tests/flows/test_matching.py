"""The sweep over bodies that have a line: what they say is taken in, what fails stays to be asked, and says why."""

from collections.abc import Sequence
from dataclasses import replace

from actions.matching import Sent
from actions.processes import publish
from engine.hardship.matching import Fact
from flows.agency_line import AWAY, LineDown
from flows.matching import sweep
from models import data_requests
from models.data_requests import DataRequest
from runtime.wiring import Office
from tests.engine.households import SPOUSE
from tests.households import THURSDAY, HouseholdStory, a_photo, shipped


class _Traffic:
    def ask(self, _number: str, people: Sequence[Sent]) -> list[Fact]:
        assert all(set(one.fields) == {"name", "id_number"} for one in people)
        return [Fact(id_number=SPOUSE, told="vehicle")]


class _Gone:
    def ask(self, _number: str, _people: Sequence[Sent]) -> list[Fact]:
        raise LineDown(AWAY)


def asked(office: Office) -> tuple[Office, str]:
    with office.database.transaction() as session:
        publish(session, shipped("hardship_identify"), "", actor_id=None, now=THURSDAY)
        a_photo(session)
        story = HouseholdStory(session, office.seal)
        story.opened()
        story.filled()
        story.submitted()
        story.visited_and_appraised()
        story.shown()
    now = story.now
    return replace(office, clock=lambda: now), story.case_id


def requests(office: Office, case: str) -> dict[str, DataRequest]:
    with office.database.transaction() as session:
        return {one.agency: one for one in data_requests.of_case(session, case)}


def test_a_line_answers_and_a_contradiction_waits_for_a_person(office: Office) -> None:
    office, case = asked(office)
    assert sweep(office, {"traffic": _Traffic()}) == "信息比对：答复 1 件，未通 0 件"
    assert requests(office, case)["traffic"].answered_at
    with office.database.transaction() as session:
        (found,) = data_requests.contradictions(session, case)
    assert (found.kind, found.cleared_at) == ("vehicle", None)
    assert sweep(office, {"traffic": _Traffic()}) == "信息比对：答复 0 件，未通 0 件"


def test_a_line_that_is_down_leaves_the_question_open_with_the_reason(office: Office) -> None:
    office, case = asked(office)
    assert sweep(office, {"traffic": _Gone()}) == "信息比对：答复 0 件，未通 1 件"
    request = requests(office, case)["traffic"]
    assert (request.answered_at, request.trouble) == (None, AWAY)
    assert sweep(office, {"traffic": _Traffic()}) == "信息比对：答复 1 件，未通 0 件"
    assert requests(office, case)["traffic"].trouble is None


def test_without_a_line_nobody_is_asked(office: Office) -> None:
    office, _case = asked(office)
    assert sweep(office) == "信息比对：答复 0 件，未通 0 件"
