"""New rules are tried on a stored month: who would be added, who dropped, how many visits."""

from datetime import date
from decimal import Decimal

from engine.relapse.rules import Indicator, Term
from models.monitoring_runs import RelapseCheck
from models.reads.relapse_backtest import Difference, changed, differences, months
from models.risk_signals import RiskSignal
from models.session import Session
from seeds.relapse_rules import rules_for
from tests import watched
from tests.factories import an_office

MONTH = date(2022, 10, 1)


def test_new_rules_say_whom_they_would_add_and_drop_and_write_nothing(session: Session) -> None:
    an_office(session)
    poor, ill, calm = watched.watch(session, 3)
    known = {
        poor: watched.calm() | {"net_income": Decimal(13000), "base_income": Decimal(13000)},
        ill: watched.calm() | {"medical_half_year": Decimal(25000), "net_income": Decimal(200000)},
        calm: watched.calm(),
    }
    watched.keep(session, MONTH, known)
    old = rules_for(MONTH)
    bills = Indicator(
        key="near_line",
        title="半年大病",
        any=(Term(fact="medical_half_year", op="gt", times=Decimal(20000)),),
    )
    new = old.model_copy(
        update={"indicators": (bills, *(one for one in old.indicators if one.key != "near_line"))}
    )
    assert differences(session, MONTH, old=old, new=new) == [
        Difference("西安交通大学工会", "西安市", 1, 1, 1, 1)
    ]
    assert differences(session, MONTH, old=old, new=old) == [
        Difference("西安交通大学工会", "西安市", 0, 0, 1, 1)
    ]
    told = [(one.file_number, one.added, one.reason) for one in changed(session, MONTH, old=old, new=new)]
    assert told == [
        ("0000001", True, "橙：半年大病；自付医疗费超过年收入两成或半年超过 2 万元。"),
        ("0000000", False, None),
    ]
    assert months(session) == [MONTH]
    assert session.query(RelapseCheck).count() + session.query(RiskSignal).count() == 0
