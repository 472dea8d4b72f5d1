"""Whom a payment goes to: the card of a household, or the social security card of whoever holds a title."""

from actions.households import opened
from engine.hardship.file import Account
from engine.refusals import NoHouseholdYet
from models import cases, households, processes
from models.households import HouseholdVersion
from models.payments import HelpPayment
from models.sealing import Seal
from models.session import Session

BY_ID_NUMBER = "社会保障卡（按身份证号发放）"


def account_of(session: Session, one: HelpPayment, seal: Seal) -> Account:
    """Where the sum is to arrive, opened for the bank."""
    if one.household is not None:
        return opened(session, last_fixed(session, one.household), seal).file.account
    record = cases.load(session, str(one.case_id))
    if record is None:
        raise LookupError(one.case_id)
    form, answers = processes.get(session, record.state.version).form, record.state.answers
    number = answers.get(form.identity or "")
    sealed = number.get("sealed") if isinstance(number, dict) else None
    card = seal.open(str(sealed)) if sealed else ""
    return Account(bank=BY_ID_NUMBER, card=card, holder=str(answers.get(form.subject) or ""))


def called(session: Session, one: HelpPayment) -> str:
    """The payee as the office says it, without a name."""
    if one.household is None:
        return str(one.title)
    known = households.get(session, one.household)
    return (known.file_number if known else None) or "未建档的一户"


def case_of(session: Session, one: HelpPayment) -> str:
    """The case in whose journal it stands that the account was looked at."""
    return last_fixed(session, one.household).case_id if one.household is not None else str(one.case_id)


def last_fixed(session: Session, household: str) -> HouseholdVersion:
    """The household's file as it was handed in last. Raises NoHouseholdYet."""
    fixed = [one for one in households.versions(session, household) if one.fixed_at]
    if not fixed:
        raise NoHouseholdYet
    return fixed[-1]
