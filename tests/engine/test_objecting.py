"""Who may be heard: a name with a way to reach its author, or so many words of clues."""

import pytest

from engine.refusals import ObjectionUntraceable
from engine.showing.objections import LEAST_WORDS, LONGEST_LINE, MOST_WORDS, must_be_traceable

CLUES = 30


def heard(*, words: int, name: str = "", contact: str = "") -> bool:
    try:
        must_be_traceable(name=name, contact=contact, text="线" * words, clue_words=CLUES)
    except ObjectionUntraceable:
        return False
    return True


def test_so_many_words_of_clues_need_no_name_and_one_fewer_does() -> None:
    assert [heard(words=n) for n in (CLUES - 1, CLUES)] == [False, True]


def test_half_a_name_is_asked_for_the_other_half_however_much_is_said() -> None:
    assert not heard(words=CLUES, name="演示群众")
    assert not heard(words=CLUES, contact="029-00000000")
    assert heard(words=LEAST_WORDS, name="演示群众", contact="029-00000000")


def test_the_words_have_a_least_and_a_most() -> None:
    said = {"name": "演示群众", "contact": "029-00000000"}
    found = [heard(words=n, **said) for n in (LEAST_WORDS - 1, LEAST_WORDS, MOST_WORDS, MOST_WORDS + 1)]
    assert found == [False, True, True, False]


def test_everything_that_is_missing_is_said_at_once() -> None:
    with pytest.raises(ObjectionUntraceable) as refused:
        must_be_traceable(name="", contact="0" * (LONGEST_LINE + 1), text="不同意", clue_words=CLUES)
    for word in ("姓名", "具体事实或线索", f"联系方式（不超过 {LONGEST_LINE} 字）"):
        assert word in refused.value.sentence
