"""分工会推荐: parts of a union recommend, the union ranks and chooses, and begins its own case from what was chosen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from actions import advance, assignments, cases, level_lists, organisation, recommending
from actions.level_lists import LevelList
from actions.processes import publish
from engine.definition import Process
from engine.refusals import (
    AlreadyTakenUp,
    BelowTheCut,
    NoRightToOpen,
    NotChosen,
    NotYourUnit,
    RoundToChoose,
)
from engine.state import CaseState
from models import cases as stored
from models import drafts, places
from models.organisation import Unit
from models.reads import visible
from models.sealing import Seal
from seeds.definition_file import read_definition
from tests.factories import MONDAY, an_office, answers, person
from tests.people_numbers import id_numbers

ROUND = "award_national51-2022"
PARTS = ("mat", "mech", "lib")
KNOWN = ("nominee_name", "gender", "ethnicity", "born_on", "political_status", "workplace", "duty", "grade",
         "honours", "deeds_brief", "deeds")  # fmt: skip
MEETING = {"meeting_held_on": "2022-02-18", "meeting_due": 30, "meeting_present": 24, "meeting_agree": 22}


def the_process() -> Process:
    return read_definition(Path(__file__).parents[2] / "seeds/processes/group_recommendation.yaml")[0]


def an_office_with_parts(session: Session) -> None:
    """An office in which the union of xjtu has one place and three parts (分工会), each with its chair."""
    an_office(session, quota=1)
    parts_of_the_union(session)


def parts_of_the_union(session: Session) -> None:
    """The parts of xjtu's union, and the process by which they recommend, in an office that is there."""
    publish(session, the_process(), "", actor_id=None, now=MONDAY)
    units = [
        Unit(key=one, name=f"演示{one}分工会", kind="group", parent="xjtu", direct=False) for one in PARTS
    ]
    organisation.import_units(session, units)
    for one in PARTS:
        organisation.import_person(
            session, login=f"{one}.chair", name=f"演示{one}", unit=one, posts=["group_chair"], now=MONDAY, demo=True
        )  # fmt: skip


@dataclass
class Recommended:
    """A recommendation of one part of the union."""

    session: Session
    seal: Seal
    case_id: str
    now: datetime = MONDAY + timedelta(hours=4)

    @property
    def state(self) -> CaseState:
        record = stored.load(self.session, self.case_id)
        assert record is not None
        return record.state

    def decided(self, login: str, decision: str = "approve", **more: str) -> None:
        who = person(self.session, login)
        share = next(one for one in self.state.assignments if one.person == who.id and one.status == "open")
        assignments.decide(self.session, share.id, decision, actor=who, now=self.now, seal=self.seal, **more)  # type: ignore[arg-type]
        advance.advance(self.session, self.case_id, now=self.now)


def recommends(session: Session, seal: Seal, part: str, number: str) -> Recommended:
    chair = person(session, f"{part}.chair")
    one = Recommended(
        session,
        seal,
        cases.open_case(session, "group_recommendation", actor=chair, now=MONDAY, round_key=ROUND),
    )
    said = {key: answers()[key] for key in KNOWN} | MEETING | {"nominee_name": f"演示{part}", "id_no": number}
    cases.submit(session, one.state.assignments[0].id, said, actor=chair, now=one.now, seal=seal)
    advance.advance(session, one.case_id, now=one.now)
    return one


def three(session: Session, seal: Seal) -> list[Recommended]:
    an_office_with_parts(session)
    return [recommends(session, seal, *one) for one in zip(PARTS, id_numbers(3), strict=True)]


def the_list(session: Session) -> LevelList:
    (found,) = level_lists.lists_of(session, the_process(), ROUND, level="xjtu")
    return found


def ranked_and_cut(session: Session, order: list[Recommended]) -> None:
    chair, now = person(session, "xjtu.chair"), order[0].now
    given = {one.state.number: rank for rank, one in enumerate(order, 1)}
    level_lists.rank(session, the_list(session), given, actor=chair, now=now)
    level_lists.put_forward(session, the_process(), the_list(session), actor=chair, now=now)


def test_the_union_ranks_its_parts_cuts_at_its_places_and_takes_none(session: Session, seal: Seal) -> None:
    first, second, third = three(session, seal)
    ranked_and_cut(session, [second, first, third])
    standing = {one.case.subject: one.standing.where for one in the_list(session).entries}
    assert standing == {"演示mech": "forward", "演示mat": "reserve", "演示lib": "reserve"}
    line = places.line(session, ROUND, "xjtu")
    assert (line.places, line.used) == (1, 0), "a recommendation takes no place"
    with pytest.raises(BelowTheCut):
        first.decided("xjtu.chair")
    second.decided("xjtu.chair", "reject", comment="本人不同意")
    level_lists.move_up(session, second.case_id, "choice", now=second.now)
    first.decided("xjtu.chair")
    assert first.state.open_step("chosen")
    assert places.out_of_step(session) == []


def test_the_unions_own_case_begins_with_what_the_part_said_and_takes_the_place(
    session: Session, seal: Seal
) -> None:
    chosen, *_others = recommendations = three(session, seal)
    ranked_and_cut(session, recommendations)
    chair = person(session, "xjtu.chair")
    chosen.decided("xjtu.chair")
    with pytest.raises(NotChosen):
        recommending.take_up(session, chosen.case_id, actor=chair, now=chosen.now)
    chosen.decided("xjtu.chair", outcome="chosen")
    assert recommending.may_take_up(session, chosen.state, chair)
    with pytest.raises(NotYourUnit):
        recommending.take_up(session, chosen.case_id, actor=person(session, "xazx.chair"), now=chosen.now)
    new_id = recommending.take_up(session, chosen.case_id, actor=chair, now=chosen.now)
    new = Recommended(session, seal, new_id).state
    assert (new.process, new.round, new.unit.key) == ("award_national51", ROUND, "xjtu")
    typed = drafts.of(session, new.assignments[0].id)
    assert typed is not None
    assert {key: typed.answers[key] for key in KNOWN} == {key: chosen.state.answers[key] for key in KNOWN}
    with pytest.raises(AlreadyTakenUp, match=new.number):
        recommending.take_up(session, chosen.case_id, actor=chair, now=chosen.now)
    whole = answers(nominee_name="演示mat", id_no=id_numbers(1)[0])
    cases.submit(session, new.assignments[0].id, whole, actor=chair, now=chosen.now, seal=seal)
    assert places.line(session, ROUND, "xjtu").used == 1
    assert not Recommended(session, seal, new_id).state.twins, "the recommendation is no second nomination"


def test_a_part_recommends_for_a_round_and_only_where_it_may(session: Session) -> None:
    an_office_with_parts(session)
    part, union = person(session, "mat.chair"), person(session, "xjtu.chair")
    with pytest.raises(RoundToChoose):
        cases.open_case(session, "group_recommendation", actor=part, now=MONDAY)
    with pytest.raises(RoundToChoose):
        cases.open_case(session, "group_recommendation", actor=part, now=MONDAY, round_key="nothing-2022")
    with pytest.raises(NoRightToOpen):
        cases.open_case(session, "group_recommendation", actor=union, now=MONDAY, round_key=ROUND)
    with pytest.raises(NoRightToOpen):
        cases.open_case(session, "award_national51", actor=part, now=MONDAY)
    (running,) = recommending.campaigns_for(session, part, now=MONDAY)
    assert (running.round, running.places, running.used) == (ROUND, 1, 0)
    assert recommending.campaigns_for(session, union, now=MONDAY) == []


def test_the_union_sees_what_has_come_to_it_and_other_parts_do_not(session: Session, seal: Seal) -> None:
    an_office_with_parts(session)
    one = recommends(session, seal, "mat", id_numbers(1)[0])
    sees = {
        login: visible.may_see(session, one.case_id, person(session, login).id)
        for login in ("mat.chair", "xjtu.chair", "mech.chair", "xazx.chair", "prov.officer")
    }
    assert sees == {
        "mat.chair": True, "xjtu.chair": True, "mech.chair": False, "xazx.chair": False, "prov.officer": False,
    }  # fmt: skip
