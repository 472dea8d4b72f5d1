"""称号台账: what each entry does to a title, when it is looked at again, and its money."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.definition import LeaderGone, Outcome, Rectification, TitleCheck, TitleTerms
from engine.months import months_after
from engine.titles.dues import due_of, following, looks
from engine.titles.effects import Decided, entry_of, falls_with, follows
from engine.titles.entries import Entry, EntryKind, Title, replayed
from engine.titles.money import MoneyLine, Purpose, balance, findings, struck

NAMED = date(2022, 5, 18)
YEARLY = TitleCheck(
    key="yearly", title="年度检查", process="year_check", every=1, due="12-31", opens=60, source="第三条"
)
REVIEW = TitleCheck(key="review", title="三年复核", process="review", every=3, opens=90, source="第四条")
TERMS = TitleTerms(
    name="创新工作室",
    short="GZS",
    level="system",
    leader="leader",
    checks=[YEARLY, REVIEW],
    rectify=Rectification(process="rectification", months=6, source="第五条"),
    leader_gone=LeaderGone(process="leader_change", months=3, source="第六条"),
)


def a_title(*entries: Entry, number: str = "GZS-2022-0001", identity: str = "hash-a") -> Title:
    granted = Entry("granted", NAMED, "c1", "GZSM-2022-0001", leader="演示甲", identity=identity)
    return replayed(number, [granted, *entries])


def opened(check: str, period: int, on: date) -> Entry:
    return Entry("opened", on, f"{check}{period}", check=check, period=period)


def decided(on: date = date(2023, 1, 20), identity: str | None = None, leader: str | None = None) -> Decided:
    return Decided("c9", "GZSN-2023-0001", leader, identity, on)


def outcome(effect: str) -> Outcome:
    return Outcome.model_validate({"key": "x", "title": "结果", "granted": True, "on_title": effect})


def test_the_first_yearly_check_is_due_at_the_end_of_the_year_after_the_naming() -> None:
    assert due_of(a_title(), YEARLY, 1).day == date(2023, 12, 31)
    assert due_of(a_title(), REVIEW, 1).day == date(2025, 5, 18)


@pytest.mark.parametrize(("today", "opens"), [(date(2023, 10, 31), []), (date(2023, 11, 1), ["yearly"])])
def test_a_check_opens_so_many_days_before_it_is_due(today: date, opens: list[str]) -> None:
    assert [one.check.key for one in looks(a_title(), TERMS, today).to_open] == opens


def test_what_was_opened_is_not_opened_again_and_the_next_one_follows() -> None:
    title = a_title(opened("yearly", 1, date(2023, 11, 1)))
    assert looks(title, TERMS, date(2023, 12, 1)).to_open == ()
    assert [(one.check.key, one.day) for one in following(title, TERMS)] == [
        ("yearly", date(2024, 12, 31)),
        ("review", date(2025, 5, 18)),
    ]


def test_after_a_long_silence_the_latest_look_opens_and_the_earlier_are_noted_as_missed() -> None:
    found = looks(a_title(), TERMS, date(2025, 12, 1))
    assert [(one.check.key, one.period) for one in found.to_open] == [("yearly", 3), ("review", 1)]
    assert [(one.check.key, one.period) for one in found.missed] == [("yearly", 1), ("yearly", 2)]


@pytest.mark.parametrize("ending", ["cancelled", "revoked"])
def test_a_title_that_is_over_obliges_to_nothing(ending: EntryKind) -> None:
    title = a_title(Entry(ending, date(2023, 1, 1)))
    assert title.is_over
    assert looks(title, TERMS, date(2030, 1, 1)).to_open == ()
    assert following(title, TERMS) == []


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2022, 7, 20), 6, date(2023, 1, 20)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_a_failed_check_orders_rectification_with_a_case_of_its_own_due_in_six_months() -> None:
    entry = entry_of(outcome("rectify"), decided(), TERMS)
    assert entry is not None
    title = replayed("n", [Entry("granted", NAMED), entry])
    assert (title.status, title.rectify_by) == ("rectifying", date(2023, 7, 20))
    following_case = follows(entry, TERMS)
    assert following_case is not None
    assert (following_case.process, following_case.due) == ("rectification", date(2023, 7, 20))


def test_what_was_mended_is_held_again_and_nothing_is_due_for_mending() -> None:
    rectify, restore = (entry_of(outcome(one), decided(), TERMS) for one in ("rectify", "restore"))
    assert rectify is not None
    assert restore is not None
    title = a_title(rectify, restore)
    assert (title.status, title.rectify_by) == ("held", None)
    assert follows(restore, TERMS) is None


def test_another_leader_takes_the_place_of_the_first() -> None:
    entry = entry_of(outcome("change_leader"), decided(identity="hash-b", leader="演示乙"), TERMS)
    assert entry is not None
    title = a_title(entry)
    assert (title.leader, title.identity, title.status) == ("演示乙", "hash-b", "held")


def test_an_outcome_that_says_nothing_of_a_title_makes_no_entry() -> None:
    assert entry_of(Outcome(key="x", title="结果", granted=True), decided(), TERMS) is None


def test_a_revoked_honour_opens_a_case_about_each_title_its_holder_leads_and_about_no_other() -> None:
    honour = a_title(Entry("revoked", date(2023, 3, 1)), number="SQ-2021-0001")
    led, other = a_title(), a_title(number="GZS-2022-0002", identity="hash-b")
    over = a_title(Entry("cancelled", date(2023, 1, 1)), number="GZS-2022-0003")
    found = falls_with(honour, [(one, TERMS) for one in (honour, led, other, over)], date(2023, 3, 1))
    assert [(title.number, one.process, one.due) for title, one in found] == [
        ("GZS-2022-0001", "leader_change", date(2023, 6, 1))
    ]


def test_an_honour_that_is_held_brings_nothing_down() -> None:
    assert falls_with(a_title(number="SQ-2021-0001"), [(a_title(), TERMS)], NAMED) == []


def test_a_life_that_does_not_begin_with_the_grant_is_no_title() -> None:
    with pytest.raises(ValueError, match="begins with kept"):
        replayed("n", [Entry("kept", NAMED)])


GRANT = MoneyLine("granted", Decimal("10000.00"), date(2022, 6, 1))


def spent(amount: str, purpose: Purpose | None = "research", on: date = date(2022, 7, 1)) -> MoneyLine:
    return MoneyLine("spent", Decimal(amount), on, purpose)


def wrong(line: MoneyLine, *lines: MoneyLine) -> list[tuple[str, str]]:
    found = findings(line, [GRANT, *lines], granted_on=NAMED, today=date(2022, 8, 1))
    return [(one.field, one.message) for one in found]


def test_no_more_is_spent_than_was_given() -> None:
    assert wrong(spent("10000.00")) == []
    assert wrong(spent("4000.01"), spent("6000.00")) == [
        ("amount", "超出余额：现余 4000.00 元，本笔 4000.01 元")
    ]


def test_everything_wrong_with_a_line_is_said_at_once() -> None:
    fields = [field for field, _sentence in wrong(spent("-1", None, date(2022, 1, 1)))]
    assert fields == ["amount", "on", "purpose"]
    assert [field for field, _ in wrong(spent("0.001", on=date(2023, 1, 1)))] == ["amount", "on"]


def test_a_line_that_is_struck_counts_no_more() -> None:
    line = spent("3000.00")
    left = balance([GRANT, line, struck(line, "id", date(2022, 7, 2))])
    assert (left.spent, left.left) == (Decimal(0), Decimal("10000.00"))


@given(st.lists(st.tuples(st.sampled_from(["research", "training"]), st.decimals("0.01", "9000", places=2))))
def test_whatever_is_asked_the_ledger_never_falls_below_nothing(
    wishes: list[tuple[Purpose, Decimal]],
) -> None:
    lines = [GRANT]
    for purpose, amount in wishes:
        line = MoneyLine("spent", amount, date(2022, 7, 1), purpose)
        if not findings(line, lines, granted_on=NAMED, today=date(2022, 8, 1)):
            lines.append(line)
    left = balance(lines)
    assert left.left >= 0
    assert left.spent == sum(left.by_purpose.values())
