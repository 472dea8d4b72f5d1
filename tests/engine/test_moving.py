"""Moving a running case to another version: the plan, the reasons why not, the move, and taking it back."""

from collections.abc import Mapping
from typing import Any

import pytest

from engine import commands as c
from engine.definition import Process
from engine.events import CaseMoved
from engine.evolution import evolve
from engine.handling.moving import Plan, plan
from engine.pictures.case import case_picture
from engine.refusals import (
    ActedSinceMove,
    CaseIsOver,
    CommentMissing,
    MappingUnreadable,
    MoveRefused,
    NextHasActed,
    NoMoveToUndo,
    NoSuchReturn,
    NoSuchVersion,
    NotAdministrator,
    VersionAlready,
)
from engine.state import Person
from tests.engine.blocks import branch, parallel
from tests.engine.builders import (
    ADMIN,
    BU,
    CHU,
    DANG,
    FIELDS,
    LIN,
    SEATS,
    Office,
    a_process,
    ballot,
    consult,
    publicity,
    raw_process,
    sign,
)

REVIEW, PARTY = sign("review", "clerk"), sign("party", "party")


def moves(
    office: Office,
    target: Process,
    mapping: Mapping[str, str] | None = None,
    *,
    actor: Person = ADMIN,
    to: str = "v2",
) -> CaseMoved:
    (event,) = office.ask(c.Move(actor, to, target, mapping or {}, "新文件已下发"))
    assert isinstance(event, CaseMoved)
    office.process = target
    return event


def at(*between: Mapping[str, Any], **more: object) -> Office:
    return Office(a_process(*between, **more)).opens().submits()


def planned(
    office: Office, *between: Mapping[str, Any], mapping: Mapping[str, str] | None = None, **more: object
) -> Plan:
    return plan(office.process, a_process(*between, **more), office.state, mapping or {})


def test_a_case_stays_at_the_same_place_with_the_same_people_and_due_date() -> None:
    office = at(REVIEW)
    before = office.state
    moves(office, a_process(REVIEW, PARTY, title="小流程（新）"))
    assert office.state.version == "v2"
    assert (office.state.steps, office.state.assignments) == (before.steps, before.assignments)
    office.decides(CHU)
    assert office.open_steps == ["party"], "what opens next opens by the new version"


def test_a_renamed_step_keeps_its_visit_its_share_and_its_person() -> None:
    office = at(REVIEW)
    event = moves(office, a_process(sign("examine", "clerk")), {"review": "examine"})
    share = office.mine(CHU)
    assert (share.step, share.person, share.status) == ("examine", CHU.id, "open")
    assert office.open_steps == ["examine"]
    assert event.mapping == {"review": "examine"}
    assert office.decides(CHU).open_steps == ["decision"]


def test_a_body_of_another_name_takes_the_share_over_without_changing_who_holds_it() -> None:
    office = at(REVIEW)
    target = raw_process(sign("review", "office_clerk"), bodies={**raw_process()["bodies"]})
    target["bodies"]["office_clerk"] = {"title": "业务部经办", "from": "prov", "post": "prov_officer"}
    moves(office, Process.model_validate(target))
    assert (office.mine(CHU).body, office.mine(CHU).person) == ("office_clerk", CHU.id)
    office.decides(CHU)


def test_what_was_passed_is_renamed_too_so_that_a_return_still_finds_it() -> None:
    office = at(PARTY, REVIEW).decides(DANG)
    moves(office, a_process(sign("committee", "party"), REVIEW), {"party": "committee"})
    office.returns(CHU, "committee")
    assert office.open_steps == ["committee"]
    assert office.state.visits("committee") == 2


def test_replaying_what_happened_gives_the_moved_case() -> None:
    office = at(PARTY, REVIEW).decides(DANG)
    moves(office, a_process(sign("committee", "party"), REVIEW), {"party": "committee"})
    office.decides(CHU)
    state = None
    for event, when in office.told:
        state = evolve(state, event, when)
    assert state == office.state


LOST = "“review”等 褚勇 办理，新版没有对应的环节，待办会丢失"


@pytest.mark.parametrize(
    ("between", "mapping", "why"),
    [
        ([PARTY], {}, LOST),
        ([PARTY, sign("examine", "clerk")], {}, LOST),
        ([ballot()], {"review": "vote"}, "“review”在新版是另一类环节"),
        ([REVIEW, PARTY], {"review": "party"}, "“review”在新版里还在，不能改作别的环节"),
        ([parallel(branch(REVIEW), branch(PARTY))], {}, "“review”在新版不在同样的分支里"),
        ([sign("review", "clerk", "all", on_refusal="end")], {}, "“review”正在办理，新版改了它的办理规则"),
    ],
)
def test_a_move_that_would_lose_or_twist_something_is_refused(
    between: list[dict[str, Any]], mapping: dict[str, str], why: str
) -> None:
    office = at(REVIEW)
    assert why in planned(office, *between, mapping=mapping).because
    with pytest.raises(MoveRefused) as refused:
        moves(office, a_process(*between), mapping)
    assert why in refused.value.sentence
    assert office.state.version == "v1"


def test_a_passed_step_without_a_place_is_refused_with_its_name() -> None:
    office = at(PARTY, REVIEW).decides(DANG)
    assert planned(office, REVIEW).because == ("已经走过的“party”在新版没有对应的环节",)


def test_a_passed_step_may_be_a_former_one_of_the_new_version() -> None:
    office = at(PARTY, REVIEW).decides(DANG)
    target = a_process(REVIEW, former=[PARTY], bodies=office.process.model_dump(by_alias=True)["bodies"])
    before = office.state
    moves(office, target)
    assert office.state.steps == before.steps
    with pytest.raises(NextHasActed):
        office.ask(c.TakeBack(DANG, office.mine(DANG).id))
    with pytest.raises(NoSuchReturn):
        office.returns(CHU, "party")
    assert "party" not in case_picture(office.process, office.state)
    assert office.decides(CHU).open_steps == ["decision"]


def test_nobody_is_left_waiting_at_a_former_step() -> None:
    office = at(PARTY, REVIEW)
    bodies = office.process.model_dump(by_alias=True)["bodies"]
    former = planned(office, REVIEW, former=[PARTY], bodies=bodies)
    assert former.because == ("“party”等 党红梅 办理，新版没有对应的环节，待办会丢失",)


def test_two_steps_cannot_become_one() -> None:
    office = at(PARTY, REVIEW).decides(DANG)
    both = planned(office, sign("one", "clerk"), mapping={"party": "one", "review": "one"})
    assert "“party”和“review”不能对应到同一个环节" in both.because


def test_an_answer_that_nobody_could_give_any_more_is_a_reason() -> None:
    office = at(REVIEW)
    late = planned(
        office,
        REVIEW,
        form={"subject": "name", "fields": [*FIELDS, {"key": "x", "label": "籍贯", "type": "text"}]},
    )
    assert late.because == ("新版要填“籍贯”，填写它的“民主推荐”已经办过；先退回补填再移",)
    field = {"key": "x", "label": "籍贯", "type": "text", "filled_at": "decision"}
    assert planned(office, REVIEW, form={"subject": "name", "fields": [*FIELDS, field]}).how == "same"


def test_an_answer_of_another_kind_is_a_reason() -> None:
    fields = [{**one, "type": "text"} if one["key"] == "cadre" else one for one in FIELDS]
    assert planned(at(REVIEW), REVIEW, form={"subject": "name", "fields": fields}).because == (
        "已填的“是否干部”在新版是另一种内容",
    )  # fmt: skip


def test_votes_are_not_counted_by_rules_made_after_they_were_cast() -> None:
    office = at(ballot()).votes(SEATS[0], "approve")
    softer = ballot(threshold={"op": ">", "num": 1, "den": 3, "base": "due"})
    assert planned(office, softer).because == ("“票决”正在办理，新版改了它的办理规则",)


def test_an_outcome_that_is_fixed_must_exist() -> None:
    office = at(sign("a", "clerk")).decides(CHU)
    thanks = {"key": "thanks", "title": "致谢", "kind": "record", "by": "clerk", "due": "3 working days"}
    office.process = a_process(sign("a", "clerk"), thanks)
    raw = raw_process(sign("a", "clerk"))
    raw["steps"].append(thanks)
    office.process = Process.model_validate(raw)
    office.decides(CHU, outcome="granted")
    outcomes = [("yes", "命名", True), ("no", "不命名", False)]
    named = [{"key": key, "title": title, "granted": granted} for key, title, granted in outcomes]
    raw["steps"][2] = {**raw["steps"][2], "outcomes": named}
    target = Process.model_validate(raw)
    assert plan(office.process, target, office.state, {}).because == ("已定的结果在新版里没有",)


def test_notes_tell_what_will_be_different() -> None:
    office = at(REVIEW)
    told = planned(office, publicity(), {**REVIEW, "due": "9 working days"})
    assert told.how == "same"
    assert told.notes == ("新版的“单位公示”在当前环节之前，本件不再经过", "“review”正在办理，仍按原来的时限")


def test_windows_opinions_and_branches_go_along() -> None:
    office = at(consult(), publicity())
    moves(office, a_process(consult(), publicity(), PARTY))
    office.answers("police").answers("discipline")
    assert office.open_steps == ["showing"]
    moves(office, a_process(consult(), {**publicity(), "title": "公示"}), to="v3")
    assert office.later(office.state.windows[-1].closes_at).closes_window().open_steps == ["decision"]
    forked = at(parallel(branch(REVIEW), branch(PARTY))).decides(DANG)
    moves(forked, a_process(parallel(branch(sign("examine", "clerk")), branch(PARTY), key="both")),
          {"review": "examine", "fork": "both"})  # fmt: skip
    assert forked.decides(CHU).open_steps == ["decision"]


def test_a_name_that_was_once_another_step_of_the_case_is_not_used_again() -> None:
    office = at(REVIEW)
    moves(office, a_process(sign("examine", "clerk")), {"review": "examine"})
    assert planned(office, sign("examine", "clerk"), REVIEW).because == (
        "“review”的代码 review 在本件里曾是别的环节",
    )


def test_a_mapping_of_unknown_names_is_told_line_by_line() -> None:
    office = at(REVIEW)
    with pytest.raises(MappingUnreadable) as refused:
        moves(office, a_process(REVIEW), {"nothing": "review", "review": "nowhere"})
    assert refused.value.sentence == "对应关系有 2 处不对：旧版没有 nothing；新版没有 nowhere"


def test_move_is_for_an_administrator_who_says_why_and_a_case_that_goes_on() -> None:
    office, target = at(REVIEW), a_process(REVIEW, PARTY)
    for actor in (LIN, CHU, BU):
        with pytest.raises(NotAdministrator):
            moves(office, target, actor=actor)
    with pytest.raises(CommentMissing):
        office.ask(c.Move(ADMIN, "v2", target, {}, " "))
    with pytest.raises(VersionAlready):
        moves(office, target, to="v1")
    with pytest.raises(NoSuchVersion):
        moves(office, a_process(REVIEW, key="other"))
    office.decides(CHU, "reject", comment="不符合条件")
    with pytest.raises(CaseIsOver):
        moves(office, target)


def test_undo_move_takes_it_back_exactly() -> None:
    office = at(PARTY, REVIEW).decides(DANG)
    before, old = office.state, office.process
    moved = moves(office, a_process(sign("committee", "party"), sign("examine", "clerk")),
                  {"party": "committee", "review": "examine"})  # fmt: skip
    office.ask(c.UndoMove(ADMIN, moved, ("case.urged", "assignment.reminded")))
    office.process = old
    assert office.state == before
    with pytest.raises(NoMoveToUndo):
        office.ask(c.UndoMove(ADMIN, moved, ()))


def test_a_move_is_not_taken_back_once_somebody_has_acted() -> None:
    office = at(REVIEW)
    moved = moves(office, a_process(REVIEW, PARTY))
    office.decides(CHU)
    with pytest.raises(ActedSinceMove):
        office.ask(c.UndoMove(ADMIN, moved, ("assignment.decided", "step.settled", "step.opened")))


def test_undoing_what_was_never_done_is_refused() -> None:
    with pytest.raises(NoMoveToUndo):
        at(REVIEW).ask(c.UndoMove(ADMIN, None, ()))


def test_pain_14_another_version_changes_nothing_in_a_case_until_it_is_moved() -> None:
    office = at(REVIEW)
    assert planned(office, PARTY).how == "refused"
    assert (office.state.version, office.open_steps) == ("v1", ["review"])


def test_a_way_straight_back_goes_along_under_the_new_name() -> None:
    old = a_process(PARTY, sign("review", "clerk", returns=["straight_back"]))
    office = Office(old).opens().submits().decides(DANG).returns(CHU, "nominate")
    new = a_process(PARTY, sign("examination", "clerk", returns=["straight_back"]))
    moves(office, new, {"review": "examination"})
    assert office.submits().open_steps == ["examination"]


def test_a_case_is_not_moved_to_where_it_could_not_come_back_to() -> None:
    old = a_process(PARTY, sign("review", "clerk", returns=["straight_back"]))
    office = Office(old).opens().submits().decides(DANG).returns(CHU, "nominate")
    with pytest.raises(MoveRefused, match="“review”"):
        moves(office, a_process(PARTY, former=[REVIEW]))
