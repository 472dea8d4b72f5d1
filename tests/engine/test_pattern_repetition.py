"""Control-flow patterns of repetition: loops, lists known and growing at run time, cycles back."""

from typing import Any

import pytest

from engine import commands as c
from engine.offering.choices import choices
from engine.refusals import LineMissing, LineThereAlready, ListDoesNotGrow
from tests.engine.blocks import Paths, branch, each, one_signs, parallel, repeat, walked, when
from tests.engine.builders import LIN, Calendar2022, a_process, at

THREE = {"experts": ["张专家", "李专家", "王专家"]}
LOOK = one_signs("look")
AGREED = when("agreed", value=True)
FILLED: dict[str, Any] = {
    "form": {
        "subject": "name",
        "identity": "id_no",
        "fields": [
            {"key": "name", "label": "姓名", "type": "text"},
            {"key": "id_no", "label": "身份证号", "type": "id_no"},
            {"key": "agreed", "label": "意见一致", "type": "boolean", "filled_at": "talk"},
        ],
    }
}
SHORT = {"name": "演示人选", "id_no": {"sealed": "…", "hash": "h", "masked": "9*1"}}
TALK = {"key": "talk", "title": "合议", "kind": "record", "by": "clerk", "due": "3 working days"}


def test_pattern_10_arbitrary_cycles_sent_back_as_often_as_it_takes() -> None:
    office = walked(one_signs("a"), one_signs("b", "party"))
    for day in (22, 23, 24):
        office.signs("a").goes_back("b", "nominate")
        office.later(at(2, day))
        office.submits()
    assert office.state.visits("a") == 4
    assert office.signs("a", "b").here == ["decision"]


def talking(*said: str, limit: int = 3) -> Paths:
    office = Paths(a_process(repeat(TALK, until=AGREED, limit=limit), **FILLED))
    office.opens()
    office.submits(LIN, answers=SHORT)
    for one in said:
        share = office.share("talk")
        office.ask(c.Decide(office.person(share), share.id, "approve", answers={"agreed": one == "agreed"}))
        office.advances()
    return office


def test_pattern_21_structured_loop_repeats_until_the_condition_holds() -> None:
    assert talking("once more").here == ["talk"]
    office = talking("once more", "agreed")
    assert office.here == ["decision"]
    assert office.state.blocks[0].times == 2
    assert [one.visit for one in office.state.steps if one.key == "talk"] == [1, 2]


def test_pattern_21_structured_loop_ends_at_its_limit() -> None:
    assert talking("once more", "once more", limit=2).here == ["decision"]


def test_a_block_at_the_beginning_of_a_round_is_walked_anew_in_every_round() -> None:
    looks = parallel(branch(one_signs("a", "party")), branch(one_signs("b", "city")))
    office = Paths(a_process(repeat(looks, TALK, until=AGREED), **FILLED))
    office.opens()
    office.submits(LIN, answers=SHORT)
    for agreed, follows in ((False, ["a", "b"]), (True, ["decision"])):
        office.signs("a", "b")
        share = office.share("talk")
        office.ask(c.Decide(office.person(share), share.id, "approve", answers={"agreed": agreed}))
        office.advances()
        assert office.here == follows
    assert [(one.key, one.times) for one in office.state.blocks] == [("again", 2), ("fork", 1), ("fork", 1)]


def test_each_line_has_its_own_first_visit_and_its_own_shares() -> None:
    office = walked(each(LOOK), answers=THREE)
    visits = [one for one in office.state.steps if one.key == "look"]
    assert [(one.at, one.visit) for one in visits] == [("0", 1), ("1", 1), ("2", 1)]
    assert len({one.id for one in office.state.assignments}) == len(office.state.assignments)


def test_the_button_of_one_line_says_for_which_others_the_case_waits() -> None:
    office = walked(each(LOOK), answers=THREE)
    share = office.share("look", "李专家").id
    shown = choices(office.process, office.state, share, now=office.now, calendar=Calendar2022())
    assert shown[0].effects == ("还要等“look（张专家）”“look（王专家）”办完",)


def test_an_empty_list_leaves_nothing_to_do() -> None:
    assert walked(each(LOOK), answers={"experts": []}).here == ["decision"]


def test_within_a_line_conditions_see_the_line() -> None:
    office = walked(each(one_signs("look", skip_if=when("line", "李专家"))), answers=THREE)
    assert office.here == ["look:张专家", "look:王专家"]


def test_the_lines_go_on_each_at_its_own_pace_and_back_within_itself() -> None:
    office = walked(each(LOOK, one_signs("sum", "party")), answers=THREE)
    office.signs("look", line="张专家").signs("look", line="李专家")
    assert office.here == ["look:王专家", "sum:张专家", "sum:李专家"]
    office.goes_back("sum", "look", line="张专家")
    assert office.here == ["look:王专家", "sum:李专家", "look:张专家"]


def test_pattern_15_multiple_instances_a_line_is_added_while_the_others_are_at_work() -> None:
    office = walked(each(LOOK, grows=True), answers=THREE).signs("look", line="张专家")
    share = office.share("look", "李专家")
    office.ask(c.AddLine(office.person(share), share.id, "赵专家"))
    office.advances()
    assert office.here == ["look:李专家", "look:王专家", "look:赵专家"]
    assert office.signs("look", "look", "look").here == ["decision"]


def test_add_line_only_where_the_definition_lets_the_list_grow_and_only_once() -> None:
    office = walked(each(LOOK), answers=THREE)
    share = office.share("look")
    with pytest.raises(ListDoesNotGrow):
        office.ask(c.AddLine(office.person(share), share.id, "赵专家"))
    office = walked(each(LOOK, grows=True), answers=THREE)
    share = office.share("look")
    with pytest.raises(LineThereAlready):
        office.ask(c.AddLine(office.person(share), share.id, "王专家"))
    with pytest.raises(LineMissing):
        office.ask(c.AddLine(office.person(share), share.id, " "))


def test_the_button_that_adds_a_line_is_shown_where_it_works() -> None:
    for grows in (True, False):
        office = walked(each(LOOK, grows=grows), answers=THREE)
        shown = choices(
            office.process, office.state, office.share("look").id, now=office.now, calendar=Calendar2022()
        )
        assert ("add_line" in {one.act for one in shown}) is grows


@pytest.mark.parametrize(("join", "signed"), [("first", 1), (2, 2), ("all", 3)])
def test_pattern_34_and_35_partial_join_of_lines_goes_on_with_so_many_and_stops_the_rest(
    join: str | int, signed: int
) -> None:
    office = walked(each(LOOK, join=join), answers=THREE)
    for _ in range(signed):
        assert office.here[0] != "decision"
        office.signs("look")
    assert office.here == ["decision"]
    assert sum(one.outcome == "void" for one in office.state.steps) == 3 - signed


def test_a_join_of_more_lines_than_there_are_waits_for_those_there_are() -> None:
    office = walked(each(LOOK, join=2), answers={"experts": ["张专家"]})
    assert office.signs("look").here == ["decision"]


def test_sent_back_out_of_a_list_all_lines_stop_and_come_anew_with_the_corrected_list() -> None:
    office = walked(each(LOOK), answers=THREE).signs("look", line="张专家")
    office.goes_back("look", "nominate", line="王专家")
    assert office.here == ["nominate"]
    office.later(at(2, 22))
    office.submits(answers={**office.state.answers, "experts": ["钱专家"]})
    assert office.here == ["look:钱专家"]
