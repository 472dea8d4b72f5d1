"""评分: sheets, weights, dropped totals, the pass mark, secrecy until all are in, recusal."""

from dataclasses import replace
from fractions import Fraction

import pytest

from engine import commands as c
from engine.conditions import Comparison, holds
from engine.definition import Process, ScoreStep
from engine.events import ScoreCounted, ScoreGiven
from engine.offering.choices import choices
from engine.refusals import ActNotAllowed, ScoresAreIn, SheetIncomplete
from engine.scores.scoring import Sheeted, exact, in_print, score_of_sheets, total_of
from engine.sheets import Sheet
from engine.state import Person, facts_of, score_of
from tests.engine.builders import (
    CHU,
    LIN,
    SEATS,
    SHEET,
    STAFF,
    Calendar2022,
    Office,
    a_process,
    at_step,
    raw_process,
    score,
    sign,
)

PAPER = Sheet.model_validate(SHEET)


def test_a_judge_who_stays_out_last_keeps_nobody_waiting() -> None:
    office = scored(at_step(score()), *[30] * 6)
    assert office.open_steps == ["judging"]
    last = SEATS[6]
    office.ask(c.Recuse(last, office.mine(last, body="seats").id, "与申报人是师生", STAFF))
    assert office.advances().open_steps == ["decision"]


def test_of_too_few_sheets_nothing_is_counted_and_an_administrator_is_waited_for() -> None:
    office = scored(at_step(score(judges=7)), *[30] * 6)
    last = SEATS[6]
    office.ask(c.Recuse(last, office.mine(last, body="seats").id, "与申报人是师生", STAFF))
    assert office.advances().state.held == "“专家评分”环节可以办理的人不够"


def scored(office: Office, *results: object) -> Office:
    """Each seat in turn gives these points for results, and ten of twenty for the team (twenty of forty)."""
    for seat, points in zip(SEATS, results, strict=False):
        office.scores(seat, points)
    return office


def test_points_count_with_the_weight_of_their_line() -> None:
    assert total_of(PAPER, {"results": "51.5", "team": "10"}) == Fraction("71.5")


def test_score_is_counted_with_the_last_sheet_and_the_case_keeps_it() -> None:
    office = at_step(score())
    scored(office, *[40] * 6)
    assert office.open_steps == ["judging"]
    assert score_of(office.state) is None
    office.scores(SEATS[6], 47)
    assert office.open_steps == ["decision"]
    assert score_of(office.state) == 61
    assert office.state.steps[1].outcome == "done"


def test_the_highest_and_the_lowest_do_not_count() -> None:
    office = scored(at_step(score(drop=["highest", "lowest"])), 10, 40, 40, 40, 40, 41, 60)
    [counted] = [one for one, _ in office.told if isinstance(one, ScoreCounted)]
    assert counted.score == exact(Fraction(40 * 4 + 41, 5) + 20)
    names = {one.id: one.name for one in office.state.assignments}
    assert [names[one] for one in counted.dropped] == ["委员7", "委员1"]


def test_the_means_by_criterion_are_of_the_judges_that_count() -> None:
    given = (("50", "0"), ("40", "10"), ("30", "10"), ("0", "0"))
    sheets = [
        Sheeted(str(n), {"results": results, "team": team}) for n, (results, team) in enumerate(given, 1)
    ]
    counted = score_of_sheets(PAPER, ["highest", "lowest"], sheets)
    assert counted.dropped == ("2", "4")
    assert counted.criteria == {"results": Fraction(40), "team": Fraction(10)}, (
        "ten points of team weigh twenty"
    )
    assert counted.mean == sum(counted.criteria.values())


def test_of_two_judges_none_is_dropped_or_nobody_would_be_left() -> None:
    sheets = [Sheeted("a", {"results": "40", "team": "0"}), Sheeted("b", {"results": "50", "team": "0"})]
    counted = score_of_sheets(PAPER, ["highest", "lowest"], sheets)
    assert counted.mean == 45
    assert counted.dropped == ()


def test_which_of_equal_totals_is_dropped_changes_no_mean() -> None:
    points = [("30", "15"), ("60", "0"), ("40", "5"), ("20", "0")]
    sheets = [Sheeted(str(n), {"results": r, "team": t}) for n, (r, t) in enumerate(points)]
    means = {score_of_sheets(PAPER, ["highest"], order).mean for order in (sheets, sheets[::-1])}
    assert means == {Fraction(60 + 50 + 20, 3)}


@pytest.mark.parametrize(
    ("mark", "points", "ends"),
    [
        (80, 60, "decision"),
        ("≥ 80", 60, "decision"),  # 不低于 includes the number (民法典 §1259)
        ("> 80", 60, "rejected"),  # 超过 does not
        ("80.1", 60, "rejected"),
    ],
)
def test_a_score_below_the_mark_ends_the_case(mark: object, points: int, ends: str) -> None:
    office = scored(at_step(score(**{"pass": mark})), *[points] * 7)
    assert [*office.open_steps, office.state.status][0] == ends


def test_a_score_just_below_the_mark_is_not_rounded_up() -> None:
    office = scored(at_step(score(**{"pass": 60})), 40, 40, 40, 40, 40, 40, "39.9")
    assert in_print(score_of(office.state) or Fraction(0)) == "59.99"
    assert office.state.status == "rejected"


def test_thirds_add_up_to_the_whole() -> None:
    thirds = Sheet.model_validate(
        {"title": "三项", "criteria": [{"key": key, "title": key, "max": 3, "weight": 10} for key in "abc"]}
    )
    assert total_of(thirds, {"a": "1", "b": "1", "c": "1"}) == 10


def test_below_the_mark_the_case_may_go_on_with_its_score() -> None:
    office = scored(at_step(score(**{"pass": 80, "below": "go_on"})), *[1] * 7)
    assert office.open_steps == ["decision"]
    assert facts_of(office.state)["case.score"] == 21


def test_a_later_step_is_skipped_by_the_score() -> None:
    weak = {"field": "case.score", "op": "<", "value": 80}
    for points, follows in ((59, "decision"), (60, "review")):
        office = at_step(score(), sign("review", "office", skip_if=weak))
        assert scored(office, *[points] * 7).open_steps == [follows]


def test_no_score_is_neither_more_nor_less() -> None:
    assert not any(holds(Comparison(field="case.score", op=op, value=1), {}) for op in (">=", "<"))


@pytest.mark.parametrize(
    ("results", "team", "messages"),
    [
        ("", None, ["必须打分", "必须打分"]),
        (61, "20.1", ["不超过 60 分", "不超过 20 分"]),
        ("40.55", "10.0", ["至多 1 位小数"]),
        ("-1", "1e1", ["应填写 0 到 60 的数", "应填写 0 到 20 的数"]),
        ("４０", True, ["应填写 0 到 60 的数", "应填写 0 到 20 的数"]),
        ("NaN", "Infinity", ["应填写 0 到 60 的数", "应填写 0 到 20 的数"]),
    ],
)
def test_every_defect_of_a_sheet_is_told_at_once(results: object, team: object, messages: list[str]) -> None:
    office = at_step(score())
    with pytest.raises(SheetIncomplete) as refused:
        office.scores(SEATS[0], results, team)
    assert [one.message for one in refused.value.findings] == messages
    assert office.mine(SEATS[0]).status == "open"


def test_a_line_that_is_not_on_the_sheet_is_a_defect() -> None:
    office = at_step(score())
    points = {"results": 1, "team": 1, "beauty": 100}
    with pytest.raises(SheetIncomplete, match="没有这一项"):
        office.ask(c.Score(SEATS[0], office.mine(SEATS[0]).id, points))


def test_a_sheet_is_taken_back_until_all_are_in_and_not_after() -> None:
    office = scored(at_step(score()), *[40] * 6)
    office.ask(c.TakeBack(SEATS[0], office.mine(SEATS[0]).id))
    assert office.mine(SEATS[0]).points is None
    office.scores(SEATS[6], 40)
    assert office.open_steps == ["judging"]
    office.scores(SEATS[0], 47)
    assert score_of(office.state) == 61
    with pytest.raises(ScoresAreIn):
        office.ask(c.TakeBack(SEATS[0], office.mine(SEATS[0]).id))


def test_judges_of_the_unit_and_the_nominee_do_not_judge() -> None:
    seats = (replace(SEATS[0], unit="xjtu"), replace(SEATS[1], identity="hash-of-the-nominee"), *SEATS[2:])
    office = Office(a_process(score()), staff={**STAFF, "seats": seats}).opens().submits()
    assert [one.name for one in office.state.assignments if one.step == "judging"] == [
        one.name for one in SEATS[2:]
    ]


def test_with_too_few_judges_the_case_is_held() -> None:
    seats = tuple(replace(one, unit="xjtu") for one in SEATS[:3]) + SEATS[3:]
    office = Office(a_process(score(judges=5)), staff={**STAFF, "seats": seats}).opens().submits()
    assert "“专家评分”环节需要 5 名评委，只有 4 人（已回避：委员1（来自推荐单位）、" in (
        office.state.held or ""
    )


def test_one_of_a_units_own_people_scores_the_unit_itself() -> None:
    office = at_step(score(by="grass"))
    office.ask(c.Score(LIN, office.mine(LIN).id, {"results": 50, "team": 20}))
    assert office.advances().open_steps == ["decision"]
    assert score_of(office.state) == 90


def test_a_step_without_a_sheet_uses_the_one_before_it() -> None:
    again = score(key="on_site", title="现场抽查")
    process = a_process(score(by="grass"), {key: one for key, one in again.items() if key != "sheet"})
    assert process.sheet_of("on_site") == PAPER
    assert process.sheet_of("nominate") is None


def test_the_button_of_the_last_judge_does_not_tell_what_the_others_gave() -> None:
    said = set()
    for points in (0, 60):
        office = scored(at_step(score(**{"pass": 80})), *[points] * 6)
        mine = office.mine(SEATS[6])
        [one] = choices(office.process, office.state, mine.id, now=office.now, calendar=Calendar2022())
        said.add(one.effects)
    assert said == {("全部交齐，自动计分",)}


def test_scoring_elsewhere_is_refused_and_says_what_is_allowed() -> None:
    office = at_step(sign("review", "office"))
    with pytest.raises(ActNotAllowed, match="现在可以：同意"):
        office.ask(c.Score(CHU, office.mine(CHU).id, {}))


def test_a_sheet_is_kept_as_it_was_written_and_a_step_dumped_reads_the_same() -> None:
    office = at_step(score(**{"pass": "> 79.5"}))
    office.scores(SEATS[0], "08.50", 10, remark="成果突出")
    [given] = [one for one, _ in office.told if isinstance(one, ScoreGiven)]
    assert (given.points, given.total, given.comment) == (
        {"results": "8.5", "team": "10"},
        "28.5",
        "成果突出",
    )
    process = office.process
    assert Process.model_validate(process.model_dump(mode="json", by_alias=True)) == process


def test_who_is_drawn_need_not_be_said_twice() -> None:
    step = {key: one for key, one in score().items() if key != "by"}
    raw = raw_process({**step, "draw": {"of": "seats", "per_case": 5}})
    raw["bodies"]["seats"] = {"title": "常委会", "organ": "prov_committee"}
    found = Process.model_validate(raw).step("judging")
    assert isinstance(found, ScoreStep)
    assert found.by == "seats"


@pytest.mark.parametrize(
    ("number", "written", "printed"),
    [
        ("86.5", "86.5", "86.50"),
        ("259/3", "259/3", "86.33"),
        ("0", "0", "0.00"),
        ("79.995", "79.995", "80.00"),
    ],
)
def test_figures_are_exact_in_writing_and_rounded_in_print(number: str, written: str, printed: str) -> None:
    assert (exact(Fraction(number)), in_print(Fraction(number))) == (written, printed)
    assert Fraction(exact(Fraction(number))) == Fraction(number)


def declares(office: Office, seat: Person) -> Office:
    office.ask(c.Recuse(seat, office.mine(seat).id, "与申报单位有合作", STAFF))
    return office.advances()


def test_when_the_last_judge_declares_a_conflict_the_others_sheets_are_counted() -> None:
    office = declares(scored(at_step(score(judges=5)), *[40] * 6), SEATS[6])
    assert office.open_steps == ["decision"]
    assert score_of(office.state) == 60


def test_a_conflict_declared_early_leaves_the_others_to_score() -> None:
    office = declares(at_step(score(judges=5)), SEATS[0])
    for seat in SEATS[1:]:
        office.scores(seat, 40)
    assert office.open_steps == ["decision"]
    assert score_of(office.state) == 60


def test_with_too_few_judges_left_the_case_is_held() -> None:
    office = declares(scored(at_step(score(judges=7)), *[40] * 6), SEATS[6])
    assert office.state.held == "“专家评分”环节可以办理的人不够"


def test_nobody_who_was_not_drawn_takes_the_place_of_a_drawn_judge() -> None:
    office = at_step(score(draw={"of": "seats", "per_case": 3}, judges=2))
    office.drawn["judging"] = c.Drawn(judges=frozenset({"seat1", "seat2", "seat3"}))
    office.advances()
    declares(scored(office, 40, 50), SEATS[2])
    assert {one.person for one in office.state.assignments if one.step == "judging"} == {
        "seat1",
        "seat2",
        "seat3",
    }
    assert score_of(office.state) == 65
