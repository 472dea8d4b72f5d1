"""The chain of the journal shows every later change."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from models import journal
from models.sealing import Seal
from tests.factories import a_case, an_office


def test_a_line_changed_behind_our_back_is_found(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="unit_publicity")
    assert journal.verify(session, story.case_id) is None
    session.execute(text("ALTER TABLE journal DISABLE TRIGGER USER"))
    session.execute(text("UPDATE journal SET actor = NULL WHERE seq = 3"))
    assert journal.verify(session, story.case_id) == 3


def test_every_line_carries_who_and_the_correlation_of_its_act(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="unit_publicity")
    lines = journal.lines(session, story.case_id)
    decided = [one for one in lines if one.event == "assignment.decided"]
    assert [one.actor for one in decided] == [story.who("chair").id, story.who("party").id]
    assert all(one.correlation for one in lines)


def test_nothing_personal_stands_in_the_journal_in_the_clear(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="party")
    assert story.form["id_no"] not in str([one.payload for one in journal.lines(session, story.case_id)])
