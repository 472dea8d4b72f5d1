"""劳模专项补助: for whoever holds the title, in its ledger, by list to the bank; nothing once the title is lost."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from actions import advance, assignments, cases, helping, titles
from actions.payees import BY_ID_NUMBER
from actions.processes import publish
from engine.hardship.paying import Said
from engine.refusals import FormIncomplete, NothingToPay, NotTheHolder, OpensFromTheRegister
from engine.state import CaseState
from engine.titles.money import balance
from models import journal, payments
from models import titles as register
from models.sealing import Seal
from tests.actions.test_titles import HONOUR, REVOKING, a_process, goes_to_its_end, named, on, state_of
from tests.factories import MONDAY, NOMINEE_NUMBER, an_office, person
from tests.people_numbers import id_numbers

FORM = {
    "subject": "leader",
    "identity": "id_no",
    "fields": [
        {"key": "leader", "label": "姓名", "type": "text"},
        {"key": "id_no", "label": "身份证号", "type": "id_no"},
        {"key": "kind", "label": "种类", "type": "choice", "options": ["生活困难补助金", "春节慰问金"]},
        {"key": "amount", "label": "金额", "type": "money"},
    ],
}
SUBSIDY = a_process(
    "subsidy", ("given", None), ("refused", None), about_titles=["honour"], for_holder=True, form=FORM
)
SPRING, BANK_DAY = on(2023, 1, 9), on(2023, 1, 16)


def paying(process: Any) -> Any:  # noqa: ANN401 - a definition, changed
    raw = process.model_dump(by_alias=True, exclude_unset=True)
    given, refused = raw["steps"][-1]["outcomes"]
    raw["steps"][-1]["outcomes"] = [{**given, "granted": True, "pays": "amount"}, refused]
    return type(process).model_validate(raw)


@pytest.fixture
def office(session: Session) -> Session:
    an_office(session)
    for process in (HONOUR, REVOKING, paying(SUBSIDY)):
        publish(session, process, "", actor_id=None, now=MONDAY)
    return session


def applies(session: Session, seal: Seal, number: str, **changes: object) -> str:
    """An application about the title, handed in by its unit. Returns the case."""
    chair = person(session, "xjtu.chair")
    case_id = titles.open_about(session, number, "subsidy", actor=chair, now=SPRING)
    form = {
        "leader": "演示甲",
        "id_no": NOMINEE_NUMBER,
        "kind": "生活困难补助金",
        "amount": "666.00",
        **changes,
    }
    cases.submit(
        session, state_of(session, case_id).assignments[0].id, form, actor=chair, now=SPRING, seal=seal
    )
    advance.advance(session, case_id, now=SPRING)
    return case_id


def granted(session: Session, seal: Seal, number: str, outcome: str = "given") -> CaseState:
    case_id = applies(session, seal, number)
    share = state_of(session, case_id).assignments[-1].id
    officer = person(session, "prov.officer")
    assignments.decide(session, share, "approve", actor=officer, now=SPRING, seal=seal, outcome=outcome)
    titles.take_effect(session, case_id, now=SPRING)
    titles.take_effect(session, case_id, now=SPRING)
    return state_of(session, case_id)


def ledger(session: Session, number: str) -> list[tuple[str, Decimal, str | None]]:
    return [(one.kind, one.amount, one.purpose) for one in register.money(session, number)]


def the_bank_says(session: Session, number: str, said: Said) -> None:
    officer = person(session, "prov.officer")
    assert helping.take_returns(session, number, [said], actor=officer, now=BANK_DAY) == []


def test_only_from_the_register_and_only_for_whoever_holds_the_title(office: Session, seal: Seal) -> None:
    number = named(office, seal, "honour")
    with pytest.raises(OpensFromTheRegister):
        cases.open_case(office, "subsidy", actor=person(office, "xjtu.chair"), now=SPRING)
    with pytest.raises(NotTheHolder):
        applies(office, seal, number, id_no=id_numbers(1)[0])
    assert applies(office, seal, number)


def test_what_is_granted_stands_in_the_ledger_once_and_waits_for_the_bank(
    office: Session, seal: Seal
) -> None:
    number = named(office, seal, "honour")
    case = granted(office, seal, number)
    assert ledger(office, number) == [("granted", Decimal("666.00"), None)]
    (waiting,) = payments.granted(office)
    assert (waiting["file_number"], waiting["kind"], waiting["amount"]) == (
        number,
        "subsidy_living",
        Decimal("666.00"),
    )
    assert [one.case_id for one in payments.of_case(office, case.id)] == [case.id]


def test_what_is_refused_books_nothing(office: Session, seal: Seal) -> None:
    number = named(office, seal, "honour")
    granted(office, seal, number, "refused")
    assert ledger(office, number) == []


def test_the_list_goes_by_the_id_number_and_what_arrived_is_spent(office: Session, seal: Seal) -> None:
    number = named(office, seal, "honour")
    case = granted(office, seal, number)
    officer = person(office, "prov.officer")
    listed, (line,) = helping.make_list(office, actor=officer, now=SPRING, seal=seal)
    assert (line.holder, line.bank, line.card) == ("演示甲", BY_ID_NUMBER, NOMINEE_NUMBER)
    assert line.purpose.startswith("劳模生活困难补助金")
    looked = [one for one in journal.lines(office, case.id) if one.event == "case.disclosed"]
    assert [one.payload["what"] for one in looked] == ["payment"]
    the_bank_says(office, listed, Said(2, 1, Decimal("666.00"), "成功", date(2023, 1, 13)))
    left = balance(register.line_of(one) for one in register.money(office, number))
    assert (left.left, left.by_purpose["holder"]) == (Decimal(0), Decimal("666.00"))


def test_what_comes_back_is_not_spent_and_may_go_anew(office: Session, seal: Seal) -> None:
    number = named(office, seal, "honour")
    granted(office, seal, number)
    officer = person(office, "prov.officer")
    listed, _ = helping.make_list(office, actor=officer, now=SPRING, seal=seal)
    the_bank_says(office, listed, Said(2, 1, Decimal("666.00"), "失败", "", "户名不符"))
    assert ledger(office, number) == [("granted", Decimal("666.00"), None)]
    (failed,) = payments.failed(office)
    assert failed["file_number"] == number
    helping.pay_again(office, str(failed["id"]), actor=officer, now=BANK_DAY)
    again, _ = helping.make_list(office, actor=officer, now=BANK_DAY, seal=seal)
    the_bank_says(office, again, Said(2, 1, Decimal("666.00"), "成功", date(2023, 1, 16)))
    assert ledger(office, number)[-1] == ("spent", Decimal("666.00"), "holder")


def test_who_has_lost_the_title_is_not_paid_and_what_is_applied_for_ends(office: Session, seal: Seal) -> None:
    number = named(office, seal, "honour")
    granted(office, seal, number)
    under_way = applies(office, seal, number, kind="春节慰问金")
    chair = person(office, "xjtu.chair")
    taking = titles.open_about(office, number, "revoking", actor=chair, now=SPRING)
    goes_to_its_end(office, seal, taking, "revoked", SPRING)
    assert state_of(office, under_way).status == "terminated"
    with pytest.raises(NothingToPay):
        helping.make_list(office, actor=person(office, "prov.officer"), now=SPRING, seal=seal)
    assert payments.granted(office) == []


def test_a_year_is_reported_with_the_subsidies(office: Session, seal: Seal) -> None:
    number = named(office, seal, "honour")
    granted(office, seal, number)
    listed, _ = helping.make_list(office, actor=person(office, "prov.officer"), now=SPRING, seal=seal)
    the_bank_says(office, listed, Said(2, 1, Decimal("666.00"), "成功", date(2023, 1, 13)))
    (row,) = payments.year(office, 2023)
    assert (row["kind"], row["households"], row["amount"]) == ("subsidy_living", 1, Decimal("666.00"))


def test_a_sum_that_is_no_number_is_a_defect_of_the_form(office: Session, seal: Seal) -> None:
    with pytest.raises(FormIncomplete):
        applies(office, seal, named(office, seal, "honour"), amount="很多")
