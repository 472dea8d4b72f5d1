"""The help ledger: caps, no money before the file, lists for the bank, what came back, and the next check."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from actions import helping
from actions.households import open_file
from engine.deadlines import SHANGHAI
from engine.hardship.paying import Said
from engine.refusals import HelpNotAllowed, ListRefused, NothingToPay, NotTheCentre
from models import journal, payments
from models.sealing import Seal
from seeds.household_rules import aid_table_for
from tests.engine.households import a_file
from tests.households import HouseholdStory, a_story

ACCOUNT = {"bank": "演示银行", "card": "6222020200112233445", "holder": "演示甲"}
DAY = date(2022, 11, 10)


def helps(story: HouseholdStory, kind: Any, amount: str, login: str = "prov.officer", **more: Any) -> Any:  # noqa: ANN401
    file = open_file(story.session, story.case_id, story.seal)
    assert file is not None
    wish, table = helping.Wish(kind, Decimal(amount), **more), aid_table_for(story.session, DAY)
    return helping.grant(
        story.session, file.household.id, wish, table, actor=story.who(login), now=story.now, seal=story.seal
    )


def a_filed_household(session: Session, seal: Seal) -> HouseholdStory:
    story = a_story(session, seal)
    story.opened()
    story.filled(a_file(account=ACCOUNT))
    story.submitted()
    story.visited_and_appraised()
    story.shown()
    story.nothing_found()
    story.decided("prov.officer")
    story.decided("prov.head", outcome="filed")
    return story


def a_list(story: HouseholdStory) -> tuple[str, list[helping.Payable]]:
    return helping.make_list(story.session, actor=story.who("prov.officer"), now=story.now, seal=story.seal)


def comes_back(story: HouseholdStory, number: str, *said: Said) -> list[Any]:
    return helping.take_returns(story.session, number, said, actor=story.who("prov.officer"), now=story.now)


def paid(story: HouseholdStory, line: int, amount: str) -> Said:
    return Said(2, line, Decimal(amount), "成功", story.now.astimezone(SHANGHAI).date())


def test_there_is_no_money_before_the_file_except_temporary_help(session: Session, seal: Seal) -> None:
    story = a_story(session, seal)
    story.opened()
    story.filled()
    story.submitted()
    with pytest.raises(HelpNotAllowed, match="先建档、后帮扶"):
        helps(story, "living", "1000")
    assert helps(story, "temporary", "3000", member=0).whose == "本人"


def test_the_cap_is_that_of_the_household_for_the_year(session: Session, seal: Seal) -> None:
    story = a_filed_household(session, seal)
    helps(story, "living", "8000")
    with pytest.raises(HelpNotAllowed, match="880"):
        helps(story, "living", "880.01")
    helps(story, "living", "880")


def test_a_cap_by_person_wants_to_know_whom(session: Session, seal: Seal) -> None:
    story = a_filed_household(session, seal)
    with pytest.raises(HelpNotAllowed, match="按人计算"):
        helps(story, "college", "1000")
    helps(story, "college", "7400", member=2)
    with pytest.raises(HelpNotAllowed):
        helps(story, "college", "0.01", member=2)


def test_only_the_centre_handles_money(session: Session, seal: Seal) -> None:
    story = a_filed_household(session, seal)
    with pytest.raises(NotTheCentre):
        helps(story, "living", "1", login="xjtu.chair")


def test_a_list_has_the_whole_account_and_the_journal_says_who_had_it(session: Session, seal: Seal) -> None:
    story = a_filed_household(session, seal)
    helps(story, "living", "5000")
    number, lines = a_list(story)
    assert [(one.card, one.amount) for one in lines] == [(ACCOUNT["card"], Decimal(5000))]
    told = [one for one in journal.lines(session, story.case_id) if one.event == "case.disclosed"]
    assert [one.payload["reason"] for one in told] == [f"发放清单 {number}"]
    with pytest.raises(NothingToPay):
        a_list(story)


def test_without_an_account_there_is_no_list_and_the_household_is_named_by_its_number(
    session: Session, seal: Seal
) -> None:
    story = a_story(session, seal)
    story.filed()
    helps(story, "living", "5000")
    with pytest.raises(ListRefused, match="KNZG-2022-0001 没有开户行"):
        a_list(story)
    assert len(payments.granted(session)) == 1


def test_what_the_bank_says_is_taken_in_whole_or_not_at_all(session: Session, seal: Seal) -> None:
    story = a_filed_household(session, seal)
    helps(story, "living", "5000")
    helps(story, "college", "7000", member=2)
    number, _ = a_list(story)
    wrong = [
        Said(2, 1, Decimal(4999), "成功", date(2022, 11, 1)),
        Said(3, 9, Decimal(1), "失败", "", ""),
        Said(4, 2, "七千", "退回", "", ""),
    ]
    found = [(one.row, one.column) for one in comes_back(story, number, *wrong)]
    assert found == [(2, "金额"), (2, "到账日期"), (3, "行号"), (3, "原因"), (4, "金额"), (4, "结果")]
    assert all(one.paid_on is None for one in payments.listed(session, number))


def test_a_sum_that_did_not_arrive_goes_anew_and_counts_once(session: Session, seal: Seal) -> None:
    story = a_filed_household(session, seal)
    helps(story, "living", "8880")
    number, _ = a_list(story)
    failed = Said(2, 1, Decimal(8880), "失败", "", "户名不符")
    assert comes_back(story, number, failed) == []
    (line,) = payments.failed(session)
    helping.pay_again(session, str(line["id"]), actor=story.who("prov.officer"), now=story.now)
    assert payments.failed(session) == []
    again, lines = a_list(story)
    assert comes_back(story, again, paid(story, 1, "8880")) == []
    assert len(lines) == 1
    (total,) = payments.year(session, 2022)
    assert (total["amount"], total["class"]) == (Decimal(8880), "deep")


def test_help_counts_as_income_at_the_next_check(session: Session, seal: Seal) -> None:
    story = a_filed_household(session, seal)
    helps(story, "living", "7200")
    number, _ = a_list(story)
    comes_back(story, number, paid(story, 1, "7200"))
    before = open_file(session, story.case_id, seal)
    assert before is not None
    assert before.aided == ()
    version = before.version
    version.applied_on = date(2022, 12, 20)  # as a file verified a month later
    session.flush()
    later = open_file(session, story.case_id, seal)
    assert later is not None
    assert [one.amount for one in later.aided] == [Decimal(7200)]


@pytest.mark.parametrize("line", [1, 2])
def test_a_line_that_did_not_come_back_waits(session: Session, seal: Seal, line: int) -> None:
    story = a_filed_household(session, seal)
    helps(story, "living", "5000")
    helps(story, "college", "5000", member=2)
    number, _ = a_list(story)
    assert comes_back(story, number, paid(story, line, "5000")) == []
    (known,) = payments.lists(session)
    assert (known["lines"], known["paid"], known["settled_at"]) == (2, 1, None)
