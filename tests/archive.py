"""A case that is over and in the archive: what the archivist and the head of the department do with it."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from actions import destroying, disposals, overseeing, publicity
from engine.deadlines import SHANGHAI
from engine.state import Person
from models import outbox
from models.sealing import Seal
from tests.factories import Story, a_scan, an_office, answers
from tests.households import HouseholdStory

NAME, WORD = "演示赵不凡", "演示独有的评语"
NEW_YEAR = datetime(2033, 1, 1, 1, 40, tzinfo=SHANGHAI).astimezone(UTC)
NEXT_NIGHT = datetime(2033, 1, 2, 1, 40, tzinfo=SHANGHAI).astimezone(UTC)
EVE = datetime(2032, 12, 31, 9, 0, tzinfo=SHANGHAI).astimezone(UTC)


def a_refused_case(session: Session, seal: Seal, *, furnished: bool = False) -> Story:
    """A nomination of somebody by name, shown to the public, objected to, and refused with words about the person."""
    if not furnished:
        an_office(session)
    story = Story(session, seal, form=answers(nominee_name=NAME, deeds=f"{NAME}的事迹"))
    story.opened()
    story.submitted()
    story.decided("party", answers={"party_opinion": a_scan()}, comment=f"{NAME}：{WORD}")
    publicity.file_objection(
        session, story.case_id, name="演示举报人", contact="13000000000", text=f"{NAME}在某年某月虚报论文三篇",
        now=story.now, seal=seal,
    )  # fmt: skip
    settled(story)
    overseeing.terminate(session, story.case_id, f"{NAME}已调离", actor=story.who("admin"), now=story.now)
    settled(story)
    return story


def settled(story: Story | HouseholdStory) -> None:
    """The office has told everybody what happened."""
    ids = [one.id for one in outbox.claim(story.session, limit=500, now=story.now, lease_seconds=60)]
    outbox.settle(story.session, ids, now=story.now, run_id=None, run_name=None)


def proposed(story: Story, now: datetime = NEW_YEAR) -> str:
    archivist = story.who("prov.archivist")
    return disposals.propose(story.session, [story.case_id], "已无保存价值", actor=archivist, now=now)


def approved(story: Story, number: str, who: Person | None = None) -> None:
    disposals.decide(
        story.session,
        number,
        approve=True,
        reason="",
        struck={},
        actor=who or story.who("prov.head"),
        now=NEW_YEAR,
    )


def destroyed(story: Story) -> list[str]:
    approved(story, proposed(story))
    return [
        digest
        for number, case_id in disposals.to_carry_out(story.session, now=NEXT_NIGHT)
        for digest in destroying.carry_out(story.session, number, case_id, now=NEXT_NIGHT)
    ]
