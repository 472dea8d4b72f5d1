"""A studio in the register: named, checked, mended, led by another, taken back — each by the outcome of a case."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from actions import advance, assignments, cases, titles
from actions.processes import publish
from engine.deadlines import SHANGHAI
from engine.definition import Process
from engine.refusals import NotAboutTitles, NotHeldLongEnough, OpensFromTheRegister, SameLeader, TitleIsOver
from engine.state import CaseState
from models import cases as stored
from models import drafts, journal
from models import titles as register
from models.sealing import Seal
from models.titles import Registered
from tests.factories import MONDAY, NOMINEE_NUMBER, an_office, person

TERMS = {
    "name": "创新工作室",
    "short": "GZS",
    "level": "system",
    "leader": "leader",
    "checks": [
        {
            "key": "yearly",
            "title": "年度检查",
            "process": "check",
            "every": 1,
            "due": "12-31",
            "source": "第三条",
        },
    ],
    "rectify": {"process": "mending", "months": 6, "source": "第五条"},
    "leader_gone": {"process": "leading", "months": 3, "source": "第六条"},
}
FIELDS = [
    {"key": "name", "label": "名称", "type": "text"},
    {"key": "leader", "label": "领衔人", "type": "text"},
    {"key": "id_no", "label": "身份证号", "type": "id_no"},
]


def a_process(key: str, *outcomes: tuple[str, str | None], **more: object) -> Process:
    """Hand in, then decide."""
    raw: dict[str, Any] = {
        "key": key,
        "title": f"{key} 流程",
        "short": key.upper(),
        "kind": "case",
        "source": "第一条",
        "valid": {"from": "2022-01-01", "to": "2030-12-31"},
        "bodies": {
            "union": {"title": "工会主席", "from": "unit", "post": "union_chair"},
            "office": {"title": "业务部", "from": "prov", "post": "prov_officer"},
        },
        "form": {"subject": "name", "identity": "id_no", "fields": FIELDS},
        "steps": [
            {"key": "apply", "title": "申报", "kind": "submit", "by": "union", "due": "5 working days"},
            {
                "key": "decide",
                "title": "决定",
                "kind": "determine",
                "by": "office",
                "due": "5 working days",
                "outcomes": [
                    {"key": one, "title": one, "granted": effect == "grant", "on_title": effect}
                    for one, effect in outcomes
                ],
            },
        ],
    }
    return Process.model_validate({**raw, **more})


NAMING = a_process("naming", ("named", "grant"), ("refused", None), title_terms=TERMS)
HONOUR = a_process(
    "honour", ("given", "grant"), ("refused", None), title_terms={**TERMS, "short": "RY", "checks": []}
)
CHECK = a_process("check", ("good", "keep"), ("bad", "rectify"), about_titles=["naming"])
MENDING = a_process("mending", ("mended", "restore"), ("removed", "revoke"), about_titles=["naming"])
LEADING = a_process("leading", ("changed", "change_leader"), ("gone", "cancel"), about_titles=["naming"])
NEXT_RUNG = a_process(
    "rung",
    ("higher", "grant"),
    ("refused", None),
    about_titles=["naming"],
    held_for={"months": 12, "source": "办法 [A]"},
    title_terms={**TERMS, "short": "GJ", "checks": []},
)
REVOKING = a_process("revoking", ("revoked", "revoke"), ("kept", "keep"), about_titles=["naming", "honour"])
ALL = (NAMING, HONOUR, CHECK, MENDING, LEADING, NEXT_RUNG, REVOKING)


@pytest.fixture
def office(session: Session) -> Session:
    an_office(session)
    for process in ALL:
        publish(session, process, "", actor_id=None, now=MONDAY)
    return session


def on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 0, tzinfo=SHANGHAI).astimezone(UTC)


def state_of(session: Session, case_id: str) -> CaseState:
    record = stored.load(session, case_id)
    assert record is not None
    return record.state


def goes_to_its_end(
    session: Session, seal: Seal, case_id: str, outcome: str, now: datetime, **answers: str
) -> None:
    chair, officer = person(session, "xjtu.chair"), person(session, "prov.officer")
    form = {"name": "演示工作室", "leader": "演示甲", "id_no": NOMINEE_NUMBER, **answers}
    share = state_of(session, case_id).assignments[0].id
    cases.submit(session, share, form, actor=chair, now=now, seal=seal)
    advance.advance(session, case_id, now=now)
    share = state_of(session, case_id).assignments[-1].id
    assignments.decide(session, share, "approve", actor=officer, now=now, seal=seal, outcome=outcome)
    titles.take_effect(session, case_id, now=now)


def named(session: Session, seal: Seal, process: str = "naming", now: datetime = MONDAY) -> str:
    """The number of a title that was just given."""
    case_id = cases.open_case(session, process, actor=person(session, "xjtu.chair"), now=now)
    goes_to_its_end(session, seal, case_id, "named" if process == "naming" else "given", now)
    number = register.granted_by(session, case_id)
    assert number is not None
    return number


def title(session: Session, number: str) -> Registered:
    found = register.load(session, number)
    assert found is not None
    return found


def cases_about(session: Session, number: str) -> list[CaseState]:
    asked = text("SELECT case_id::text FROM title_cases WHERE title = :number ORDER BY case_id")
    return [state_of(session, one) for one in session.scalars(asked, {"number": number})]


def test_a_granted_outcome_enters_the_title_once(office: Session, seal: Seal) -> None:
    number = named(office, seal)
    assert number == "GZS-2022-0001"
    one = title(office, number)
    assert (one.title.status, one.title.leader, one.subject, one.unit) == (
        "held",
        "演示甲",
        "演示工作室",
        "xjtu",
    )
    titles.take_effect(office, one.case_id, now=MONDAY)
    assert len(register.entries(office, number)) == 1


def test_a_refused_case_enters_nothing(office: Session, seal: Seal) -> None:
    case_id = cases.open_case(office, "naming", actor=person(office, "xjtu.chair"), now=MONDAY)
    goes_to_its_end(office, seal, case_id, "refused", MONDAY)
    assert register.granted_by(office, case_id) is None


def test_the_yearly_check_opens_by_itself_and_once_with_the_form_filled(office: Session, seal: Seal) -> None:
    number = named(office, seal)
    assert titles.open_looks(office, number, now=on(2023, 10, 1)) == 0
    assert titles.open_looks(office, number, now=on(2023, 11, 5)) == 1
    assert titles.open_looks(office, number, now=on(2023, 11, 6)) == 0
    (check,) = cases_about(office, number)
    assert (check.process, check.status) == ("check", "draft")
    kept = drafts.of(office, check.assignments[0].id)
    assert kept is not None
    assert kept.answers["leader"] == "演示甲"
    assert kept.answers["id_no"] == state_of(office, title(office, number).case_id).answers["id_no"]


def test_a_field_that_is_of_another_kind_in_the_new_form_is_asked_anew(office: Session, seal: Seal) -> None:
    number = named(office, seal)
    asked = [{**one, "type": "integer"} if one["key"] == "leader" else one for one in FIELDS]
    counting = a_process(
        "counting",
        ("good", "keep"),
        ("bad", "cancel"),
        about_titles=["naming"],
        form={"subject": "name", "identity": "id_no", "fields": asked},
    )
    publish(office, counting, "", actor_id=None, now=MONDAY)
    chair = person(office, "xjtu.chair")
    opened = titles.open_about(office, number, "counting", actor=chair, now=MONDAY)
    kept = drafts.of(office, state_of(office, opened).assignments[0].id)
    assert kept is not None
    assert sorted(kept.answers) == ["id_no", "name"]


def test_after_three_silent_years_one_check_opens_and_two_are_noted_as_missed(
    office: Session, seal: Seal
) -> None:
    number = named(office, seal)
    assert titles.open_looks(office, number, now=on(2025, 12, 1)) == 1
    kinds = [(one.kind, one.period) for one in register.entries(office, number)]
    assert kinds == [("granted", None), ("missed", 1), ("missed", 2), ("opened", 3)]


def a_failed_check(session: Session, seal: Seal) -> tuple[str, CaseState]:
    number = named(session, seal)
    titles.open_looks(session, number, now=on(2023, 11, 6))
    (check,) = cases_about(session, number)
    goes_to_its_end(session, seal, check.id, "bad", on(2023, 12, 20))
    (mending,) = [one for one in cases_about(session, number) if one.process == "mending"]
    return number, mending


def test_a_failed_check_orders_mending_and_opens_its_case(office: Session, seal: Seal) -> None:
    number, mending = a_failed_check(office, seal)
    assert title(office, number).title.status == "rectifying"
    concerned = register.about(office, mending.id)
    assert concerned is not None
    assert str(concerned.due) == "2024-06-20"


@pytest.mark.parametrize(("outcome", "status"), [("mended", "held"), ("removed", "revoked")])
def test_mending_ends_well_or_takes_the_title_back(
    office: Session, seal: Seal, outcome: str, status: str
) -> None:
    number, mending = a_failed_check(office, seal)
    goes_to_its_end(office, seal, mending.id, outcome, on(2024, 5, 6))
    assert title(office, number).title.status == status


def test_an_outcome_that_is_told_twice_is_entered_once(office: Session, seal: Seal) -> None:
    number, mending = a_failed_check(office, seal)
    goes_to_its_end(office, seal, mending.id, "mended", on(2024, 5, 6))
    titles.take_effect(office, mending.id, now=on(2024, 5, 7))
    kinds = [one.kind for one in register.entries(office, number)]
    assert kinds.count("restored") == 1


def test_a_revoked_honour_opens_a_case_about_the_studio_its_holder_leads(office: Session, seal: Seal) -> None:
    honour, studio = named(office, seal, "honour"), named(office, seal)
    chair = person(office, "xjtu.chair")
    case_id = titles.open_about(office, honour, "revoking", actor=chair, now=on(2023, 3, 1))
    goes_to_its_end(office, seal, case_id, "revoked", on(2023, 3, 6))
    assert title(office, honour).title.status == "revoked"
    assert title(office, studio).title.status == "held"
    (leading,) = cases_about(office, studio)
    assert leading.process == "leading"
    concerned = register.about(office, leading.id)
    assert concerned is not None
    assert (str(concerned.due), concerned.why) == ("2023-06-06", honour)


def test_a_new_leader_is_entered_with_the_case_that_says_so(office: Session, seal: Seal) -> None:
    number = named(office, seal)
    chair = person(office, "xjtu.chair")
    case_id = titles.open_about(office, number, "leading", actor=chair, now=on(2023, 3, 1))
    goes_to_its_end(
        office, seal, case_id, "changed", on(2023, 3, 6), leader="演示乙", id_no="999999198001010011"
    )
    one = title(office, number).title
    assert one.leader == "演示乙"
    assert one.identity == state_of(office, case_id).identity


def test_the_present_leader_is_no_new_one(office: Session, seal: Seal) -> None:
    number = named(office, seal)
    chair = person(office, "xjtu.chair")
    case_id = titles.open_about(office, number, "leading", actor=chair, now=on(2023, 3, 1))
    with pytest.raises(SameLeader):
        goes_to_its_end(office, seal, case_id, "changed", on(2023, 3, 6))


def filled_in(session: Session, case_id: str) -> dict[str, Any]:
    """What stands in the form before anybody has written in it."""
    kept = drafts.of(session, state_of(session, case_id).assignments[0].id)
    return dict(kept.answers) if kept else {}


def test_where_another_leader_is_named_nothing_of_the_old_one_stands_there(
    office: Session, seal: Seal
) -> None:
    number = named(office, seal)
    chair = person(office, "xjtu.chair")
    case_id = titles.open_about(office, number, "leading", actor=chair, now=on(2023, 3, 1))
    assert filled_in(office, case_id) == {"name": "演示工作室"}


def test_after_a_change_the_next_form_names_the_new_leader(office: Session, seal: Seal) -> None:
    number = named(office, seal)
    chair = person(office, "xjtu.chair")
    case_id = titles.open_about(office, number, "leading", actor=chair, now=on(2023, 3, 1))
    new = {"leader": "演示乙", "id_no": "999999198001010011"}
    goes_to_its_end(office, seal, case_id, "changed", on(2023, 3, 6), **new)
    titles.open_looks(office, number, now=on(2023, 11, 5))
    check = next(one for one in cases_about(office, number) if one.process == "check")
    known = filled_in(office, check.id)
    assert (known["name"], known["leader"]) == ("演示工作室", "演示乙")
    assert known["id_no"] == state_of(office, case_id).answers["id_no"]


def test_a_case_about_titles_opens_from_the_register_and_about_its_own_kind_only(
    office: Session, seal: Seal
) -> None:
    chair = person(office, "xjtu.chair")
    with pytest.raises(OpensFromTheRegister):
        cases.open_case(office, "leading", actor=chair, now=MONDAY)
    honour = named(office, seal, "honour")
    with pytest.raises(NotAboutTitles):
        titles.open_about(office, honour, "leading", actor=chair, now=MONDAY)


def test_the_next_rung_needs_a_year_on_the_one_below_and_is_a_title_of_its_own(
    office: Session, seal: Seal
) -> None:
    number, chair = named(office, seal, now=on(2022, 3, 1)), person(office, "xjtu.chair")
    with pytest.raises(NotHeldLongEnough, match=r"2023-03-01 起.*依据：办法。"):
        titles.open_about(office, number, "rung", actor=chair, now=on(2023, 2, 28))
    case_id = titles.open_about(office, number, "rung", actor=chair, now=on(2023, 3, 1))
    goes_to_its_end(office, seal, case_id, "higher", on(2023, 4, 3))
    higher = register.granted_by(office, case_id)
    assert higher == "GJ-2023-0001"
    assert [title(office, one).title.status for one in (number, higher)] == ["held", "held"]


def test_a_title_that_is_being_mended_does_not_climb(office: Session, seal: Seal) -> None:
    number, _mending = a_failed_check(office, seal)
    with pytest.raises(NotHeldLongEnough):
        titles.open_about(office, number, "rung", actor=person(office, "xjtu.chair"), now=on(2024, 9, 2))


def test_nothing_more_is_done_to_a_title_that_is_over(office: Session, seal: Seal) -> None:
    number, mending = a_failed_check(office, seal)
    goes_to_its_end(office, seal, mending.id, "removed", on(2024, 5, 6))
    with pytest.raises(TitleIsOver):
        titles.open_about(office, number, "leading", actor=person(office, "xjtu.chair"), now=on(2024, 6, 3))
    assert titles.open_looks(office, number, now=on(2026, 12, 1)) == 0


@pytest.mark.parametrize("statement", ["DELETE FROM title_entries", "UPDATE title_entries SET words = 'x'"])
def test_no_entry_is_ever_changed(office: Session, seal: Seal, statement: str) -> None:
    named(office, seal)
    with pytest.raises(DBAPIError, match="append-only"), office.begin_nested():
        office.execute(text(statement))


def test_the_row_says_what_the_entries_say(office: Session, seal: Seal) -> None:
    number, mending = a_failed_check(office, seal)
    goes_to_its_end(office, seal, mending.id, "mended", on(2024, 5, 6))
    row = office.get_one(register.TitleRow, number)
    one = title(office, number).title
    assert (row.status, row.leader, row.identity, row.rectify_by) == (
        one.status,
        one.leader,
        one.identity,
        one.rectify_by,
    )


def test_what_is_open_about_a_title_ends_when_it_is_taken_back(office: Session, seal: Seal) -> None:
    number = named(office, seal)
    chair = person(office, "xjtu.chair")
    check = titles.open_about(office, number, "check", actor=chair, now=on(2023, 3, 1))
    other = titles.open_about(office, number, "revoking", actor=chair, now=on(2023, 3, 1))
    taking = titles.open_about(office, number, "revoking", actor=chair, now=on(2023, 3, 1))
    goes_to_its_end(office, seal, taking, "revoked", on(2023, 3, 2))
    for case_id in (check, other):
        state = state_of(office, case_id)
        assert (state.status, state.closed_at is not None) == ("terminated", True)
        assert {one.status for one in state.assignments} == {"closed"}
    said = [line for line in journal.lines(office, check) if line.event == "case.ended_with_title"]
    assert [(one.payload["title"], one.payload["how"], one.payload["number"]) for one in said] == [
        (number, "撤销（摘牌）", state_of(office, taking).number)
    ]
    assert state_of(office, taking).outcome == "revoked"
    titles.take_effect(office, taking, now=on(2023, 3, 3))
    assert len([one for one in journal.lines(office, check) if one.event == "case.closed"]) == 1
