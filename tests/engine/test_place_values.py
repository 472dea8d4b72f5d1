"""What is said of a place and a time: the days in order, the figures above what they must be above."""

import pytest

from engine.hardship.place_values import CHOICES, NUMBERS, choice_said, names, values_said
from engine.refusals import ParametersUnfit
from tests.engine.households import PLACE

KEPT = {
    key: str(getattr(PLACE, key)) for key in (*NUMBERS, *CHOICES) if key not in ("assets_limit", "home_area")
}
WHERE = {"place": "延安市", "valid_from": "2023-01-01", "valid_to": "2023-12-31", "source": "演示文件"}


def found(**changes: str) -> list[str]:
    """The fields with a finding."""
    try:
        values_said({**KEPT, **WHERE, **changes}, PLACE, (), ["延安市"])
    except ParametersUnfit as refusal:
        return [one.field for one in refusal.findings]
    return []


def test_what_is_in_order_is_taken_and_one_day_is_a_time() -> None:
    assert found() == []
    assert found(valid_to="2023-01-01") == []
    assert found(relative_multiple="2.5", edge_multiple="2.5") == [], "then nobody is on the edge"
    assert found(assets_limit="20,000") == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"valid_to": "2022-12-31"}, "valid_to"),
        ({"line": "0"}, "line"),
        ({"minimum_wage": ""}, "minimum_wage"),
        ({"relative_multiple": "1"}, "relative_multiple"),
        ({"edge_multiple": "1.99"}, "edge_multiple"),
        ({"accident_share": "0"}, "accident_share"),
        ({"assets_limit": "很多"}, "assets_limit"),
        ({"source": " "}, "source"),
        ({"place": "火星"}, "place"),
    ],
)
def test_each_slip_is_named_by_its_field(changes: dict[str, str], field: str) -> None:
    assert found(**changes) == [field]


def test_only_what_is_known_can_be_chosen() -> None:
    with pytest.raises(ParametersUnfit) as refused:
        choice_said({**WHERE, "table": "mars"}, "table", ["hubei"])
    assert [one.field for one in refused.value.findings] == ["table"]


def test_a_place_without_its_last_character_names_the_city_and_no_other() -> None:
    assert names("西安", "西安市")
    assert not names("西安", "延安市")
    assert names("省本级", None)
