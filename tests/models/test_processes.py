"""A version is known by what its text says."""

from sqlalchemy.orm import Session

from models import processes
from tests.engine.builders import a_process, sign
from tests.factories import MONDAY


def test_the_same_text_is_the_same_version_and_another_is_another(session: Session) -> None:
    first, new = processes.publish(session, a_process(sign("a", "clerk")), "", by=None, now=MONDAY)
    again, old = processes.publish(session, a_process(sign("a", "clerk")), "", by=None, now=MONDAY)
    other, _ = processes.publish(session, a_process(sign("b", "clerk")), "", by=None, now=MONDAY)
    assert (first, new, old) == (again, True, False)
    assert other != first


def test_a_key_written_at_its_default_makes_no_new_version(session: Session) -> None:
    """Nor does a release that knows one more key."""
    plain, _ = processes.publish(session, a_process(sign("a", "clerk")), "", by=None, now=MONDAY)
    spelt, new = processes.publish(
        session, a_process(sign("a", "clerk", gate=None), former=[], remind_at=80), "", by=None, now=MONDAY
    )
    assert (plain, False) == (spelt, new)


def test_a_version_nobody_published_is_not_found(session: Session) -> None:
    assert processes.find(session, "nothing@000000000000") is None
