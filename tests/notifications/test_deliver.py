"""Every event reaches each person once by each channel, whatever dies or refuses in between."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from actions.cases import open_case
from actions.organisation import import_person, import_units
from actions.round_calendar import move_phase
from actions.rounds import open_round
from engine.working_time import WorkingTime
from models import deliveries, organisation, outbox, processes
from models.calendars import StateCouncilCalendar
from models.organisation import Unit
from models.outbox import OutboxLine
from notifications.channels import ChannelUnreachable, RefusedForGood
from notifications.deliver import MOST_ATTEMPTS, due, prepare, record, send
from notifications.links import Links
from notifications.message import Message, Outcome
from tests.notifications.examples import NOW, PROCESS, SECRET

LINKS = Links("http://127.0.0.1:8400")
A_MINUTE = timedelta(minutes=1)
OFFICE = WorkingTime(StateCouncilCalendar(), PROCESS.office_hours)


class Letterbox:
    """A channel that keeps what it takes, or fails as it is told to."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.taken: list[Message] = []

    def send(self, message: Message) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append(message)


@pytest.fixture
def people(session: Session) -> dict[str, str]:
    """Two chairs of one union, one of them without e-mail, and an administrator: ids by login."""
    processes.publish(session, PROCESS, "", by=None, now=NOW)
    prov = Unit(key="prov", name="陕西省教科文卫体工会", kind="province", direct=False)
    xjtu = Unit(key="xjtu", name="西安交通大学工会", kind="grass", parent="prov", direct=True)
    import_units(session, [prov, xjtu])
    held = {"chair": "union_chair", "vice": "union_chair", "silent": "union_chair", "admin": "administrator"}
    return {
        login: import_person(
            session,
            login=login,
            name="演示甲",
            unit="xjtu",
            posts=[post],
            now=NOW,
            email=None if login == "silent" else f"{login}@banshi.example",
        )
        for login, post in held.items()
    }


def lines(session: Session, event: str) -> list[OutboxLine]:
    claimed = outbox.claim(session, limit=100, now=NOW, lease_seconds=60)
    return [line for line in claimed if line.event == event]


@pytest.fixture
def form_opened(session: Session, people: dict[str, str]) -> OutboxLine:
    """The chair began a case; the other chairs hear of it."""
    chair = organisation.person(session, people["chair"])
    open_round(session, PROCESS.key, year=2022, quota={"xjtu": 2}, actor=chair, now=NOW)
    open_case(session, PROCESS.key, actor=chair, now=NOW)
    (line,) = lines(session, "step.opened")
    return line


def told(session: Session, person: str) -> list[str]:
    return [one.subject for one in deliveries.notices_of(session, person, limit=10)]


def test_one_row_for_each_person_and_channel(
    session: Session, form_opened: OutboxLine, people: dict[str, str]
) -> None:
    (mail,) = prepare(session, form_opened, now=NOW, links=LINKS)
    assert (mail.channel, mail.address) == ("email", "vice@banshi.example")
    assert mail.link == f"http://127.0.0.1:8400/cases/{form_opened.case_id}"
    assert told(session, people["vice"]) == ["【待办】GWJZ-2022-0001 民主推荐"]
    assert told(session, people["silent"]) == ["【待办】GWJZ-2022-0001 民主推荐"]
    assert told(session, people["chair"]) == []


def test_whoever_died_before_sending_sends_the_same_message_and_writes_no_second(
    session: Session, form_opened: OutboxLine, people: dict[str, str]
) -> None:
    first = prepare(session, form_opened, now=NOW, links=LINKS)
    again = prepare(session, form_opened, now=NOW + A_MINUTE, links=LINKS)
    assert again == first
    assert len(told(session, people["vice"])) == 1


def test_what_has_gone_is_not_sent_again(session: Session, form_opened: OutboxLine) -> None:
    letterbox = Letterbox()
    (mail,) = prepare(session, form_opened, now=NOW, links=LINKS)
    record(session, mail, send(mail, {"email": letterbox}), now=NOW)
    assert letterbox.taken == [mail]
    assert prepare(session, form_opened, now=NOW, links=LINKS) == []
    assert due(session, now=NOW + timedelta(days=1)) == []


def test_a_mail_that_could_not_go_goes_later(session: Session, form_opened: OutboxLine) -> None:
    letterbox = Letterbox(ChannelUnreachable("无法连接"))
    (mail,) = prepare(session, form_opened, now=NOW, links=LINKS)
    record(session, mail, send(mail, {"email": letterbox}), now=NOW)
    assert due(session, now=NOW) == []
    (again,) = due(session, now=NOW + A_MINUTE)
    assert due(session, now=NOW + A_MINUTE) == []  # it is with whoever took it
    record(session, again, send(again, {"email": letterbox}), now=NOW + A_MINUTE)
    assert letterbox.taken == [mail]
    assert deliveries.given_up(session) == []


def test_a_message_whose_sender_died_is_taken_by_another_after_a_while(
    session: Session, form_opened: OutboxLine
) -> None:
    prepared = prepare(session, form_opened, now=NOW, links=LINKS)
    assert due(session, now=NOW + A_MINUTE) == []
    assert due(session, now=NOW + 5 * A_MINUTE) == prepared


def test_a_wrong_address_is_given_up_at_once_with_its_reason(
    session: Session, form_opened: OutboxLine
) -> None:
    (mail,) = prepare(session, form_opened, now=NOW, links=LINKS)
    record(session, mail, send(mail, {"email": Letterbox(RefusedForGood("没有此人"))}), now=NOW)
    assert deliveries.given_up(session) == [(mail.id, "step.opened", "没有此人")]
    assert due(session, now=NOW + timedelta(days=1)) == []


def test_pauses_double_and_in_the_end_it_is_given_up(session: Session, form_opened: OutboxLine) -> None:
    (mail,) = prepare(session, form_opened, now=NOW, links=LINKS)
    at = NOW
    for attempt in range(MOST_ATTEMPTS - 1):
        record(session, mail, Outcome("无法连接", retry=True), now=at)
        pause = 2**attempt * A_MINUTE
        assert due(session, now=at + pause - timedelta(seconds=1)) == []
        at = OFFICE.opening(at + pause)
        due(session, now=at - timedelta(seconds=1))  # not while the office is closed
        assert due(session, now=at) == [mail]
    assert deliveries.given_up(session) == []
    record(session, mail, Outcome("无法连接", retry=True), now=at)
    assert [one[0] for one in deliveries.given_up(session)] == [mail.id]


def test_the_quota_notice_tells_each_union_its_places(session: Session, people: dict[str, str]) -> None:
    chair = organisation.person(session, people["chair"])
    open_round(session, PROCESS.key, year=2022, quota={"xjtu": 2}, actor=chair, now=NOW)
    (line,) = lines(session, "round.opened")
    mails = prepare(session, line, now=NOW, links=LINKS)
    assert sorted(one.address for one in mails) == ["chair@banshi.example", "vice@banshi.example"]
    assert "分配给西安交通大学工会的名额为 2 个" in mails[0].body
    assert told(session, people["silent"]) == ["【名额通知】全国五一劳动奖章推荐（2022 年）"]


def test_other_days_of_a_round_are_told_to_its_unions_without_the_reason(
    session: Session, people: dict[str, str]
) -> None:
    chair = organisation.person(session, people["chair"])
    key = open_round(session, PROCESS.key, year=2022, quota={"xjtu": 2}, actor=chair, now=NOW)
    move_phase(session, key, "intake", closes_on=date(2022, 3, 25), reason=SECRET, actor=chair, now=NOW)
    (line,) = lines(session, "phase.rescheduled")
    assert SECRET not in str(line.payload)
    mails = prepare(session, line, now=NOW, links=LINKS)
    assert sorted(one.address for one in mails) == ["chair@banshi.example", "vice@banshi.example"]
    assert "“报送”日程有调整：2022年1月10日至2022年3月25日（宽限到2022年4月1日" in mails[0].body


def test_members_are_called_to_a_meeting_and_hear_nothing_of_whom_it_is_about(
    session: Session, people: dict[str, str]
) -> None:
    called = {
        "meeting": "m1",
        "number": "HY-2022-0001",
        "organ": "常委会",
        "meets_at": "2022-04-22T01:00:00+00:00",
        "place": "三楼会议室",
        "items": 3,
        "people": [people["chair"]],
    }
    outbox.put(session, event="meeting.called", payload=called, now=NOW, correlation="c")
    (line,) = lines(session, "meeting.called")
    (mail,) = prepare(session, line, now=NOW, links=LINKS)
    assert mail.subject == "【会议通知】常委会 2022年4月22日"
    assert "时间：2022年4月22日 09:00\n地点：三楼会议室\n议题：3 项" in mail.body
    assert mail.link.endswith("/meetings/m1")


def test_an_outage_is_told_to_the_administrators_alone(session: Session, people: dict[str, str]) -> None:
    outbox.put(session, event="office.prefect_down", payload={}, now=NOW, correlation="c")
    (line,) = lines(session, "office.prefect_down")
    (mail,) = prepare(session, line, now=NOW, links=LINKS)
    assert mail.address == "admin@banshi.example"
    assert told(session, people["chair"]) == []


def test_a_silent_event_says_nothing(session: Session, form_opened: OutboxLine) -> None:
    assert prepare(session, replace(form_opened, event="step.settled"), now=NOW, links=LINKS) == []


def test_an_event_nobody_thought_of_is_a_bug_and_said_so(session: Session, form_opened: OutboxLine) -> None:
    unknown = replace(form_opened, event="case.vanished", case_id=None)
    with pytest.raises(KeyError, match="vanished"):
        prepare(session, unknown, now=NOW, links=LINKS)


def test_notices_are_new_until_seen(
    session: Session, form_opened: OutboxLine, people: dict[str, str]
) -> None:
    prepare(session, form_opened, now=NOW, links=LINKS)
    deliveries.mark_read(session, people["vice"], now=NOW + A_MINUTE)
    (seen,) = deliveries.notices_of(session, people["vice"], limit=10)
    (unseen,) = deliveries.notices_of(session, people["silent"], limit=10)
    assert seen.read_at == NOW + A_MINUTE
    assert unseen.read_at is None
