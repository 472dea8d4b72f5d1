"""批量办理 in the engine: which shares suit, and that one way follows."""

import pytest

from engine import commands as c
from engine.handling.bulk import must_have_one_way, must_suit_bulk
from engine.matter import Matter
from engine.refusals import NoSuchAssignment, NotInBulk, SeveralWaysFollow
from tests.engine.blocks import Paths, branch, choice, one_signs, parallel, walked, when
from tests.engine.builders import Calendar2022


def suits(office: Paths, step: str) -> None:
    must_suit_bulk(office.process, office.state, office.share(step).id)


def follows(office: Paths, step: str) -> None:
    """Try the approval of the share, and whether one way follows."""
    share, before = office.share(step), office.state
    events = office.ask(c.Decide(office.person(share), share.id, "approve"))
    must_have_one_way(Matter(office.process, before, office.now, Calendar2022()), share.id, events)


def test_a_step_suits_where_the_definition_says_so() -> None:
    suits(walked(one_signs("a", bulk=True)), "a")
    with pytest.raises(NotInBulk, match="“a”要逐件办理"):
        suits(walked(one_signs("a")), "a")
    with pytest.raises(NoSuchAssignment):
        must_suit_bulk(walked(one_signs("a")).process, walked(one_signs("a")).state, "nothing")


def test_a_question_and_a_delegates_opinion_are_no_plain_shares() -> None:
    office = walked(one_signs("a", bulk=True, may=["ask"]))
    share = office.share("a")
    office.ask(c.Ask(office.person(share), share.id, "问题"))
    asked = next(one for one in office.state.assignments if one.via == "question")
    with pytest.raises(NotInBulk):
        must_suit_bulk(office.process, office.state, asked.id)


def test_one_way_follows_a_plain_step_and_a_choice() -> None:
    follows(walked(one_signs("a", bulk=True), one_signs("b", "city")), "a")
    ways = choice(branch(one_signs("b"), when=when("cadre", value=True)), branch(otherwise=True))
    follows(walked(one_signs("a", bulk=True), ways), "a")


def test_where_several_ways_follow_each_case_is_decided_by_itself() -> None:
    forked = parallel(branch(one_signs("b")), branch(one_signs("c")))
    with pytest.raises(SeveralWaysFollow, match="“a”办结后分几路"):
        follows(walked(one_signs("a", bulk=True), forked), "a")
