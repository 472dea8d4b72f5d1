"""What is entered for a year's subsidies: read whole, or every finding at once; what excludes stays."""

from datetime import date
from decimal import Decimal

import pytest

from engine.refusals import ParametersUnfit
from engine.subsidy.entering import NUMBERS, as_typed, subsidy_set, values_said
from engine.subsidy.question import SubsidyParameters
from seeds.rule_sets import named

BEFORE = SubsidyParameters.model_validate(named("subsidy.amount", "subsidy_shaanxi_2022", None).content)
HOLDS = {"valid_from": "2023-01-01", "valid_to": "2023-12-31", "source": "演示文件〔2023〕1 号"}


def test_what_is_typed_is_read_and_written_back() -> None:
    typed = as_typed(BEFORE)
    assert set(typed) == set(NUMBERS)
    held, read = values_said(typed | HOLDS, BEFORE)
    assert as_typed(read) == typed
    assert (held.place, held.valid_from, held.valid_to) == ("陕西", date(2023, 1, 1), date(2023, 12, 31))
    assert read.excluded == BEFORE.excluded


def test_a_line_cites_what_was_named_as_its_source() -> None:
    typed = as_typed(BEFORE) | HOLDS | {"in_post_line": "7,100.5", "in_post_most": ""}
    _, read = values_said(typed, BEFORE)
    line = read.lines[0]
    assert (line.line, line.most) == (Decimal("7100.5"), None)
    assert line.clause == "演示文件〔2023〕1 号：在职劳模月收入低于 7100.5 元的补差"
    farmer = read.lines[2]
    assert (farmer.least_age, farmer.no_fixed_income) == ({"male": 60, "female": 55}, True)


def test_what_is_not_settled_is_left_empty_and_stays_unknown() -> None:
    _, read = values_said(as_typed(BEFORE) | HOLDS | {"spring": "", "special_most": " "}, BEFORE)
    assert (read.spring, read.special_most) == (None, None)


def test_every_finding_is_told_at_once() -> None:
    wrong = {
        "source": "", "valid_from": "2023-02-30", "in_post_line": "", "retired_line": "三千",
        "farmer_most": "0", "spring": "-1", "farmer_male": "59.5", "farmer_female": "121",
    }  # fmt: skip
    with pytest.raises(ParametersUnfit) as refused:
        values_said(as_typed(BEFORE) | HOLDS | wrong, BEFORE)
    assert {one.field for one in refused.value.findings} == set(wrong)


def test_days_in_the_wrong_order_are_a_finding() -> None:
    with pytest.raises(ParametersUnfit, match="早于"):
        values_said(as_typed(BEFORE) | HOLDS | {"valid_to": "2022-12-31"}, BEFORE)


def test_a_set_says_that_it_is_assumed() -> None:
    held, read = values_said(as_typed(BEFORE) | HOLDS, BEFORE)
    kept = subsidy_set(held, read, assumed=True)
    assert (kept.rule, kept.family, kept.assumed) == ("subsidy.amount", "subsidy_shaanxi", True)
    assert SubsidyParameters.model_validate(kept.content) == read
