"""What people hear while a nomination walks its whole road, told after each act as the dispatcher does it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import assignments, publicity
from actions.organisation import person_id
from models import deliveries, outbox
from models.deliveries import Delivery
from models.sealing import Seal
from notifications import deliver
from notifications.links import Links
from tests.factories import NOMINEE_NUMBER, ROAD, Story, an_office

LINKS = Links("http://127.0.0.1:8400")
OBJECTOR, CONTACT, COMPLAINT, REASON = (
    "揭发人甲",
    "13900000000",
    "所报专利并非本人完成，见专利登记簿",
    "请补充赵秘密的材料",
)


def tell(session: Session, now: datetime) -> None:
    for line in outbox.claim(session, limit=1000, now=now, lease_seconds=60):
        deliver.prepare(session, line, now=now, links=LINKS)
        outbox.settle(session, [line.id], now=now, run_id=None, run_name=None)


@dataclass
class ToldStory(Story):
    def advance(self) -> None:
        super().advance()
        tell(self.session, self.now)

    def finding(self, *, upheld: bool) -> None:
        share, party = self.share("party"), self.who("party")
        publicity.record_finding(self.session, share, upheld=upheld, reason=REASON, actor=party, now=self.now)
        self.advance()


def begun(session: Session, seal: Seal, upto: str) -> ToldStory:
    an_office(session)
    story = ToldStory(session, seal)
    story.opened()
    for step, act in ROAD:
        if step == upto:
            break
        act(story)
    return story


def heard(session: Session, login: str) -> list[str]:
    notices = deliveries.notices_of(session, person_id(login), limit=100)
    return [
        one.subject.replace(" GWJZ-2022-0001", "").replace("GWJZ-2022-0001", "") for one in reversed(notices)
    ]


def test_the_chair_hears_what_became_of_the_nomination(session: Session, seal: Seal) -> None:
    begun(session, seal, "the end")
    assert heard(session, "xjtu.chair") == [
        "【名额通知】全国五一劳动奖章推荐（2022 年）",
        "【受理】",
        "【公示开始】 单位公示",
        "【公示结束】 单位公示",
        "【待办】 征求意见",
        "【公示开始】 省级公示",
        "【公示结束】 省级公示",
        "【结果】 授予全国五一劳动奖章",
        "【办结】",
    ]


def test_each_reviewer_hears_of_his_own_turns(session: Session, seal: Seal) -> None:
    begun(session, seal, "the end")
    assert heard(session, "xjtu.party") == ["【待办】 党委审定"]
    assert heard(session, "prov.officer") == ["【待办】 省级初审", "【待办】 省级票决", "【待办】 通知与授奖"]
    assert heard(session, "prov.head") == ["【待办】 省级初审"]
    assert heard(session, "member1") == ["【待办】 省级票决"]
    assert heard(session, "member3") == []  # of the nominee's unit: recused
    assert heard(session, "xian.review") == []  # a direct unit passes the city by


def test_no_message_of_the_whole_road_names_the_nominee_and_none_is_written_twice(
    session: Session, seal: Seal
) -> None:
    story = begun(session, seal, "the end")
    tell(session, story.now)
    rows = session.scalars(select(Delivery)).all()
    words = "".join(one.subject + one.body + one.link for one in rows)
    assert "演示张三" not in words
    assert NOMINEE_NUMBER not in words
    assert max(Counter((one.outbox_id, one.person, one.channel) for one in rows).values()) == 1


def test_a_return_reaches_the_chair_once_and_does_not_quote_the_reason(session: Session, seal: Seal) -> None:
    story = begun(session, seal, "party")
    share, party = story.share("party"), story.who("party")
    assignments.send_back(session, share, "nominate", REASON, actor=party, now=story.now)
    story.advance()
    assert heard(session, "xjtu.chair")[-1] == "【退回补正】 退回到民主推荐"
    assert heard(session, "xjtu.chair").count("【待办】 民主推荐") == 0
    assert REASON not in "".join(session.scalars(select(Delivery.body)))


def test_nobody_learns_from_a_message_who_objected(session: Session, seal: Seal) -> None:
    story = begun(session, seal, "unit_publicity")
    publicity.file_objection(
        session,
        story.case_id,
        name=OBJECTOR,
        contact=CONTACT,
        text=COMPLAINT,
        now=story.now,
        seal=seal,
    )
    story.advance()
    assert heard(session, "xjtu.party")[-1] == "【异议】 单位公示"
    assert heard(session, "xjtu.chair")[-1] == "【公示中止】 单位公示"
    story.finding(upheld=True)
    assert heard(session, "xjtu.chair")[-2:] == ["【公示中止】 单位公示", "【未通过】 单位公示"]
    words = "".join(one.subject + one.body for one in session.scalars(select(Delivery)))
    assert all(secret not in words for secret in (OBJECTOR, CONTACT, COMPLAINT, REASON))
