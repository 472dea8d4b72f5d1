"""A meeting told as a story: members called ``m1`` to ``mN``, a chair, a clerk and two tellers; every act is a line."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from engine.meetings import commands as c
from engine.meetings import events as e
from engine.meetings.agenda import Item
from engine.meetings.evolution import replay
from engine.meetings.handling import handle
from engine.meetings.state import Attendance, Choice, ItemState, MeetingState, Official, Papers, Seat
from engine.state import Person
from engine.votes.question import VoteRules

NOON = datetime(2022, 4, 22, 4, 0, tzinfo=UTC)
CHAIR, CLERK = Official(person="chair", name="主持人"), Official(person="clerk", name="记录人")
TELLERS = (Official(person="t1", name="计票甲"), Official(person="t2", name="计票乙"))
_RULES = Path(__file__).parents[2] / "seeds" / "rules"


def rules(family: str) -> VoteRules:
    """The published rules of a kind of vote."""
    read = yaml.safe_load((_RULES / f"vote_{family}.yaml").read_text(encoding="utf-8"))
    return VoteRules.model_validate(read["content"])


def a_motion(family: str = "committee", **changes: Any) -> Item:  # noqa: ANN401 - any field of an item
    """An item to be voted for or against."""
    return Item.model_validate(
        {"key": "1", "kind": "motion", "title": "一项议题", "rules": rules(family), **changes}
    )


def an_election(*candidates: str, seats: int, run_offs: int = 1, **changes: Any) -> Item:  # noqa: ANN401
    """An election among candidates, counted by tellers."""
    said = {
        "kind": "election",
        "title": "选举",
        "candidates": candidates,
        "seats": seats,
        "run_offs": run_offs,
    }
    return a_motion("union_election", **{**said, "how": "paper", **changes})


class Meeting:
    """A meeting of ``size`` members under way; every method is an act, by default of the chair."""

    def __init__(self, size: int, *items: Item, uncalled: int = 0, weights: Mapping[str, int] = {}) -> None:
        """Call it."""
        seats = [
            Seat(person=f"m{n}", name=f"成员{n}", unit="prov", weight=weights.get(f"m{n}", 1))
            for n in range(1, size + uncalled + 1)
        ]
        self.state: MeetingState | None = None
        self.events: list[e.Event] = []
        self.box: dict[str, list[tuple[Choice | None, tuple[str, ...]]]] = {}
        self.ask(
            c.CallMeeting(
                actor=Person("clerk", "记录人", "prov", frozenset({"prov_officer"})),
                meeting="meeting-1",
                number="HY-2022-0001",
                title="常委会第一次会议",
                organ="committee",
                organ_title="常委会",
                meets_at=NOON,
                place="三楼会议室",
                chair=CHAIR,
                clerk=CLERK,
                tellers=TELLERS,
                members=tuple(seats[:size]),
                uncalled=tuple(seats[size:]),
                items=items,
            )
        )

    @property
    def now(self) -> MeetingState:
        """The meeting as it stands."""
        assert self.state is not None
        return self.state

    def item(self, key: str = "1") -> ItemState:
        """An item as it stands."""
        found = self.now.item(key)
        assert found is not None
        return found

    def ask(self, command: c.Command) -> list[e.Event]:
        """Ask the rules, and keep what happened."""
        events = handle(self.state, command)
        self.state = replay(self.state, [(one, NOON) for one in events]) if events else self.now
        self.events += events
        return events

    def begun(self, present: Iterable[int], **others: Attendance) -> "Meeting":
        """Open the meeting with these members there."""
        here: dict[str, Attendance] = {f"m{n}": "present" for n in present}
        self.ask(c.TakeAttendance(who("chair"), {**here, **others}))
        self.ask(c.BeginMeeting(who("chair")))
        return self

    def issue(self, key: str = "1") -> list[e.Event]:
        """Issue the papers of an item."""
        return self.ask(c.OpenItem(who("chair"), key))

    def cast(self, person: str, choice: Choice | None = None, *votes: str, key: str = "1") -> None:
        """A member returns a paper."""
        self.ask(c.CastPaper(who(person), key, choice, votes))
        self.box.setdefault(key, []).append((choice, votes))

    def close(self, key: str = "1") -> list[e.Event]:
        """Count what lies in the box."""
        papers = self.box.pop(key, [])
        said = [choice for choice, _ in papers]
        names = [name for _, votes in papers for name in votes]
        box = Papers(
            returned=len(papers),
            agree=said.count("agree"),
            against=said.count("against"),
            abstain=said.count("abstain"),
            votes={name: names.count(name) for name in names},
        )
        return self.ask(c.CloseItem(who("chair"), key, box))

    def tellers_find(self, key: str = "1", **papers: Any) -> list[e.Event]:  # noqa: ANN401 - any figure
        """Both tellers find the same."""
        found = Papers.model_validate(papers)
        self.ask(c.CountPapers(who("t1"), key, found))
        return self.ask(c.CountPapers(who("t2"), key, found))


def who(key: str) -> Person:
    """Somebody by a short name."""
    return Person(key, key, "prov")
