"""Small definitions, a handful of people, and an office that plays acts on the pure engine."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from engine import commands as c
from engine.commands import Command
from engine.deadlines import SHANGHAI
from engine.definition import Process
from engine.events import Event, VoteCast
from engine.evolution import replay
from engine.state import Answer, AssignmentState, CaseState, Person, Tally, Unit
from engine.transitions import bodies_to_advance, handle

if TYPE_CHECKING:
    from engine.rounds.state import CaseInRound

# 2022, State Council (domain §8.6): days off, and weekends worked instead.
_OFF = [(1, 1, 3), (4, 3, 5), (6, 3, 5), (9, 10, 12), (10, 1, 7), (5, 1, 4), (2, 1, 6)]
_DAYS_OFF = {date(2022, month, day) for month, first, last in _OFF for day in range(first, last + 1)} | {
    date(2022, 1, 31),
    date(2022, 4, 30),
}
_WORKED = {date(2022, *day) for day in ((1, 29), (1, 30), (4, 2), (4, 24), (5, 7), (10, 8), (10, 9))}


class Calendar2022:
    """The working days of 2022."""

    def is_working_day(self, day: date, /) -> bool:
        return day in _WORKED or (day.weekday() < 5 and day not in _DAYS_OFF)


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2022 in Shaanxi, in UTC."""
    return datetime(2022, month, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


MONDAY = at(2, 21)

LIN = Person("lin", "林秀英", "xjtu", frozenset({"union_chair"}))
GAO = Person("gao", "高建国", "xjtu", frozenset({"union_chair"}))
DANG = Person("dang", "党红梅", "xjtu", frozenset({"party_secretary"}))
SHI = Person("shi", "石磊", "xian", frozenset({"city_reviewer"}))
CHU = Person("chu", "褚勇", "prov", frozenset({"prov_officer"}))
BU = Person("bu", "卜丽", "prov", frozenset({"prov_head"}))
ADMIN = Person("admin", "管伟", "prov", frozenset({"administrator"}))
SEATS = tuple(Person(f"seat{n}", f"委员{n}", f"unit{n}") for n in range(1, 8))
NOMINEE_HASH = "hash-of-the-nominee"

STAFF: c.Staff = {
    "grass": (LIN, GAO),
    "party": (DANG,),
    "city": (SHI,),
    "office": (CHU, BU),
    "clerk": (CHU,),
    "seats": SEATS,
}
BODIES = {
    "grass": {"title": "基层工会主席", "from": "unit", "post": "union_chair"},
    "party": {"title": "基层党委", "from": "unit", "post": "party_secretary"},
    "city": {"title": "市教育工会经办人", "from": "parent_unit", "post": "city_reviewer"},
    "office": {"title": "省业务部", "organ": "prov_department"},
    "clerk": {"title": "省业务部经办人", "from": "prov", "post": "prov_officer"},
    "seats": {"title": "常委会", "organ": "prov_committee"},
}
FIELDS: list[dict[str, Any]] = [
    {"key": "name", "label": "姓名", "type": "text"},
    {"key": "id_no", "label": "身份证号", "type": "id_no"},
    {"key": "due", "label": "应到人数", "type": "integer", "min": 1},
    {"key": "present", "label": "实到人数", "type": "integer"},
    {"key": "agree", "label": "同意人数", "type": "integer"},
    {"key": "cadre", "label": "是否干部", "type": "boolean"},
]
ANSWERS: Mapping[str, object] = {
    "name": "演示人选",
    "id_no": {"sealed": "…", "hash": NOMINEE_HASH, "masked": "9*****1"},
    "due": 150,
    "present": 120,
    "agree": 100,
    "cadre": False,
}
SUBMIT = {"key": "nominate", "title": "民主推荐", "kind": "submit", "by": "grass", "due": "5 working days"}
DETERMINE = {
    "key": "decision",
    "title": "结果登记",
    "kind": "determine",
    "by": "clerk",
    "due": "30 working days",
    "outcomes": [
        {"key": "granted", "title": "授予", "granted": True},
        {"key": "refused", "title": "未授予", "granted": False},
    ],
}


def sign(key: str, by: str, mode: str = "any", **more: object) -> dict[str, Any]:
    """A sign step from which everything may be done."""
    may = ["send_back", "reject"]
    step = {
        "key": key,
        "title": key,
        "kind": "sign",
        "by": by,
        "mode": mode,
        "may": may,
        "due": "3 working days",
    }
    return {**step, **more}


def ballot(**more: object) -> dict[str, Any]:
    """A secret ballot: two thirds of those due must be there, more than half of those due must agree."""
    step = {
        "key": "vote",
        "title": "票决",
        "kind": "ballot",
        "by": "seats",
        "counted_by": "clerk",
        "secret": True,
        "quorum": {"op": ">=", "num": 2, "den": 3, "base": "due"},
        "threshold": {"op": ">", "num": 1, "den": 2, "base": "due"},
        "due": "2 working days",
    }
    return {**step, **more}


SHEET: dict[str, Any] = {
    "title": "评分表",
    "total": 100,
    "criteria": [
        {"key": "results", "title": "项目与成果", "max": 60},
        {"key": "team", "title": "领衔人与团队", "max": 20, "weight": 40},
    ],
}


def score(**more: object) -> dict[str, Any]:
    """Seven judges with one sheet; the team's twenty points count for forty."""
    step = {
        "key": "judging",
        "title": "专家评分",
        "kind": "score",
        "by": "seats",
        "sheet": SHEET,
        "due": "5 working days",
    }
    return {**step, **more}


def visit(**more: object) -> dict[str, Any]:
    """Two people of the panel go there."""
    step = {"key": "trip", "title": "现场考察", "kind": "visit", "by": "seats", "due": "5 working days"}
    return {**step, **more}


def posting(**more: object) -> dict[str, Any]:
    """The unit puts on file that it has posted the notice."""
    step = {"key": "post", "title": "张贴公示", "kind": "record", "by": "grass", "due": "2 working days"}
    return {**step, "posts": "showing", **more}


def publicity(**more: object) -> dict[str, Any]:
    """A window of five working days in the unit; the party committee looks into objections."""
    step = {
        "key": "showing",
        "title": "单位公示",
        "kind": "publicity",
        "level": "unit",
        "window": "5 working days",
        "shows": [{"field": "name"}],
        "objections_to": "party",
        "objection_due": "10 working days",
    }
    return {**step, **more}


def consult(**more: object) -> dict[str, Any]:
    """Two outside bodies for everybody, a third for cadres only."""
    step = {
        "key": "ask",
        "title": "征求意见",
        "kind": "consult",
        "by": "grass",
        "valid_days": 90,
        "due": "10 working days",
        "agencies": [
            {"key": "police", "title": "公安机关", "clause": "全部人选"},
            {"key": "discipline", "title": "纪检机构", "clause": "全部人选"},
            {
                "key": "personnel",
                "title": "组织部门",
                "clause": "干部",
                "when": {"field": "cadre", "op": "==", "value": True},
            },
        ],
    }
    return {**step, **more}


def _bodies_named(part: object) -> Iterator[str]:
    """The bodies that steps name, wherever they stand."""
    if isinstance(part, Mapping):
        words = ("by", "counted_by", "objections_to", "to")
        yield from (part[word] for word in words if isinstance(part.get(word), str))
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _bodies_named(inner)


def raw_process(*between: Mapping[str, Any], **more: object) -> dict[str, Any]:
    """A definition as it is written: 民主推荐, what is ``between``, 结果登记."""
    steps = [SUBMIT, *between, DETERMINE]
    named = set(_bodies_named(steps))
    return {
        "key": "small",
        "title": "小流程",
        "short": "XLC",
        "kind": "case",
        "source": "试验",
        "valid": {"from": "2022-01-01", "to": "2022-12-31"},
        "bodies": {key: body for key, body in BODIES.items() if key in named},
        "form": {"subject": "name", "identity": "id_no", "fields": FIELDS},
        "retention": [{"keep": "10 years", "clause": "第九条"}],
        "steps": steps,
        **more,
    }


def a_process(*between: Mapping[str, Any], **more: object) -> Process:
    """The same, read."""
    return Process.model_validate(raw_process(*between, **more))


class Office:
    """Plays commands on one case, keeps time, people, papers and everything that happened."""

    def __init__(self, process: Process, *, staff: c.Staff = STAFF, direct: bool = False) -> None:
        self.process = process
        self.now = MONDAY
        self.staff = dict(staff)
        self.unit = Unit("xjtu", "西安交通大学工会", direct, "education", "西安")
        self.told: list[tuple[Event, datetime]] = []
        self.papers: dict[str, list[str]] = {}
        self.seen: CaseState | None = None
        self.open_gates: frozenset[str] = frozenset()
        self.drawn: dict[str, c.Drawn] = {}
        self.within: CaseInRound | None = None

    @property
    def state(self) -> CaseState:
        assert self.seen is not None
        return self.seen

    def ask(self, command: Command) -> list[Event]:
        """Ask, and keep what happened. Refusals come through."""
        events = handle(
            self.process, self.seen, command, now=self.now, calendar=Calendar2022(), within=self.within
        )
        if events:
            self.seen = replay(self.seen, events, self.now)
            self.told += [(event, self.now) for event in events]
        return events

    def opens(self, actor: Person = LIN) -> "Office":
        self.ask(c.OpenCase("v1", actor, "case-1", "XLC-2022-0001", self.unit, None, self.staff))
        return self

    def advances(self) -> "Office":
        """What the dispatcher does: open whatever is pending, until nothing more follows by itself."""
        while self.ask(self._advance()):
            pass
        return self

    def _advance(self) -> c.Advance:
        people = {key: self.staff[key] for key in bodies_to_advance(self.process, self.state)}
        return c.Advance(people, self.open_gates, self.drawn)

    def later(self, now: datetime) -> "Office":
        assert now > self.now
        self.now = now
        return self

    def mine(self, actor: Person, *, body: str | None = None) -> AssignmentState:
        """The actor's share in the newest visit."""
        shares = [
            one for one in self.state.assignments if one.person == actor.id and body in (None, one.body)
        ]
        return next((one for one in reversed(shares) if one.status == "open"), shares[-1])

    def submits(
        self,
        actor: Person = LIN,
        *,
        answers: Mapping[str, object] = ANSWERS,
        identity: str = NOMINEE_HASH,
        places: c.Places | None = None,
    ) -> "Office":
        subject = str(answers.get("name", ""))
        self.ask(c.Submit(actor, self.mine(actor).id, answers, subject, identity, places))
        return self.advances()

    def decides(
        self,
        actor: Person,
        decision: Literal["approve", "reject"] = "approve",
        *,
        comment: str = "",
        answers: Mapping[str, object] | None = None,
        outcome: str | None = None,
    ) -> "Office":
        self.ask(c.Decide(actor, self.mine(actor).id, decision, comment, answers or {}, outcome))
        return self.advances()

    def returns(self, actor: Person, to: str, comment: str = "请补正") -> "Office":
        self.ask(c.SendBack(actor, self.mine(actor).id, to, comment))
        return self.advances()

    def votes(self, actor: Person, choice: c.Choice) -> "Office":
        mine = self.mine(actor, body="seats")
        events = self.ask(c.CastVote(actor, mine.id, choice, self.box(mine)))
        if any(isinstance(event, VoteCast) for event in events):
            self.papers.setdefault(mine.step_id, []).append(choice)
        return self.advances()

    def counts(self, actor: Person = CHU) -> "Office":
        mine = self.mine(actor, body="clerk")
        self.ask(c.CloseBallot(actor, mine.id, self.box(mine)))
        return self.advances()

    def scores(self, actor: Person, results: object, team: object = "10", remark: str = "") -> "Office":
        points = {"results": results, "team": team}
        self.ask(c.Score(actor, self.mine(actor, body="seats").id, points, remark))
        return self.advances()

    def box(self, mine: AssignmentState) -> Tally:
        papers = self.papers.get(mine.step_id, [])
        return Tally(0, papers.count("approve"), papers.count("reject"), papers.count("abstain"))

    def answers(
        self, agency: str, answer: Answer = "agree", *, reason: str = "", actor: Person = LIN
    ) -> "Office":
        self.ask(c.RecordOpinion(actor, self.mine(actor).id, agency, answer, reason, "digest"))
        return self.advances()

    def objects(self, objection: str = "o1", people: Sequence[Person] = (DANG,)) -> "Office":
        self.ask(c.FileObjection(objection, "showing", tuple(people)))
        return self

    def finds(self, objection: str = "o1", *, upheld: bool, actor: Person = DANG) -> "Office":
        share = next(
            one for one in self.state.assignments if one.objection == objection and one.person == actor.id
        )
        self.ask(c.RecordFinding(actor, share.id, objection, upheld, "经核查"))
        return self.advances()

    def closes_window(self) -> "Office":
        self.ask(c.CloseWindow(self.state.windows[-1].id))
        return self.advances()

    def days_pass(self, days: int = 1) -> "Office":
        return self.later(self.now + timedelta(days=days))

    @property
    def open_steps(self) -> list[str]:
        return [step.key for step in self.state.steps if step.status == "open"]

    @property
    def events(self) -> list[str]:
        return [event.event for event, _ in self.told]


def at_step(*between: Mapping[str, Any], **more: object) -> Office:
    """An office with a case that has just been handed in."""
    return Office(a_process(*between, **more)).opens().submits()
