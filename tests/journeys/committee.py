"""A meeting of the committee, held on the pages of the office: called, attended, voted, put off, ended."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from tests.journeys.people import People, Person, Refused

MEMBERS = [f"prov.member{n}" for n in range(1, 8)]
CLERK, TELLERS = "prov.officer", ("prov.head", "fed.officer")
_ITEM = re.compile(r'id="item-(?P<key>\w+)">.*?(?P<number>SQGJ-\d{4}-\d{4})', re.DOTALL)
_ISSUED = re.compile(r"已发票 (\d+) 人")


@dataclass
class Meeting:
    """One meeting, by the people who run it; its items by the numbers of their cases."""

    people: People
    id: str = ""
    items: dict[str, str] = field(default_factory=dict)

    @property
    def clerk(self) -> Person:
        """Who writes down what happens."""
        return self.people[CLERK]

    def call(self, cases: Iterable[str], *, at: datetime, paper: bool = False) -> None:
        """The clerk calls all members; on the agenda are the votes of these cases."""
        address = self.clerk.types(
            "/meetings/new",
            organ="prov_committee",
            title="常委会票决三秦工匠推荐人选",
            meets_at=at.strftime("%Y-%m-%dT%H:%M"),
            place="省总工会会议室",
            chair=self.people[MEMBERS[0]].id,
            clerk=self.clerk.id,
            teller=[self.people[one].id for one in TELLERS],
            member=[self.people[one].id for one in MEMBERS],
            case=list(cases),
            how="paper" if paper else "",
        )
        self.id = address.rpartition("/")[2]
        self.items = {number: key for key, number in _ITEM.findall(self.clerk.reads(address))}

    def opens(self, present: Collection[str]) -> None:
        """Who came is noted, the others are excused."""
        came = {self.people[one].id: one in present for one in MEMBERS}
        self.act("attendance", **{f"m.{one}": "present" if here else "excused" for one, here in came.items()})
        self.act("opening")

    def issues(self, number: str) -> None:
        """Papers are issued."""
        self.act("papers", item=self.items[number])

    def counted(self, number: str) -> None:
        """Papers are issued, all who got one agree, and both tellers find the same."""
        self.issues(number)
        page = self.clerk.reads(f"/meetings/{self.id}").split(f'id="item-{self.items[number]}"')[1]
        issued = _ISSUED.search(page)
        count = issued[1] if issued else "0"
        for teller in TELLERS:
            self.act("count", teller, item=self.items[number], returned=count, agree=count)

    def voted(self, number: str) -> None:
        """Papers are issued on the members' screens; all who got one agree."""
        self.issues(number)
        for member in MEMBERS:
            try:
                self.act("vote", member, item=self.items[number], choice="agree")
            except Refused as refused:
                if "回避" not in refused.sentence:
                    raise
        self.act("result", item=self.items[number])

    def recuses(self, member: str, number: str, reason: str) -> None:
        """A member stays out of an item."""
        self.act("recusal", member, item=self.items[number], reason=reason)

    def puts_off(self, number: str, reason: str) -> None:
        """The item waits for another meeting."""
        self.act("setting-aside", item=self.items[number], reason=reason)

    def ends(self) -> None:
        """The meeting is over."""
        self.act("end")

    def act(self, act: str, login: str = CLERK, **typed: str) -> None:
        """Do something at the meeting. Raises Refused."""
        self.people[login].types(f"/meetings/{self.id}/{act}", **typed)
