"""名次: score, then the criteria in their order, then the tie stays open."""

from fractions import Fraction
from itertools import permutations

from engine.scores.ranking import Ranked, Scored, ranking


def case(name: str, score: object, results: int = 0, team: int = 0) -> Scored:
    criteria = {"results": Fraction(results), "team": Fraction(team)}
    return Scored(name, Fraction(str(score)), criteria)


def places(found: list[Ranked]) -> list[tuple[str, int, str]]:
    return [(one.case, one.rank, one.place) for one in found]


def test_equal_scores_are_parted_by_the_criteria_in_their_order() -> None:
    cases = [case("a", 90, 30, 9), case("b", 90, 30, 10), case("c", 90, 29, 20), case("d", 91)]
    found = ranking(cases, ["results", "team"])
    assert [(one.case, one.parted_by) for one in found] == [
        ("d", None),
        ("b", None),
        ("a", "team"),
        ("c", "results"),
    ]


def test_a_tie_across_the_cut_stays_open_and_one_before_it_does_not_matter() -> None:
    cases = [case("a", 95), case("b", 95), case("c", 90), case("d", 90), case("e", 80)]
    expected = [
        ("a", 1, "within"),
        ("b", 1, "within"),
        ("c", 3, "tied"),
        ("d", 3, "tied"),
        ("e", 5, "beyond"),
    ]
    assert places(ranking(cases, [], 3)) == expected
    assert ranking(cases, [], 3)[2].tied == ("d",)


def test_the_order_in_which_cases_come_does_not_matter() -> None:
    cases = [case("a", 90), case("b", 90), case("c", 89, 5), case("d", 89, 4)]
    assert len({str(ranking(order, ["results"], 2)) for order in permutations(cases)}) == 1


def test_scores_are_compared_unrounded() -> None:
    cases = [case("a", "86333/1000"), case("b", "259/3")]
    assert [one.case for one in ranking(cases, [])] == ["b", "a"]


def test_without_a_number_of_places_nobody_is_cut() -> None:
    assert {one.place for one in ranking([case("a", 1), case("b", 2)], [])} == {"within"}


def test_a_tie_that_ends_at_the_last_place_is_within_and_the_next_is_beyond() -> None:
    cases = [case("a", 95), case("b", 95), case("c", 90), case("d", 90)]
    expected = [("a", 1, "within"), ("b", 1, "within"), ("c", 3, "beyond"), ("d", 3, "beyond")]
    assert places(ranking(cases, [], 2)) == expected
    assert places(ranking(cases, [], 1))[:2] == [("a", 1, "tied"), ("b", 1, "tied")]
    assert {one.place for one in ranking(cases, [], 0)} == {"beyond"}
