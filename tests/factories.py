"""Factories that know the stages of a nomination: ``a_case(session, seal, at="party")`` stands where it says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions import advance, assignments, ballots, cases, opinions, organisation, publicity, rounds
from actions.processes import publish
from engine.deadlines import SHANGHAI
from engine.definition import Process
from engine.state import CaseState, Person
from models import attachments
from models import cases as stored_cases
from models import organisation as people
from models.attachments import Attachment
from models.cases import Case
from models.organisation import Unit
from models.sealing import Seal
from seeds.definition_file import read_definition
from tests.people_numbers import id_numbers

MONDAY = datetime(2022, 2, 21, 9, 0, tzinfo=SHANGHAI).astimezone(UTC)
NOMINEE_NUMBER = "999999197507012319"
_SCAN = "a" * 64
_UNITS = (
    Unit(key="fed", name="陕西省总工会", kind="federation", direct=False),
    Unit(key="prov", name="陕西省教科文卫体工会", kind="province", parent="fed", direct=False),
    Unit(key="xian", name="西安市教育工会", kind="city", parent="prov", direct=False, city="西安市"),
    Unit(
        key="xjtu",
        name="西安交通大学工会",
        kind="grass",
        parent="prov",
        direct=True,
        sector="education",
        city="西安市",
    ),
    Unit(key="xazx", name="西安中学工会", kind="grass", parent="xian", direct=False, sector="education"),
)
_PEOPLE = {
    "xjtu.chair": ("xjtu", ["union_chair"]),
    "xjtu.party": ("xjtu", ["party_secretary"]),
    "xjtu.officer1": ("xjtu", ["union_officer"]),
    "xjtu.officer2": ("xjtu", ["union_officer"]),
    "xazx.chair": ("xazx", ["union_chair"]),
    "xazx.party": ("xazx", ["party_secretary"]),
    "xian.review": ("xian", ["city_reviewer"]),
    "prov.officer": ("prov", ["prov_officer"]),
    "prov.head": ("prov", ["prov_head"]),
    "prov.archivist": ("prov", ["archivist"]),
    "fed.officer": ("fed", ["fed_officer"]),
    "admin": ("prov", ["administrator"]),
    "member1": ("prov", []),
    "member2": ("xian", []),
    "member3": ("xjtu", []),
}
_ORGANS = {
    "prov_department": ["prov.officer", "prov.head"],
    "prov_committee": ["member1", "member2", "member3"],
}


@cache
def national51() -> Process:
    """The definition that is shipped: tests of the road drive over the real one.

    But for this: here the union confers the medal itself, so that there is a certificate to be issued at its end.
    """
    shipped = read_definition(Path(__file__).parents[1] / "seeds" / "processes" / "award_national51.yaml")[0]
    return shipped.model_copy(update={"conferred_by": None})


def an_office(
    session: Session, *, quota: int = 3, beside: Sequence[Process] = (), now: datetime = MONDAY
) -> None:
    """Units, people, organs, the nomination's definition (and those ``beside`` it), an open round of 2022."""
    organisation.import_units(session, [Unit(**_columns(unit)) for unit in _UNITS])
    for login, (unit, posts) in _PEOPLE.items():
        organisation.import_person(
            session, login=login, name=f"演示{login}", unit=unit, posts=posts, now=now, demo=True,
            email=f"{login}@banshi.example",
        )  # fmt: skip
    for key, logins in _ORGANS.items():
        organisation.import_organ(session, key=key, title=key, unit="prov", logins=logins)
    for process in (national51(), *beside):
        publish(session, process, "", actor_id=None, now=now)
    attachments.keep(session, Attachment(digest=_SCAN, name="扫描件.pdf", kind="pdf", size=1, stored_at=now))
    everybody_handed_in(session, _SCAN, now=now)
    rounds.open_round(
        session, "award_national51", year=2022, quota={"xjtu": quota, "xazx": quota},
        actor=person(session, "prov.officer"), now=now,
    )  # fmt: skip


def person(session: Session, login: str) -> Person:
    """The person who signs in as ``login``."""
    return people.person(session, organisation.person_id(login))


def everybody_handed_in(session: Session, digest: str, *, now: datetime) -> None:
    """Let each of the office's people have handed in the stored file, and so be able to name it in a form."""
    for login in _PEOPLE:
        attachments.hand_in(session, digest, organisation.person_id(login), now=now)


def a_scan() -> dict[str, str]:
    """An answer to a field that asks for a file."""
    return {"digest": _SCAN, "name": "扫描件.pdf"}


def answers(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a form holds
    """A complete, good nomination form, with what a test wants different."""
    return {
        "nominee_name": "演示张三", "gender": "男", "ethnicity": "汉族", "born_on": "1975-07",
        "political_status": "中共党员", "education": "博士研究生", "id_no": NOMINEE_NUMBER,
        "workplace": "西安交通大学能源学院", "duty": "教师", "grade": "教授", "category": "科教人员",
        "profession": "教学", "is_migrant_worker": False, "is_cadre": False, "ownership": "事业单位",
        "is_retired": False, "has_national_award": False, "base_honour": "省五一劳动奖章",
        "honours": "2019 年陕西省五一劳动奖章", "deeds_brief": "长期从事教学科研工作。", "deeds": "事迹。",
        "unit_in_order": True, "has_veto_fact": False, "reported_elsewhere": False,
        "congress_held_on": "2022-02-18", "congress_due": 150, "congress_present": 120, "congress_agree": 110,
        "id_card": a_scan(), "deeds_material": a_scan(), "congress_minutes": a_scan(),
    } | changes  # fmt: skip


@dataclass
class Story:
    """A nomination on its way: every method is an act of somebody, after which the dispatcher's work is done."""

    session: Session
    seal: Seal
    unit: str = "xjtu"
    now: datetime = MONDAY
    case_id: str = ""
    form: dict[str, Any] = field(default_factory=answers)

    @property
    def state(self) -> CaseState:
        """The case as it is stored now."""
        record = stored_cases.load(self.session, self.case_id)
        assert record is not None
        return record.state

    def who(self, login: str) -> Person:
        """``chair`` and ``party`` mean those of the story's unit."""
        return person(self.session, f"{self.unit}.{login}" if login in ("chair", "party") else login)

    def share(self, login: str) -> str:
        """The open assignment of a person; the latest one when none is open."""
        person_id = self.who(login).id
        mine = [one for one in self.state.assignments if one.person == person_id]
        return next((one.id for one in mine if one.status == "open"), mine[-1].id if mine else "")

    def opened(self) -> None:
        """The chair begins."""
        self.case_id = cases.open_case(
            self.session, "award_national51", actor=self.who("chair"), now=self.now
        )

    def submitted(self) -> None:
        """The chair hands in."""
        cases.submit(
            self.session,
            self.share("chair"),
            self.form,
            actor=self.who("chair"),
            now=self.now,
            seal=self.seal,
        )
        self.advance()

    def decided(self, login: str, decision: Any = "approve", **said: Any) -> None:  # noqa: ANN401 - see decide
        """Somebody decides."""
        assignments.decide(
            self.session,
            self.share(login),
            decision,
            actor=self.who(login),
            now=self.now,
            seal=self.seal,
            **said,
        )
        self.advance()

    def party(self) -> None:
        """The party committee agrees."""
        self.decided("party", answers={"party_opinion": a_scan()})

    def window_over(self) -> None:
        """The open window runs out and the clock closes it."""
        self.now = max(one.closes_at for one in self.state.windows) + timedelta(minutes=5)
        for case_id, window in publicity.windows_run_out(self.session, now=self.now):
            publicity.close_window(self.session, case_id, window, now=self.now)
        self.advance()

    def consulted(self) -> None:
        """Every asked agency agrees in writing."""
        for one in self.state.opinions:
            if one.answer is None:
                opinions.record_opinion(
                    self.session, self.share("chair"), one.agency, "agree",
                    actor=self.who("chair"), now=self.now, document=_SCAN,
                )  # fmt: skip
        self.advance()

    def city(self) -> None:
        """The city agrees; a direct unit has no such step."""
        if self.state.open_step("city_review"):
            self.decided("xian.review")

    def machine(self) -> None:
        """The office's own step is done."""
        step = next(one for one in self.state.steps if one.kind == "machine" and one.status == "open")
        advance.finish_machine(
            self.session, self.case_id, step.id, {"name": "文书", "pdf": _SCAN}, now=self.now
        )
        self.advance()

    def reviewed(self) -> None:
        """Officer, then head."""
        self.decided("prov.officer")
        self.decided("prov.head")

    def voted(self) -> None:
        """Every member who may vote agrees."""
        for member in ("member1", "member2", "member3"):
            if any(one.person == self.who(member).id for one in self.state.assignments):
                ballots.cast_vote(
                    self.session, self.share(member), "approve", actor=self.who(member), now=self.now
                )
        self.advance()

    def federation(self) -> None:
        """The federation agrees."""
        self.decided("fed.officer")

    def determined(self) -> None:
        """The national decision is put on file."""
        said = {
            "decision_number": "总工发〔2022〕1 号",
            "decided_on": "2022-04-26",
            "decision_document": a_scan(),
        }
        self.decided("fed.officer", outcome="granted", answers=said)

    def noticed(self) -> None:
        """The nominee and the unit are told."""
        self.decided("prov.officer", answers={"told_on": "2022-04-28"})

    def advance(self) -> None:
        """What the dispatcher does after each act."""
        advance.advance(self.session, self.case_id, now=self.now)


ROAD: tuple[tuple[str, Callable[[Story], None]], ...] = (
    ("nominate", Story.submitted),
    ("party", Story.party),
    ("unit_publicity", Story.window_over),
    ("consult", Story.consulted),
    ("city_review", Story.city),
    ("approval_form", Story.machine),
    ("prov_review", Story.reviewed),
    ("prov_ballot", Story.voted),
    ("fed_review", Story.federation),
    ("prov_publicity", Story.window_over),
    ("national", Story.determined),
    ("notice", Story.noticed),
    ("archive", Story.machine),
)


def a_case(
    session: Session,
    seal: Seal,
    *,
    at: str = "end",
    unit: str = "xjtu",
    now: datetime = MONDAY,
    **form: Any,  # noqa: ANN401
) -> Story:
    """A nomination that has come to step ``at`` (or to its end), in an office made by ``an_office``."""
    story = Story(session, seal, unit=unit, now=now, form=answers(**(somebody_else(session) | form)))
    story.opened()
    for step, act in ROAD:
        if step == at:
            break
        act(story)
    return story


def somebody_else(session: Session) -> dict[str, str]:
    """Whom the next case is about: nobody is recommended twice in a round, and nobody has a twin."""
    many = session.scalar(select(func.count()).select_from(Case)) or 0
    born = date(1975, 7, 1) if not many else date(1900 + many % 60, 1 + many // 60 % 12, 1)
    number = NOMINEE_NUMBER if not many else id_numbers(1, born=born.strftime("%Y%m%d"))[0]
    return {"born_on": born.strftime("%Y-%m"), "id_no": number}


def _columns(unit: Unit) -> dict[str, Any]:
    return {one.key: getattr(unit, one.key) for one in Unit.__table__.columns}
