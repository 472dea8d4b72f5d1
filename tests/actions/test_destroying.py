"""What two people decided to destroy is gone from every table, and the history that is left still proves itself."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from actions import destroying, disposals, keeping, overseeing
from actions.dossiers import replayed
from engine.refusals import (
    CommentMissing,
    DestroyedAlready,
    DisposalDecided,
    MayNotBeDestroyed,
    NotTheApprover,
    NotTheArchivist,
    TwoPeopleNeeded,
)
from engine.state import Person
from models import disposals as stored
from models import journal, showings
from models.sealing import Seal
from tests.archive import (
    EVE,
    NAME,
    NEW_YEAR,
    NEXT_NIGHT,
    WORD,
    a_refused_case,
    approved,
    destroyed,
    proposed,
    settled,
)
from tests.factories import NOMINEE_NUMBER, Story, a_scan
from tests.traces import traces_of


@pytest.fixture
def refused(session: Session, seal: Seal) -> Story:
    """A case that ended in 2022 and names somebody everywhere."""
    return a_refused_case(session, seal)


def test_nothing_personal_is_left_in_any_column_of_the_database(refused: Story, seal: Seal) -> None:
    words = [NAME, WORD, NOMINEE_NUMBER, seal.hash(NOMINEE_NUMBER), NOMINEE_NUMBER[-4:] + '"']
    before = {table for table, _word in traces_of(refused.session, words)}
    assert {"cases", "journal", "decisions", "showings"} <= before
    destroyed(refused)
    assert traces_of(refused.session, words) == set()


def test_the_chain_and_the_replay_hold_over_what_is_left(refused: Story) -> None:
    head_before = len(journal.lines(refused.session, refused.case_id))
    destroyed(refused)
    lines = journal.lines(refused.session, refused.case_id)
    assert [one.event for one in lines[head_before:]] == ["case.destroyed"]
    assert journal.verify(refused.session, refused.case_id) is None
    assert replayed(lines) == refused.state
    assert refused.state.answers == {}
    assert refused.state.destroyed_at == NEXT_NIGHT
    assert [one.hash for one in showings.of_case(refused.session, refused.case_id)]


def test_who_decided_what_when_is_still_there(refused: Story) -> None:
    before = refused.state
    destroyed(refused)
    after = refused.state
    assert [(one.person, one.decision, one.decided_at) for one in after.assignments] == [
        (one.person, one.decision, one.decided_at) for one in before.assignments
    ]
    assert (after.status, after.outcome, after.closed_at) == (before.status, before.outcome, before.closed_at)
    assert [one.result for one in after.steps if one.kind == "publicity"] == [
        one.result for one in before.steps if one.kind == "publicity"
    ]


def test_a_word_put_back_into_a_line_is_found(refused: Story) -> None:
    destroyed(refused)
    with pytest.raises(ProgrammingError, match="append-only"):
        refused.session.execute(
            text(
                "UPDATE journal SET payload = payload || :said WHERE case_id = CAST(:case AS uuid) AND seq = 1"
            ),
            {"said": "{}", "case": refused.case_id},
        )


def test_the_database_lets_no_line_be_emptied_without_an_approved_list(refused: Story) -> None:
    proposed(refused)
    with pytest.raises(ProgrammingError, match="append-only"):
        refused.session.execute(
            text("UPDATE journal SET payload = '{}' WHERE case_id = CAST(:case AS uuid)"),
            {"case": refused.case_id},
        )


def test_nothing_is_asked_of_a_case_that_is_gone(refused: Story) -> None:
    destroyed(refused)
    with pytest.raises(DestroyedAlready):
        overseeing.copy_to(
            refused.session,
            refused.case_id,
            [refused.who("prov.head").id],
            actor=refused.who("admin"),
            now=NEXT_NIGHT,
        )


def test_it_is_not_due_before_the_tenth_year_after_the_end_is_over(refused: Story) -> None:
    assert keeping.due(refused.session, now=EVE) == []
    (one,) = keeping.due(refused.session, now=NEW_YEAR)
    assert (one.case.number, one.kept.keep, one.is_free) == (refused.state.number, 10, True)
    with pytest.raises(MayNotBeDestroyed):
        proposed(refused, EVE)


def test_the_clock_alone_destroys_nothing(refused: Story) -> None:
    assert disposals.to_carry_out(refused.session, now=NEXT_NIGHT) == []
    number = proposed(refused)
    assert disposals.to_carry_out(refused.session, now=NEXT_NIGHT) == []
    approved(refused, number)
    assert (
        disposals.to_carry_out(refused.session, now=NEW_YEAR) == []
    )  # the day of the decision is over first
    assert disposals.to_carry_out(refused.session, now=NEXT_NIGHT) == [(number, refused.case_id)]


def test_one_proposes_and_another_decides(refused: Story) -> None:
    with pytest.raises(NotTheArchivist):
        disposals.propose(
            refused.session, [refused.case_id], "无价值", actor=refused.who("prov.head"), now=NEW_YEAR
        )
    number = proposed(refused)
    with pytest.raises(NotTheApprover):
        approved(refused, number, refused.who("prov.archivist"))
    both = refused.who("prov.archivist")
    with pytest.raises(TwoPeopleNeeded):
        approved(
            refused, number, Person(both.id, both.name, both.unit, frozenset({"archivist", "prov_head"}))
        )


def test_a_refusal_has_its_reason_and_the_case_can_be_listed_again(refused: Story) -> None:
    number = proposed(refused)
    said = {"approve": False, "struck": {}, "actor": refused.who("prov.head"), "now": NEW_YEAR}
    with pytest.raises(CommentMissing):
        disposals.decide(refused.session, number, reason=" ", **said)  # type: ignore[arg-type]
    disposals.decide(refused.session, number, reason="再留三年", **said)  # type: ignore[arg-type]
    assert proposed(refused) != number


def test_a_list_is_taken_back_until_it_is_carried_out(refused: Story) -> None:
    number = proposed(refused)
    approved(refused, number)
    disposals.recall(refused.session, number, actor=refused.who("prov.archivist"), now=NEW_YEAR)
    assert disposals.to_carry_out(refused.session, now=NEXT_NIGHT) == []
    assert destroyed(refused) == [a_scan()["digest"]]  # no other case has the file: it goes with this one
    last = stored.every(refused.session)[0]
    with pytest.raises(DisposalDecided):
        disposals.recall(refused.session, last.number, actor=refused.who("prov.archivist"), now=NEXT_NIGHT)


def test_what_is_put_off_is_not_destroyed_though_two_people_decided(refused: Story) -> None:
    approved(refused, proposed(refused))
    archivist = refused.who("prov.archivist")
    keeping.preserve(refused.session, refused.state.number, "法院调卷", None, actor=archivist, now=NEW_YEAR)
    settled(refused)
    ((number, case_id),) = disposals.to_carry_out(refused.session, now=NEXT_NIGHT)
    destroying.carry_out(refused.session, number, case_id, now=NEXT_NIGHT)
    (item,) = stored.items(refused.session, number)
    assert (item.destroyed_at, item.hindered) == (None, "暂停销毁")
    assert refused.state.answers["nominee_name"] == NAME
    keeping.lift(
        refused.session, refused.state.number, "案件审结", actor=refused.who("prov.head"), now=NEXT_NIGHT
    )
    settled(refused)
    destroying.carry_out(refused.session, number, case_id, now=NEXT_NIGHT)
    assert traces_of(refused.session, [NAME]) == set()


def test_a_hold_with_an_end_ends_by_itself(refused: Story) -> None:
    archivist = refused.who("prov.archivist")
    keeping.preserve(refused.session, refused.state.number, "审计", NEXT_NIGHT, actor=archivist, now=EVE)
    settled(refused)
    assert [one.is_free for one in keeping.due(refused.session, now=NEW_YEAR)] == [False]
    assert [one.is_free for one in keeping.due(refused.session, now=NEXT_NIGHT)] == [True]


def test_what_has_not_been_told_to_anybody_yet_waits(refused: Story) -> None:
    keeping.preserve(
        refused.session, refused.state.number, "审计", EVE, actor=refused.who("admin"), now=refused.now
    )
    (one,) = keeping.due(refused.session, now=NEW_YEAR)
    assert one.hindrances == ("outbox",)
