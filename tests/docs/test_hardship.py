"""docs/hardship.md: every promise about households names a test that exists, and the scenarios that it leads to do."""

from tests.docs import promises

PAGE = promises.read("hardship.md")


def test_every_test_that_the_page_names_exists() -> None:
    assert promises.unknown_tests(PAGE) == []


def test_every_promise_names_a_test() -> None:
    assert promises.unproven(PAGE) == []


def test_every_scenario_about_a_household_is_led_to() -> None:
    assert promises.scenarios_left_out(PAGE, "hardship_*.yaml") == []
