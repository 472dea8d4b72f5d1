"""帮扶台账: granting help within the caps, giving a list to the bank, taking in what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from pydantic import ValidationError

from actions.dossiers import disclose
from actions.households import opened
from actions.payees import account_of, called, case_of, last_fixed
from actions.subsidies import arrived
from engine.deadlines import local_date
from engine.hardship.aid import AidAsked, AidKind, AidTable, Paid, aid_of
from engine.hardship.centre import must_be_of_the_centre
from engine.hardship.file import HouseholdFile
from engine.hardship.paying import KINDS, CellFinding, Owed, Said, findings_of
from engine.refusals import (
    HelpNotAllowed,
    ListRefused,
    NoSuchPayment,
    NothingToPay,
)
from engine.state import Person
from models import households, numbers, payments
from models.payments import HelpPayment, PaymentList
from models.sealing import Seal
from models.session import Session

SERIES = "BFQD"  # 帮扶清单


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be granted: ``member`` is the place in the file where the cap is by person; ``cost`` is self-paid."""

    kind: AidKind
    amount: Decimal
    member: int | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Payable:
    """A line for the bank, with everything that it needs and no more."""

    line: int
    holder: str
    bank: str
    card: str
    amount: Decimal
    purpose: str


def grant(
    session: Session,
    household_id: str,
    wish: Wish,
    table: AidTable,
    *,
    actor: Person,
    now: datetime,
    seal: Seal,
) -> HelpPayment:
    """Grant a sum within the caps of ``table``; what was granted before and has not failed counts as used.

    Raises NotTheCentre, NoHouseholdYet, and HelpNotAllowed with the rule's own sentence: 先建档、后帮扶 among them.
    """
    must_be_of_the_centre(actor)
    household = households.lock(session, household_id)
    version = last_fixed(session, household_id)
    file = opened(session, version, seal).file
    whose, person = _member(file, wish, seal)
    question = {
        "table": table,
        "hardship_class": version.hardship_class,
        "line": version.line,
        "kind": wish.kind,
        "amount": wish.amount,
        "day": local_date(now),
        "person": person,
        "cost": wish.cost,
        "filed_on": household.filed_on if household.exited_on is None else None,
        "paid": _used(session, household_id),
    }
    try:
        answer = aid_of(AidAsked.model_validate(question))
    except ValidationError as wrong:
        raise HelpNotAllowed(why=_said_by(wrong)) from None
    if Decimal(str(answer.result)) < wish.amount:
        raise HelpNotAllowed(why=answer.sentence)
    new = HelpPayment(
        id=str(uuid4()),
        household=household_id,
        kind=wish.kind,
        whose=whose,
        person=person,
        amount=wish.amount,
        granted_on=local_date(now),
        granted_by=actor.id,
        basis="；".join(f"{one.label} {one.value}（{one.how}）" for one in answer.figures),
    )
    session.add(new)
    session.flush()
    return new


def make_list(session: Session, *, actor: Person, now: datetime, seal: Seal) -> tuple[str, list[Payable]]:
    """Put everything that is granted into a numbered list for the bank.

    Raises NotTheCentre, NothingToPay, and ListRefused naming every household without an account; then there is no list.
    """
    must_be_of_the_centre(actor)
    waiting = payments.to_pay(session)
    if not waiting:
        raise NothingToPay
    payees = [(called(session, one), account_of(session, one, seal)) for one in waiting]
    missing = [one for one, known in payees if not (known.card and known.bank and known.holder)]
    if missing:
        raise ListRefused([f"{one} 没有开户行、户名或卡号" for one in missing])
    number = numbers.following(session, f"{SERIES}-{local_date(now).year}")
    session.add(PaymentList(number=number, made_at=now, made_by=actor.id))
    session.flush()
    for line, one in enumerate(waiting, 1):
        one.list, one.line = number, line
    session.flush()
    return number, fetch_list(session, number, actor=actor, now=now, seal=seal)


def fetch_list(session: Session, number: str, *, actor: Person, now: datetime, seal: Seal) -> list[Payable]:
    """The lines of a list as the bank gets them, with whole card numbers: a line of each case's journal says so.

    Raises NotTheCentre, NoSuchPayment, and OwnCase where the actor's own household is in it.
    """
    must_be_of_the_centre(actor)
    listed = payments.listed(session, number)
    if not listed:
        raise NoSuchPayment
    for case_id in sorted({case_of(session, one) for one in listed}):
        disclose(session, case_id, f"发放清单 {number}", actor=actor, now=now, what="payment")
    found = []
    for one in listed:
        known = account_of(session, one, seal)
        purpose = f"{KINDS[one.kind]} {one.list}-{one.line}"
        found.append(Payable(one.line or 0, known.holder, known.bank, known.card, one.amount, purpose))
    return found


def take_returns(
    session: Session, number: str, said: Sequence[Said], *, actor: Person, now: datetime
) -> list[CellFinding]:
    """Take in what the bank says of a list: all of it, or with one wrong cell nothing, and every finding is returned.

    Raises NotTheCentre, and NoSuchPayment when there is no such list.
    """
    must_be_of_the_centre(actor)
    listed = payments.listed(session, number)
    known = session.get(PaymentList, number, with_for_update=True)
    if known is None:
        raise NoSuchPayment
    by_line = {one.line or 0: one for one in listed}
    owed = {line: Owed(line, one.amount, _is_settled(one)) for line, one in by_line.items()}
    wrong = findings_of(owed, said, made_on=local_date(known.made_at), today=local_date(now))
    if wrong:
        return wrong
    for one in said:
        payment = by_line[int(one.line)]
        if one.result == "成功" and isinstance(one.paid_on, date):
            payment.paid_on = one.paid_on
            arrived(session, payment, by=actor.id, now=now)
        else:
            payment.failed_why = one.why
    if all(_is_settled(one) for one in listed):
        known.settled_at = now
    session.flush()
    return []


def pay_again(session: Session, payment_id: str, *, actor: Person, now: datetime) -> None:
    """A sum that did not arrive goes into the next list. Raises NotTheCentre, NoSuchPayment."""
    must_be_of_the_centre(actor)
    failed = session.get(HelpPayment, payment_id, with_for_update=True)
    if failed is None or failed.failed_why is None or payments.is_repeated(session, payment_id):
        raise NoSuchPayment
    session.add(
        HelpPayment(
            id=str(uuid4()),
            household=failed.household,
            title=failed.title,
            case_id=failed.case_id,
            kind=failed.kind,
            whose=failed.whose,
            person=failed.person,
            amount=failed.amount,
            granted_on=local_date(now),
            granted_by=actor.id,
            basis=failed.basis,
            again=failed.id,
        )
    )
    session.flush()


def _said_by(wrong: ValidationError) -> str:
    return "".join(str(one["ctx"]["sentence"]) for one in wrong.errors() if "ctx" in one)


def _is_settled(one: HelpPayment) -> bool:
    return one.paid_on is not None or one.failed_why is not None


def _used(session: Session, household: str) -> list[Paid]:
    known = payments.of_household(session, household)
    return [
        Paid(kind=one.kind, amount=one.amount, day=one.paid_on or one.granted_on, person=one.person)
        for one in known
        if one.failed_why is None
    ]


def _member(file: HouseholdFile, wish: Wish, seal: Seal) -> tuple[str, str]:
    """Whom the sum is for: the word for the member, and the keyed hash that tells who it is."""
    if wish.member is None or not 0 <= wish.member < len(file.members):
        return "", ""
    return file.labels[wish.member], seal.hash(file.members[wish.member].id_number)
