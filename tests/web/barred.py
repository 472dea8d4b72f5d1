"""Shares come by in every way there is, and whatever may stand against their holder afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from sqlalchemy import Select, Table, Text, cast, func, literal_column, select, text
from sqlalchemy.dialects.postgresql import aggregate_order_by

from actions import advance, cases, deadlines, organisation, substitutes
from actions.processes import publish
from engine import refusals as r
from engine.definition import Process
from engine.refusals import Refusal
from models import cases as stored_cases
from models.base import Base
from tests.factories import MONDAY, NOMINEE_NUMBER, person
from tests.panel import a_panel, a_panel_process
from tests.web.visitors import Pages, Visitor

LATE = MONDAY + timedelta(days=14)
_MAY = ["send_back", "reject", "abstain", "transfer", "delegate", "add_signer", "ask"]
_CHECK = {
    "key": "check", "title": "形式审查", "kind": "sign", "mode": "any", "by": "checkers",
    "due": "5 working days", "may": ["reject", "transfer"],
}  # fmt: skip


@cache
def a_watched_process() -> Process:
    """A panel whose share can be come by in every way, beside a check after which nobody signs in the panel."""
    raw = a_panel_process(
        "watched",
        mode="any", on_refusal=None, bulk=True, pool=True, claim="2 working days", four_eyes=["check", "enrol"],
        overdue=[{"after": "1 working days", "do": "pass_on", "to": "clerk"}], may=_MAY,
    ).model_dump(by_alias=True, mode="json", exclude_unset=True)  # fmt: skip
    enrol, panel, decision = raw["steps"]
    fork = {"key": "fork", "title": "分头审查", "kind": "parallel", "join": "all"}
    ways = [{"steps": [_CHECK]}, {"steps": [panel]}]
    raw["steps"] = [enrol, {**fork, "branches": ways}, decision]
    raw["bodies"]["checkers"] = {"title": "审查组", "organ": "checkers"}
    raw["form"] = {
        "subject": "name",
        "identity": "id_no",
        "fields": [
            {"key": "name", "label": "姓名", "type": "text"},
            {"key": "id_no", "label": "身份证号", "type": "id_no"},
        ],
    }
    return Process.model_validate(raw)


@dataclass
class Scene:
    """A share in somebody's hands, before the pages."""

    pages: Pages
    case: str
    holder: str = "panel000"
    share: str = ""
    knocks_as: str = ""

    @property
    def visitor(self) -> Visitor:
        """Whoever stands before the doors: the holder, unless it is a stranger."""
        return self.pages.as_(self.knocks_as or self.holder)

    def id_of(self, login: str) -> str:
        return organisation.person_id(login)

    def share_of(self, login: str, step: str = "panel") -> str:
        """The newest share of the person at the step."""
        with self.pages.story(self.case) as story:
            mine = [
                one for one in story.state.assignments if (one.person, one.step) == (self.id_of(login), step)
            ]
            return mine[-1].id

    def sql(self, statement: str, **facts: object) -> None:
        with self.pages.office.database.transaction() as session:
            session.execute(text(statement), facts)

    def asks(self, login: str, path: str, **said: object) -> None:
        """Something that is done by an act of somebody through the API."""
        answer = self.pages.as_(login).asks(path, **said)
        assert answer.status_code == 200, answer.text


def the_scene(pages: Pages) -> Scene:
    """A case before the panel and the check, and a draft of another one."""
    with pages.office.database.transaction() as session:
        publish(session, a_watched_process(), "", actor_id=None, now=MONDAY)
        a_panel(session, size=2)
        organisation.import_organ(
            session,
            key="checkers",
            title="审查组",
            unit="prov",
            logins=["panel000", "member1", "prov.officer"],
        )
        session.execute(
            text("UPDATE people SET password = (SELECT password FROM people WHERE login = 'admin')")
        )
        session.execute(
            text("INSERT INTO posts (person, unit, post) VALUES (:id, 'prov', 'prov_officer')"),
            {"id": organisation.person_id("admin")},
        )
        chair = person(session, "xjtu.chair")
        case = cases.open_case(session, "watched", actor=chair, now=MONDAY)
        record = stored_cases.load(session, case)
        assert record is not None
        form = {"name": "演示张三", "id_no": NOMINEE_NUMBER}
        share = record.state.assignments[0].id
        cases.submit(session, share, form, actor=chair, now=MONDAY, seal=pages.office.seal)
        advance.advance(session, case, now=MONDAY)
        cases.open_case(session, "watched", actor=chair, now=MONDAY)
    return Scene(pages, case)


def _own(scene: Scene) -> None:
    """The share as it was given out."""


def _claimed(scene: Scene) -> None:
    scene.asks("panel000", f"/assignments/{scene.share_of('panel000')}/claim")


def _handed(act: str, **said: object) -> Callable[[Scene], None]:
    def hands(scene: Scene) -> None:
        scene.holder = "member1"
        path = f"/assignments/{scene.share_of('panel000')}/{act}"
        scene.asks("panel000", path, to=scene.id_of("member1"), **said)

    return hands


def _stood_in(scene: Scene) -> None:
    scene.holder = "member1"
    with scene.pages.office.database.transaction() as session:
        away = person(session, "panel000")
        substitutes.name_substitute(
            session, away.id, scene.id_of("member1"),
            first=MONDAY.date(), last=date(2022, 3, 31), actor=away, now=MONDAY,
        )  # fmt: skip
        for occasion, one in substitutes.to_move(session, now=MONDAY):
            substitutes.move(session, occasion, one, now=MONDAY)


def _passed_on(scene: Scene) -> None:
    scene.holder = "prov.officer"
    scene.pages.at(LATE)
    with scene.pages.office.database.transaction() as session:
        for case, visit in deadlines.to_climb(session, now=LATE):
            deadlines.climb(session, case, visit, now=LATE)


WAYS: dict[str, Callable[[Scene], None]] = {
    "own": _own,
    "claimed": _claimed,
    "transferred": _handed("transfer"),
    "delegated": _handed("delegation"),
    "added": _handed("signers", place="beside"),
    "substitute": _stood_in,
    "passed on by the clock": _passed_on,
}


def _own_case(scene: Scene) -> None:
    scene.sql(
        "UPDATE people SET identity = (SELECT identity FROM cases WHERE id = :case) WHERE login = :login",
        case=scene.case,
        login=scene.holder,
    )


def _relative(scene: Scene) -> None:
    answer = scene.pages.as_(scene.holder).asks("/absences/kin", relation="兄弟", number=NOMINEE_NUMBER)
    assert answer.status_code in (200, 204), answer.text


def _four_eyes(scene: Scene) -> None:
    share = scene.share_of(scene.holder, "check")
    scene.asks(scene.holder, f"/assignments/{share}/decision", decision="approve")


def _own_unit(scene: Scene) -> None:
    scene.sql("UPDATE people SET unit = 'xjtu' WHERE login = :login", login=scene.holder)


def _declared(scene: Scene) -> None:
    scene.asks(scene.holder, f"/assignments/{scene.share}/recusal", text="同乡")


def _stranger(scene: Scene) -> None:
    scene.knocks_as = "prov.head"


def _decided(scene: Scene) -> None:
    scene.asks(scene.holder, f"/assignments/{scene.share}/decision", decision="approve")


def _held(scene: Scene) -> None:
    scene.asks("admin", f"/cases/{scene.case}/hold", reason="待查")


def _over(scene: Scene) -> None:
    scene.asks("admin", f"/cases/{scene.case}/termination", reason="停办")


_Elsewhere = dict[str, tuple[type[Refusal], ...]]


@dataclass(frozen=True)
class Rule:
    """What stands against the holder from now on, and what every door says then; at some doors another thing.

    ``elsewhere`` is by the end of the address; nothing there means that the door is for just that.
    """

    happens: Callable[[Scene], None]
    refused: type[Refusal]
    elsewhere: _Elsewhere = field(default_factory=dict)

    def at(self, door: str, way: str) -> tuple[type[Refusal], ...]:
        """What the door with this end may say; an opinion that was asked for is never given in bulk."""
        if (door, way) == ("decisions", "delegated"):
            return (r.NotInBulk,)
        return self.elsewhere.get(door, (self.refused,))


# Taking a signer away is the adder's affair, whoever holds the signer's share.
_NOT_MINE_TO_REMOVE: _Elsewhere = {"removal": (r.NotAdded, r.NotYourSigner)}
_NOTHING_BACK: _Elsewhere = {"take-back": (r.NothingToTakeBack,), "take-backs": (r.NothingToTakeBack,)}
RULES: dict[str, Rule] = {
    "own case": Rule(_own_case, r.OwnCase),
    "relative declared": Rule(_relative, r.Recused),
    "four eyes": Rule(_four_eyes, r.Recused),
    "moved to the nominating unit": Rule(_own_unit, r.NotYourUnit, _NOT_MINE_TO_REMOVE),
    "recusal declared": Rule(_declared, r.AlreadyClosed, _NOT_MINE_TO_REMOVE | _NOTHING_BACK),
    "not my share": Rule(_stranger, r.NotYours, _NOT_MINE_TO_REMOVE),
    "already decided": Rule(_decided, r.AlreadyDecided, {"take-back": (), "take-backs": ()}),
    "case held": Rule(_held, r.CaseIsHeld),
    "case over": Rule(_over, r.CaseIsOver),
}


def _against(login: str, rule: str) -> Callable[[Scene], None]:
    """What would stand against the holder stands against somebody else."""

    def happens(scene: Scene) -> None:
        holder, scene.holder = scene.holder, login
        scene.share = scene.share_of(login) if rule == "recusal declared" else ""
        RULES[rule].happens(scene)
        scene.holder = holder

    return happens


# Whom the holder would bring in, what stands against that, and what every door says.
UNFIT: dict[str, tuple[str, Callable[[Scene], None], type[Refusal]]] = {
    "nominee": ("prov.head", _against("prov.head", "own case"), r.Recused),
    "relative": ("prov.head", _against("prov.head", "relative declared"), r.Recused),
    "examined already": ("member1", _against("member1", "four eyes"), r.Recused),
    "of the nominating unit": ("xjtu.party", _own, r.Recused),
    "handed it in": ("xjtu.chair", _own, r.Recused),
    "declared a conflict": ("panel001", _against("panel001", "recusal declared"), r.Recused),
    "takes part already": ("panel001", _own, r.AlreadyTakesPart),
    "the holder": ("panel000", _own, r.NotToYourself),
}


def everything(pages: Pages) -> dict[str, str]:
    """All that is stored, but for who is signed in: a fingerprint of each table."""
    tables = [one for one in Base.metadata.sorted_tables if one.name != "sign_ins"]
    with pages.office.database.transaction() as session:
        return {one.name: session.scalars(_fingerprint(one)).one() for one in tables}


def _fingerprint(table: Table) -> Select[tuple[str]]:
    line = cast(literal_column(table.name), Text)
    return select(
        func.md5(func.coalesce(func.string_agg(line, aggregate_order_by(literal_column("'|'"), line)), ""))
    ).select_from(table)
