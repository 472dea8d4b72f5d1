"""How long cases are kept: by how they ended, counted from the year after."""

from dataclasses import replace
from datetime import UTC, date, datetime

from engine.retention.periods import due_on, ending_of, kept_for
from tests.engine.builders import Office, a_process

KEPT = [
    {"of": ["granted"], "keep": "permanent", "clause": "第八条"},
    {"of": ["withdrawn"], "keep": "1 year", "clause": "第九条"},
    {"keep": "10 years", "clause": "第十条"},
]
NEW_YEARS_EVE = datetime(2022, 12, 31, 15, 59, tzinfo=UTC)  # 23:59 in Xi'an


def test_an_outcome_has_its_own_period_and_the_others_share_one() -> None:
    process = a_process(retention=KEPT)
    periods = {one: kept_for(process, one) for one in ("granted", "not_granted", "rejected", "withdrawn")}
    assert {one: kept.keep if kept else None for one, kept in periods.items()} == {
        "granted": "permanent",
        "not_granted": 10,
        "rejected": 10,
        "withdrawn": 1,
    }


def test_the_years_begin_with_the_year_after_the_end_on_the_calendar_of_the_office() -> None:
    ten = kept_for(a_process(retention=KEPT), "rejected")
    assert ten is not None
    assert due_on(NEW_YEARS_EVE, ten) == date(2033, 1, 1)
    assert due_on(datetime(2022, 12, 31, 16, 0, tzinfo=UTC), ten) == date(2034, 1, 1)


def test_what_is_kept_for_ever_is_never_due() -> None:
    ever = kept_for(a_process(retention=KEPT), "granted")
    assert ever is not None
    assert due_on(NEW_YEARS_EVE, ever) is None


def test_a_case_ends_with_its_outcome_or_with_its_status() -> None:
    office = Office(a_process(retention=KEPT))
    office.opens()
    withdrawn = replace(office.state, status="withdrawn")
    assert ending_of(withdrawn) == "withdrawn"
    assert ending_of(replace(withdrawn, status="determined", outcome="granted")) == "granted"
