"""返困: the outcome of one case opens the next by itself, with its history; nobody begins a relapse case."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from actions import cases, monitoring_events
from actions.following import open_what_follows
from actions.households import open_file
from actions.parameters import enter
from actions.processes import publish
from engine.deadlines import local_date
from engine.hardship.place_values import choice_said, variant_set
from engine.refusals import NobodyToBegin, OpensBySignal
from models import cases as stored
from models import drafts, households, organisation
from models.cases import Case
from models.households import Household
from models.risk_signals import RiskSignal
from models.sealing import Seal
from models.session import Session
from seeds.household_rules import parameters_for
from seeds.relapse_rules import rules_for
from tests.factories import person
from tests.flows.relapse_office import Watch, shipped
from tests.households import HouseholdStory, a_story


@pytest.fixture
def story(session: Session, seal: Seal) -> HouseholdStory:
    """A household with a file, which left hardship."""
    one = a_story(session, seal, "relapse_case")
    one.filed()
    household = households.of_case(session, one.case_id)
    session.get_one(Household, household).exited_on = local_date(one.now)
    session.flush()
    return one


def watch_of(story: HouseholdStory) -> Watch:
    """The same household under monitoring."""
    file = open_file(story.session, story.case_id, story.seal)
    assert file
    watch = Watch(story.session, story.seal, story.now, number=str(file.household.file_number))
    watch.dispatched()
    watch.enters("left")
    return watch


def falls_back(watch: Watch) -> str:
    """Wages stop, two verify, it is helped, and has fallen back; the id of the case of the signal."""
    actor = person(watch.session, "xjtu.chair")
    monitoring_events.record(
        watch.session, watch.number, "wage_stop", happened_on=watch.today, rules=rules_for(watch.today),
        actor=actor, now=watch.now,
    )  # fmt: skip
    watch.dispatched()
    watch.case_id = str(watch.session.scalars(select(RiskSignal.case_id)).one())
    watch.verified()
    watch.helped_and_rechecked("需要重新建档")
    watch.closes("refiled")
    return watch.case_id


def case_of(session: Session, process: str) -> list[str]:
    asked = select(Case.id).where(Case.process == process).order_by(Case.opened_at)
    return [str(one) for one in session.scalars(asked)]


def test_a_refiled_household_is_identified_anew_by_itself_with_its_history(story: HouseholdStory) -> None:
    watch = watch_of(story)
    signal_case = falls_back(watch)
    first, second = case_of(story.session, "hardship_identify")
    assert first == story.case_id
    new = stored.load(story.session, second)
    assert new
    assert [(one.kind, one.other) for one in new.state.links] == [("follows", signal_case)]
    before = stored.load(story.session, signal_case)
    assert before
    assert ("followed_by", second) in [(one.kind, one.other) for one in before.state.links]
    file, old = (open_file(story.session, one, story.seal) for one in (second, first))
    assert file
    assert old
    assert file.household.id == old.household.id, "the same household, with all that was said of it"
    assert (file.version.number, file.version.occasion, file.version.fixed_at) == (2, "reentry", None)
    assert file.version.applied_on == local_date(watch.now), "the twelve months are those before now"
    assert file.file.members == old.file.members
    shares = [drafts.of(story.session, one.id) for one in new.state.assignments]
    assert [one and one.answers["applicant"] for one in shares] == ["演示甲", "演示甲"]
    first_form = stored.load(story.session, first)
    assert first_form
    assert [one and one.answers["id_no"] for one in shares] == [first_form.state.answers["id_no"]] * 2


def test_told_twice_it_is_opened_once(story: HouseholdStory) -> None:
    watch = watch_of(story)
    case = falls_back(watch)

    def asked() -> str | None:
        return open_what_follows(
            story.session, case, now=watch.now,
            parameters=lambda city: parameters_for(story.session, city, watch.today),
        )  # fmt: skip

    assert asked() is None
    assert len(case_of(story.session, "hardship_identify")) == 2


def test_what_follows_goes_in_the_order_that_was_chosen_and_is_still_opened_once(
    story: HouseholdStory,
) -> None:
    session, other = story.session, "hardship_identify_checked_first"
    publish(session, shipped(other), "", actor_id=None, now=story.now)
    typed = {"valid_from": "2022-01-01", "valid_to": "2022-12-31", "source": "演示纪要", "process": other}
    held, _ = choice_said(typed, "process", [other])
    enter(session, variant_set(held, shipped(other)), actor=person(session, "admin"), now=story.now)
    watch = watch_of(story)
    case = falls_back(watch)
    assert len(case_of(session, other)) == 1
    parameters = partial(parameters_for, session, day=watch.today)
    assert open_what_follows(session, case, parameters=parameters, now=watch.now) is None


def test_without_parameters_of_the_year_it_is_opened_and_the_file_is_filled_in_later(
    story: HouseholdStory,
) -> None:
    watch = watch_of(story)
    watch.now += timedelta(days=365)
    falls_back(watch)
    second = case_of(story.session, "hardship_identify")[1]
    assert open_file(story.session, second, story.seal) is None
    new = stored.load(story.session, second)
    assert new
    assert drafts.of(story.session, new.state.assignments[0].id)


def test_where_nobody_can_fill_it_in_the_administrator_reads_why(story: HouseholdStory) -> None:
    watch = watch_of(story)
    for login in ("xjtu.officer1", "xjtu.officer2"):
        organisation.set_posts(story.session, person(story.session, login).id, "xjtu", [])
    with pytest.raises(NobodyToBegin, match="西安交通大学工会没有可以填报“困难职工认定”的人"):
        falls_back(watch)


def test_nobody_begins_a_case_that_only_a_signal_opens(story: HouseholdStory) -> None:
    for login in ("xjtu.chair", "prov.officer", "admin"):
        with pytest.raises(OpensBySignal, match="由监测预警自动立案"):
            cases.open_case(story.session, "relapse_case", actor=person(story.session, login), now=story.now)
    opens = [
        one.opens
        for step in shipped("relapse_case").steps
        for one in getattr(step, "outcomes", ())
        if one.opens
    ]
    assert [shipped(one).key for one in opens] == opens
