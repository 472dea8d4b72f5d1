"""The shipped definitions of hardship identification: what their own rules refuse, in either order of steps."""

from pathlib import Path

import pytest

from engine.forms.answers import check_rules
from engine.refusals import FormIncomplete
from engine.state import Unit
from seeds.definition_file import read_definition
from seeds.load import PROCESSES
from tests.seeds.test_processes import a_case

UNIT = Unit("u", "单位", True, "education", None)  # noqa: FBT003
either_order = pytest.mark.parametrize(
    "file",
    [PROCESSES / f"{key}.yaml" for key in ("hardship_identify", "hardship_identify_checked_first")],
    ids=lambda file: file.stem,
)


@either_order
@pytest.mark.parametrize(
    ("counts", "rule"),
    [
        ((9, 6, 4), ""),
        ((9, 5, 5), "三分之二"),
        ((9, 10, 9), "不超过应到"),
        ((9, 8, 4), "超过实到的半数"),
        ((9, 8, 5), ""),
    ],
)
def test_an_appraisal_has_two_thirds_present_and_more_than_half_of_them_agree(
    file: Path, counts: tuple[int, int, int], rule: str
) -> None:
    process, _ = read_definition(file)
    facts = dict(zip(("appraisal_due", "appraisal_present", "appraisal_agree"), counts, strict=True))
    found = check_rules(process, "appraisal", facts, [])
    assert [rule in one.label and bool(one.clause) for one in found] == ([True] if rule else [])


@either_order
def test_whoever_applies_for_somebody_says_why(file: Path) -> None:
    walker = a_case(file, UNIT)
    walker.form = {"filed_by": "工会代为申请", "why_for_them": ""}
    with pytest.raises(FormIncomplete) as refused:
        walker.walk()
    assert [one.field for one in refused.value.findings] == ["why_for_them"]
