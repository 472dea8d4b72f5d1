"""docs/pains.md speaks of every pain, and each test that it names exists."""

import re

from tests.docs.promises import WRITTEN, read, rows

PAGE = read("pains.md")
ROWS = rows(PAGE, r"\d+")
OF_PAINS = {one for one in WRITTEN if one.startswith("test_pain_")}


def test_all_pains_are_there_in_their_order() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, 26))


def test_each_pain_names_tests_of_its_number_that_exist_or_says_not_yet() -> None:
    for number, _pain, _threads, _answer, proof in ROWS:
        named = re.findall(r"`(\w+)`", proof) if not proof.startswith("not yet") else []
        assert named or proof.startswith("not yet: ")
        assert [one for one in named if one not in OF_PAINS] == []
        assert all(one.startswith(f"test_pain_{int(number):02}_") for one in named)


def test_no_test_bears_a_number_that_is_no_pain() -> None:
    known = {f"{int(row[0]):02}" for row in ROWS}
    assert {one.split("_")[2] for one in OF_PAINS} <= known
