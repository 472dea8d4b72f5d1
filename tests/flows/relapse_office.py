"""An office that monitors: the case of a signal on its way, every act followed by the dispatcher's work."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from actions import assignments, cases, population
from actions.monitoring import grade_next
from actions.waits import elapse, run_out
from engine.definition import Process
from engine.state import CaseState
from flows.reactions import At, react
from models import cases as stored
from models import outbox
from models.monitoring import MonitoredHousehold
from models.sealing import Seal
from models.session import Session
from notifications.links import Links
from seeds.definition_file import read_definition
from seeds.load import PROCESSES
from seeds.relapse_rules import population_rules_for, rules_for
from tests import watched
from tests.factories import a_scan, an_office, person

NOVEMBER = datetime(2022, 11, 7, 1, tzinfo=UTC)


@cache
def shipped(key: str) -> Process:
    """A definition that is shipped."""
    return read_definition(PROCESSES / f"{key}.yaml")[0]


def a_monitoring_office(session: Session, *, now: datetime = NOVEMBER) -> None:
    """An office with the definition of the case of a signal, and of the one that follows it."""
    an_office(session, beside=[shipped("relapse_case"), shipped("hardship_identify")], now=now)


@dataclass
class Watch:
    """One household, and all that becomes of it."""

    session: Session
    seal: Seal
    now: datetime = NOVEMBER
    number: str = "KN-0001"
    unit: str = "xjtu"
    case_id: str = ""

    def enters(self, reason: str = "left", since: date | None = None) -> int:
        """The household comes under monitoring."""
        day = since or self.today
        return population.enter(
            self.session, self.number, self.unit, reason, since=day,
            rules=population_rules_for(self.today), actor=None, now=self.now,
        )  # fmt: skip

    @property
    def today(self) -> date:
        """The day of the story."""
        return self.now.date()

    @property
    def household(self) -> MonitoredHousehold:
        """The household as it is stored."""
        found = population_of(self.session, self.number)
        assert found is not None
        return found

    @property
    def state(self) -> CaseState:
        """The case as it is stored."""
        record = stored.load(self.session, self.case_id)
        assert record is not None
        return record.state

    def month(self, **bad: Any) -> None:  # noqa: ANN401 - facts
        """What is known of this month comes in, and the month is graded."""
        period, facts = self.today.replace(day=1), watched.calm()
        facts.update(bad)  # type: ignore[arg-type]
        watched.keep(self.session, period, {self.household.id: facts})
        while grade_next(self.session, period, rules_for(period), now=self.now):
            pass
        self.dispatched()

    def dispatched(self) -> list[str]:
        """Everything in the outbox is reacted to. Returns the names of the events."""
        told: list[str] = []
        while lines := outbox.claim(self.session, limit=100, now=self.now, lease_seconds=60):
            for line in lines:
                react(At(self.session, self.now, Links("http://office.example")), line)
            ids = [line.id for line in lines]
            outbox.settle(self.session, ids, now=self.now, run_id=None, run_name=None)
            told += [line.event for line in lines]
        return told

    def share(self, login: str) -> str:
        """The open assignment of the person."""
        who = person(self.session, login).id
        return next(one.id for one in self.state.assignments if one.person == who and one.status == "open")

    def verified(self, **said: Any) -> None:  # noqa: ANN401 - answers
        """The chair goes there and hands in; the party secretary confirms."""
        form = {
            "file_number": self.number, "signal_grade": "红", "signal_reason": "月度监测", "is_true": True,
            "visited_on": self.today.isoformat(), "findings": "收入中断。",
        } | said  # fmt: skip
        actor = person(self.session, f"{self.unit}.chair")
        share = self.share(f"{self.unit}.chair")
        cases.submit(self.session, share, form, actor=actor, now=self.now, seal=self.seal)
        self.dispatched()
        self.decides(f"{self.unit}.party")

    def decides(self, login: str, **said: Any) -> None:  # noqa: ANN401 - see decide
        """Somebody does what waits for him or her."""
        assignments.decide(
            self.session, self.share(login), "approve", actor=person(self.session, login),
            now=self.now, seal=self.seal, **said,
        )  # fmt: skip
        self.dispatched()

    def helped_and_rechecked(self, result: str) -> None:
        """Graded red, helped, and looked at again a month later."""
        chair = f"{self.unit}.chair"
        self.decides(chair, answers={"grade": "红"})
        self.decides(chair, answers={"aid": "临时救助 3000 元", "aid_on": self.today.isoformat()})
        self.now += timedelta(days=40)
        for case_id, visit in run_out(self.session, now=self.now):
            elapse(self.session, case_id, visit, now=self.now)
        self.dispatched()
        recheck = {"rechecked_on": self.today.isoformat(), "recheck_result": result}
        self.decides(chair, answers=recheck)
        self.decides(chair, answers={"closing_note": a_scan()})

    def closes(self, outcome: str) -> None:
        """The province fixes the outcome."""
        self.decides("prov.officer", outcome=outcome)


def population_of(session: Session, number: str) -> MonitoredHousehold | None:
    """The household with this file."""
    return session.query(MonitoredHousehold).filter_by(file_number=number).one_or_none()
