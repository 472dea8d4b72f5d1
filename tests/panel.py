"""A small process whose panel settles a step together, with as many people as a test wants."""

from typing import Any

from sqlalchemy.orm import Session

from actions import advance, cases, organisation
from engine.definition import Process
from engine.state import Person
from models import cases as stored_cases
from models import organisation as people
from models.sealing import Seal
from tests.factories import MONDAY, an_office, person

_SIGN = {
    "key": "panel",
    "title": "评审组会签",
    "kind": "sign",
    "by": "panel",
    "mode": "all",
    "on_refusal": "end",
    "due": "5 working days",
    "may": ["send_back", "reject", "abstain", "transfer", "delegate", "add_signer", "ask"],
}


def a_panel_process(key: str = "panel", **changes: Any) -> Process:  # noqa: ANN401 - any key of a sign step
    """Submit, a panel that settles together, and the outcome."""
    return Process.model_validate(
        {
            "key": key,
            "title": "评审组办理",
            "short": key.upper(),
            "kind": "case",
            "source": "试验",
            "valid": {"from": "2022-01-01", "to": "2022-12-31"},
            "bodies": {
                "grass": {"title": "基层工会主席", "from": "unit", "post": "union_chair"},
                "panel": {"title": "评审组", "organ": "panel"},
                "clerk": {"title": "省业务部经办人", "from": "prov", "post": "prov_officer"},
            },
            "form": {"subject": "name", "fields": [{"key": "name", "label": "名称", "type": "text"}]},
            "steps": [
                {"key": "enrol", "title": "申报", "kind": "submit", "by": "grass", "due": "5 working days"},
                {**_SIGN, **changes},
                {
                    "key": "decision",
                    "title": "结果登记",
                    "kind": "determine",
                    "by": "clerk",
                    "due": "5 working days",
                    "outcomes": [
                        {"key": "yes", "title": "授予", "granted": True},
                        {"key": "no", "title": "未授予", "granted": False},
                    ],
                },
            ],
        }
    )


def a_panel_office(session: Session, process: Process, *, size: int) -> list[Person]:
    """The office of the factories, with a panel of ``size`` people in it. Returns them by seat."""
    an_office(session, beside=[process])
    return a_panel(session, size=size)


def a_panel(session: Session, *, size: int) -> list[Person]:
    """A panel of ``size`` people in an office that is there. Returns them by seat."""
    logins = [f"panel{n:03}" for n in range(size)]
    for login in logins:
        organisation.import_person(
            session,
            login=login,
            name=f"演示{login}",
            unit="prov",
            posts=[],
            now=MONDAY,
            demo=True,
            email=f"{login}@banshi.example",
        )
    organisation.import_organ(session, key="panel", title="评审组", unit="prov", logins=logins)
    return list(people.members(session, "panel"))


def a_panel_case(session: Session, seal: Seal, process: Process, *, chair: str = "xjtu.chair") -> str:
    """A case that waits for the panel; its id."""
    actor = person(session, chair)
    case_id = cases.open_case(session, process.key, actor=actor, now=MONDAY)
    share = shares(session, case_id)[0][0]
    cases.submit(session, share, {"name": "演示"}, actor=actor, now=MONDAY, seal=seal)
    advance.advance(session, case_id, now=MONDAY)
    return case_id


def shares(session: Session, case_id: str, *, step: str | None = None) -> list[tuple[str, str]]:
    """Assignment and person of every share of a case, or of one step of it."""
    record = stored_cases.load(session, case_id)
    assert record is not None
    return [(one.id, one.person) for one in record.state.assignments if step in (None, one.step)]
