"""Shares of a list: the ratios of 2021 and 2022, what no list can meet, and the smallest change that mends one."""

from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.answer import Answer
from engine.shares.feasibility import cap_of, clash, floor_of
from engine.shares.mending import moves
from engine.shares.question import REST, Ratio, SharesAsked
from engine.shares.rule import answer
from seeds.rule_sets import named

SHAANXI_2021 = {"产业工人": 50, "其他一线": 30, "科教人员": 22, "机关事业": 14, "其余": 24}


def _ask(name: str, **counts: object) -> Answer:
    return answer(SharesAsked.model_validate({"rules": named("quota.shares", name, None).content, **counts}))


def _figures(said: Answer) -> dict[str, Any]:
    return {one.key: one.value for one in said.figures}


def _shaanxi(classes: Mapping[str, int]) -> Answer:
    return _ask("prov51 2021", places=140, classes=classes, flags={"农民工": 9, "非公": 17})


def test_the_list_of_2021_lacks_one_front_line_worker_and_says_whose_place_to_give() -> None:
    said = _shaanxi(SHAANXI_2021)
    figures = _figures(said)
    needs = [
        figures[f"{key}.need"] for key in ("worker", "front_line", "migrant", "private", "science_education")
    ]
    assert needs == [49, 31, 9, 17, 20]
    assert figures["offices.need"] == 14
    assert (said.result, figures["front_line.share"]) == ("rejected", "21.43%")
    assert figures["mend"] == "其余 → 其他一线 1 名"


def test_one_place_moved_the_list_of_2021_is_accepted_and_a_fifteenth_official_is_too_many() -> None:
    mended = SHAANXI_2021 | {"其他一线": 31, "其余": 23}
    assert _shaanxi(mended).result == "accepted"
    assert _figures(_shaanxi(mended | {"机关事业": 15, "其余": 22}))["offices.ok"] is False


def test_medals_listed_apart_are_outside_both_sides_of_the_ratio() -> None:
    def workers(count: int) -> dict[str, Any]:
        return _figures(_ask("national 2022", places=966, single_listed=35, classes={"产业工人": count}))

    assert (workers(373)["base"], workers(373)["worker.need"], workers(373)["worker.share"]) == (
        931,
        326,
        "40.06%",
    )
    assert (workers(326)["worker.ok"], workers(325)["worker.ok"]) == (True, False)


def test_counts_that_are_not_told_are_unknown_and_never_a_pass() -> None:
    assert _ask("national 2022", places=966, single_listed=35, classes={"产业工人": 373}).result == "unknown"


def test_a_cap_on_heads_holds_for_each_unit_by_itself() -> None:
    rules = {
        "ratios": [{"class": "产业工人", "value": "10%"}],
        "head_caps": [{"class": "企业负责人", "max": 1, "clause": "控制数分到各推荐单位"}],
    }
    heads = [("甲厂工会", 1), ("乙厂工会", 2), ("乙厂工会", 0)]

    def said(*units: tuple[str, int]) -> Answer:
        told = [{"unit": unit, "class": "企业负责人", "count": n} for unit, n in units]
        classes = {"产业工人": 7, "企业负责人": 3}
        return answer(
            SharesAsked.model_validate({"rules": rules, "places": 10, "classes": classes, "from_units": told})
        )

    over = said(*heads)
    assert (over.result, over.sentence) == ("rejected", "不符合：乙厂工会推荐企业负责人 2 名，控制数 1 名")
    assert said(("甲厂工会", 1), ("乙厂工会", 1), ("丙厂工会", 1)).result == "accepted", "one each is allowed"
    assert said().result == "unknown", "of whom nobody told is no pass"


def test_a_cap_is_rounded_down_and_a_floor_up() -> None:
    rules = {
        "ratios": [
            {"key": "cap", "class": "机关事业", "op": "<=", "value": "10%"},
            {"key": "floor", "class": "产业工人", "value": "10%"},
        ]
    }
    classes = {"机关事业": 1, "产业工人": 2, "其余": 16}
    asked = {"rules": rules, "places": 19, "classes": classes}
    figures = _figures(answer(SharesAsked.model_validate(asked)))
    assert (figures["cap.need"], figures["floor.need"]) == (1, 2)


def test_a_floor_that_needs_every_place_can_be_met() -> None:
    rules = {"ratios": [{"class": "甲", "value": "50%"}, {"class": "乙", "value": "50%"}]}

    def said(places: int, **classes: int) -> Answer:
        return answer(SharesAsked.model_validate({"rules": rules, "places": places, "classes": classes}))

    assert said(4, 甲=2, 乙=2).result == "accepted"
    assert said(3, 甲=2, 乙=1).result == "infeasible", "two and two do not go into three"


def test_three_places_cannot_hold_the_national_floors_and_the_clashing_ones_are_named() -> None:
    said = _ask("national 2022", places=3)
    assert said.result == "infeasible"
    assert _figures(said)["clash"] == "产业工人>=2、其他一线>=1、科教人员>=1"


def test_two_names_of_one_class_are_counted_together() -> None:
    split = {name: count for name, count in SHAANXI_2021.items() if name != "其他一线"}
    said = _shaanxi(split | {"其他一线": 20, "其他一线/专技": 10})
    assert (_figures(said)["front_line.have"], _figures(said)["mend"]) == (30, "其余 → 其他一线 1 名")


RATIOS = st.builds(
    lambda name, op, part: Ratio.model_validate({"class": name, "op": op, "value": f"{part}/20"}),
    st.sampled_from(["甲", "乙", "丙"]),
    st.sampled_from([">=", "<="]),
    st.integers(0, 20),
)


@given(st.lists(RATIOS, min_size=1, max_size=5), st.integers(1, 9))
def test_a_clash_is_found_exactly_when_a_search_of_all_lists_finds_none(
    ratios: list[Ratio], base: int
) -> None:
    clashing = clash(ratios, base)
    assert bool(clashing) is not any(_meets(ratios, classes, base) for classes in _all_lists(base))
    for one in clashing:
        left = [other for other in clashing if other is not one]
        assert any(_meets(left, classes, base) for classes in _all_lists(base))


@given(st.lists(RATIOS, min_size=1, max_size=4), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_the_moves_mend_the_list_and_no_list_that_meets_the_rules_is_nearer(
    ratios: list[Ratio], counts: list[int]
) -> None:
    base = sum(counts)
    if not base or clash(ratios, base):
        return
    classes = dict(zip(("甲", "乙", "丙", REST), counts, strict=True))
    made = moves(ratios, classes, base)
    mended = dict(classes)
    for one in made:
        mended[one.source] -= one.count
        mended[one.target] += one.count
    assert min(mended.values()) >= 0
    assert _meets(ratios, mended, base)
    nearest = min(
        sum(max(0, other[name] - classes[name]) for name in classes)
        for other in _all_lists(base)
        if _meets(ratios, other, base)
    )
    assert sum(one.count for one in made) == nearest


def _all_lists(base: int) -> Iterator[dict[str, int]]:
    for first in range(base + 1):
        for second in range(base + 1 - first):
            for third in range(base + 1 - first - second):
                yield {"甲": first, "乙": second, "丙": third, REST: base - first - second - third}


def _meets(ratios: list[Ratio], classes: Mapping[str, int], base: int) -> bool:
    return all(
        floor_of(ratios, name, base) <= classes[name] <= cap_of(ratios, name, base)
        for name in ("甲", "乙", "丙")
    )
