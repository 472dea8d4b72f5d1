"""求学圆梦, 三秦工匠 and the others: every rule by itself, and what nobody told is no pass."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from engine.conditions import Condition, holds
from engine.eligibility.judging import judge
from engine.eligibility.question import EligibilityAsked
from engine.eligibility.rule import answer
from engine.rulebook.answer import Answer
from engine.rulebook.book import BOOK
from seeds.findings import DefinitionRefused
from seeds.rule_question import parse_question
from seeds.rule_sets import FOLDER, named, published

GUARD: dict[str, Any] = {
    "staff": "编外",
    "member": True,
    "front_line": True,
    "contract_months": 14,
    "diploma": "大专",
    "diploma_date": "2021-12-31",
}
WELDER: dict[str, Any] = {"skill_front_line": True, "skill_grade": "技师", "commended": True}


def _ask(name: str, facts: dict[str, Any]) -> Answer:
    rules = named("eligibility", name, None).content
    return answer(EligibilityAsked.model_validate({"rules": rules, "facts": facts}))


def _figures(said: Answer) -> dict[str, Any]:
    return {one.key: one.value for one in said.figures}


def test_a_guard_with_a_diploma_of_the_last_day_gets_a_thousand() -> None:
    said = _ask("study_dream 2022", GUARD)
    assert (said.result, _figures(said)["amount"]) == ("eligible", 1000)


@pytest.mark.parametrize(
    ("change", "failed"),
    [
        ({"diploma_date": "2022-01-05"}, "diploma_date"),
        ({"staff": "编内"}, "not_staff"),
        ({"contract_months": 10}, "contract"),
    ],
)
def test_each_condition_of_2022_can_keep_somebody_out(change: dict[str, Any], failed: str) -> None:
    said = _ask("study_dream 2022", GUARD | change)
    assert said.result == "not_eligible"
    assert [key for key, value in _figures(said).items() if value == "fail"] == [failed]


def test_what_nobody_told_is_unknown_and_is_asked_for() -> None:
    said = _ask("study_dream 2022", GUARD | {"member": None})
    assert (said.result, _figures(said)["missing"]) == ("unknown", "member")


def test_facts_may_be_told_by_their_chinese_names() -> None:
    said = _ask("study_dream 2022", {**GUARD, "member": None} | {"会员": "是"})
    assert said.result == "eligible"


def test_a_contest_counts_for_2021_and_no_longer_for_2022_and_the_grade_rose() -> None:
    second = {"contest": "省一类", "contest_rank": 2}
    assert _ask("sanqin 2021", WELDER | second).result == "eligible"
    master = WELDER | {"skill_grade": "高级技师"}
    assert _ask("sanqin 2022", master).result == "unknown"
    assert _figures(_ask("sanqin 2022", WELDER | {"invention": True}))["grade"] == "fail"
    with pytest.raises(ValidationError, match="没有哪条规则要看：contest、contest_rank"):
        _ask("sanqin 2022", master | second)


def test_the_version_is_that_of_the_day_and_a_day_without_one_is_said() -> None:
    rule = BOOK["eligibility"]
    text = "rules: sanqin\non: {on}\nfacts: {{skill_grade: 技师}}\n"
    _asked, chosen = parse_question(rule, text.format(on="2021-06-01"), "question.yaml")
    assert chosen is not None
    assert chosen.key == "sanqin_2021"
    with pytest.raises(DefinitionRefused, match="没有适用于 2019-05-01 的版本"):
        parse_question(rule, text.format(on="2019-05-01"), "question.yaml")


def test_every_published_set_is_fit_to_be_asked() -> None:
    sets = {rule.name: published(rule.name) for rule in BOOK.values()}
    assert sum(map(len, sets.values())) == len(list(FOLDER.glob("*.yaml")))
    for name, each in sets.items():
        for one in each:
            example = yaml.safe_load(BOOK[name].example) | {BOOK[name].named: one.content, "facts": {}}
            keys = BOOK[name].asked.model_fields.keys()
            BOOK[name].asked.model_validate(
                {key: example[key] for key in example if key in keys or key == "all"}
            )


CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
LEAF = st.builds(
    lambda field, value: {"field": field, "op": "==", "value": value},
    st.sampled_from(["a", "b", "c"]),
    st.booleans(),
)
GROWN = st.recursive(
    LEAF,
    lambda part: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(part, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(part, min_size=1, max_size=3)),
        st.builds(lambda one: {"not": one}, part),
    ),
    max_leaves=6,
)


@given(GROWN, st.dictionaries(st.sampled_from(["a", "b", "c"]), st.booleans()))
def test_what_is_judged_stays_so_whatever_the_missing_facts_turn_out_to_be(
    written: dict[str, Any], facts: dict[str, bool]
) -> None:
    condition = CONDITION.validate_python(written)
    judged = judge(condition, facts)
    if judged is None:
        return
    for missing in ({"a": True, "b": False, "c": True}, {"a": False, "b": True, "c": False}):
        assert holds(condition, missing | facts) is judged


def _a_retired_medallist(**more: Any) -> Answer:  # noqa: ANN401 - as a question is typed
    rules = named("eligibility", "national51", None).content
    facts = {
        "base_honour": "省五一劳动奖章",
        "has_national_award": False,
        "is_retired": True,
        "unit_in_order": True,
        "has_veto_fact": False,
        "reported_elsewhere": False,
    }
    return answer(EligibilityAsked.model_validate({"rules": rules, "facts": facts} | more))


def test_an_exception_lets_a_rule_pass_that_stays_not_met() -> None:
    assert _a_retired_medallist().result == "not_eligible"
    said = _a_retired_medallist(waivers={"in_post": {"by": "省总工会", "reason": "返聘在岗"}})
    figure = next(one for one in said.figures if one.key == "in_post")
    assert (said.result, figure.value) == ("eligible", "fail")
    assert figure.how.endswith("准予例外：返聘在岗")
    assert "除准予例外的（已退休人员一般不推荐）外" in said.sentence


@pytest.mark.parametrize(
    ("rule", "reason", "words"),
    [
        ("one_line", "特殊", "不需要准予例外"),
        ("no_veto", "特殊", "一票否决，不能准予例外"),
        ("nothing", "特殊", "没有规则 nothing"),
        ("in_post", "", "at least 1 character"),
    ],
)
def test_no_exception_from_what_holds_from_a_veto_or_without_a_reason(
    rule: str, reason: str, words: str
) -> None:
    with pytest.raises(ValidationError, match=words):
        _a_retired_medallist(waivers={rule: {"by": "省总工会", "reason": reason}})
