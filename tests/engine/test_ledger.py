"""The ledger of places: every booking has two sides, and whatever is done, nothing is used that was not given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import events
from engine.ledger import verbs
from engine.ledger.booking import APART, NOTICE, Booking, Holding, balances
from engine.ledger.lines import Line, changes, columns_of, lines, unused_soon
from engine.ledger.of_cases import booking_of
from engine.refusals import (
    CommentMissing,
    MovedNowhere,
    PlacesNotHeldBack,
    PlacesNotLeft,
    PlacesOutOfRange,
    Refusal,
)
from tests.engine.builders import at_step, sign

PROVINCE, JIAODA, XIDA = "prov", "xjtu", "nwu"


@dataclass
class Book:
    """A ledger that is written as the office writes it: looked at first, booked after."""

    bookings: list[Booking] = field(default_factory=list)

    def line(self, unit: str, category: str = "") -> Line:
        found = (one for one in lines(self.bookings) if (one.unit, one.category) == (unit, category))
        return next(found, Line(unit, category))

    def books(self, *new: Booking) -> "Book":
        self.bookings += new
        return self


def a_book(places: int = 3) -> Book:
    return Book().books(verbs.given(JIAODA, places))


def test_what_is_given_used_and_returned_adds_up() -> None:
    book = a_book(3).books(verbs.used(JIAODA, "", "甲"), verbs.used(JIAODA, "", "乙"))
    book.books(verbs.returned(JIAODA, "", "甲"))
    line = book.line(JIAODA)
    assert (line.given, line.used, line.returned, line.left, line.places) == (3, 1, 1, 2, 3)


def test_places_move_between_units_and_categories_with_a_reason() -> None:
    book = a_book(3)
    book.books(verbs.moved(book.line(JIAODA), 2, unit=XIDA, category="先锋号", reason="人选不足"))
    assert (book.line(JIAODA).moved, book.line(JIAODA).left) == (-2, 1)
    assert (book.line(XIDA, "先锋号").moved, book.line(XIDA, "先锋号").left) == (2, 2)
    assert changes(book.bookings[1:]) == {XIDA: 2, JIAODA: -2}
    with pytest.raises(CommentMissing):
        verbs.moved(book.line(JIAODA), 1, unit=XIDA, category="", reason=" ")
    with pytest.raises(MovedNowhere):
        verbs.moved(book.line(JIAODA), 1, unit=JIAODA, category="", reason="笔误")


def test_what_is_in_use_is_neither_taken_back_nor_moved() -> None:
    book = a_book(2).books(verbs.used(JIAODA, "", "甲"))
    with pytest.raises(PlacesNotLeft, match="只有 1 个名额可动，不能收回 2 个"):
        verbs.taken_back(book.line(JIAODA), 2, to=PROVINCE, reason="调整")
    book.books(verbs.taken_back(book.line(JIAODA), 1, to=PROVINCE, reason="调整"))
    assert (book.line(JIAODA).left, book.line(PROVINCE).reserve) == (0, 1)


def test_what_was_taken_back_or_held_back_is_given_again_and_no_more() -> None:
    book = Book().books(verbs.kept(PROVINCE, 2))
    book.books(verbs.given_from_reserve(book.line(PROVINCE), XIDA, 2))
    assert (book.line(PROVINCE).reserve, book.line(XIDA).given) == (0, 2)
    with pytest.raises(PlacesNotHeldBack):
        verbs.given_from_reserve(book.line(PROVINCE), XIDA, 1)


def test_what_is_left_at_the_close_lapses_and_what_is_used_stays() -> None:
    book = a_book(3).books(verbs.used(JIAODA, "", "甲"), verbs.kept(PROVINCE, 2))
    book.books(*verbs.lapsed(lines(book.bookings), reason="本届结束，名额不结转"))
    assert (book.line(JIAODA).lapsed, book.line(JIAODA).left, book.line(JIAODA).used) == (2, 0, 1)
    assert (book.line(PROVINCE).lapsed, book.line(PROVINCE).reserve) == (2, 0)
    assert verbs.lapsed(lines(book.bookings), reason="再来一次") == []


def test_those_outside_the_quota_take_no_place_of_the_unit() -> None:
    book = a_book(1).books(verbs.used_apart(JIAODA, "竞赛第一名"))
    assert (book.line(JIAODA).left, book.line(JIAODA, APART).used) == (1, 1)
    book.books(verbs.returned(JIAODA, APART, "竞赛第一名"))
    assert book.line(JIAODA, APART) == Line(JIAODA, APART, JIAODA, returned=1)


def test_each_figure_leads_to_its_bookings() -> None:
    book = a_book(3).books(verbs.used(JIAODA, "", "甲"))
    assert [columns_of(one, JIAODA, "") for one in book.bookings] == [["left", "given"], ["left", "used"]]


@pytest.mark.parametrize("places", [0, -1, 1000])
def test_a_senseless_number_of_places_is_refused(places: int) -> None:
    with pytest.raises(PlacesOutOfRange):
        verbs.given(JIAODA, places)


_UNITS, _CATEGORIES = st.sampled_from([JIAODA, XIDA, "spph"]), st.sampled_from(["", "奖章"])
_NUMBERS = st.integers(-1, 6)
Act = Callable[[Book], Booking | list[Booking]]
_acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(lambda u, n, c: lambda _book: verbs.given(u, n, category=c), _UNITS, _NUMBERS, _CATEGORIES),
    st.builds(lambda n, c: lambda _book: verbs.kept(PROVINCE, n, category=c), _NUMBERS, _CATEGORIES),
    st.builds(
        lambda u, n, c: lambda book: verbs.given_from_reserve(book.line(PROVINCE, c), u, n),
        _UNITS, _NUMBERS, _CATEGORIES,
    ),
    st.builds(
        lambda u, n, c: lambda book: verbs.taken_back(book.line(u, c), n, to=PROVINCE, reason="调整"),
        _UNITS, _NUMBERS, _CATEGORIES,
    ),
    st.builds(
        lambda a, b, n, c, d: lambda book: verbs.moved(
            book.line(a, c), n, unit=b, category=d, reason="调剂"
        ),
        _UNITS, _UNITS, _NUMBERS, _CATEGORIES, _CATEGORIES,
    ),
    st.builds(lambda u, c: lambda book: _use(book, u, c), _UNITS, _CATEGORIES),
    st.builds(lambda u, c: lambda book: _give_back(book, u, c), _UNITS, _CATEGORIES),
    st.builds(lambda: lambda book: verbs.lapsed(lines(book.bookings), reason="结束")),
)  # fmt: skip


def _use(book: Book, unit: str, category: str) -> list[Booking]:
    """What ``submit`` does: it asks the line first."""
    return [verbs.used(unit, category, "一件")] if book.line(unit, category).left else []


def _give_back(book: Book, unit: str, category: str) -> list[Booking]:
    return [verbs.returned(unit, category, "一件")] if book.line(unit, category).used else []


@settings(max_examples=300, deadline=None)
@given(st.lists(_acts, max_size=40))
def test_whatever_is_done_balances_are_sums_and_no_unit_uses_more_than_it_has(acts: list[Act]) -> None:
    book = Book()
    for act in acts:
        try:
            new = act(book)
        except Refusal:
            continue
        book.books(*(new if isinstance(new, list) else [new]))
        held = balances(book.bookings)
        assert sum(held.values()) == 0, "what one account loses another gains"
        assert all(places >= 0 for holding, places in held.items() if holding != NOTICE)
        for line in lines(book.bookings):
            at = {one: held[Holding(one, line.unit, line.category)] for one in ("left", "used", "lapsed")}
            assert at == {"left": line.left, "used": line.used, "lapsed": line.lapsed}
            assert 0 <= line.used <= line.places
            if line.unit != PROVINCE:
                assert line.given + line.moved - line.taken_back == line.used + line.left + line.lapsed


def test_a_place_that_is_used_is_still_the_units_own() -> None:
    assert changes([verbs.used(JIAODA, "", "case")]) == {}
    assert changes([verbs.given(JIAODA, 2), verbs.used(JIAODA, "", "case")]) == {JIAODA: 2}
    assert changes([verbs.returned(JIAODA, APART, "case")]) == {JIAODA: -1}, "outside the quota, to nobody"


def test_nothing_moved_is_no_booking() -> None:
    for places in (0, -1):
        with pytest.raises(ValueError, match="no booking"):
            Booking("give", NOTICE, Holding("left", JIAODA), places)
    with pytest.raises(ValueError, match="no booking"):
        Booking("move", Holding("left", JIAODA), Holding("left", JIAODA), 1)


def test_unused_places_are_reminded_of_from_a_week_before_the_close_to_its_day() -> None:
    own, used_up = Line(JIAODA, given=2, left=2), Line(XIDA, given=1, used=1)
    closes = date(2022, 3, 31)
    said = {n: unused_soon([own, used_up], closes, closes - timedelta(days=n)) for n in (8, 7, 0, -1)}
    assert said == {8: [], 7: [own], 0: [own], -1: []}


def test_a_case_put_forward_takes_a_place_of_the_level_and_not_of_its_unit() -> None:
    state = at_step(sign("review", "office")).state
    forward = events.CasePutForward(id="v", step="review", level="xian", category="", by=None)
    assert booking_of(state, forward) == verbs.used("xian", "", state.id)
    out = events.CaseFellOut(id="v", step="review", level="xian", category="")
    assert booking_of(state, out) == verbs.returned("xian", "", state.id)
