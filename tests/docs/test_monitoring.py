"""docs/monitoring.md: every promise of monitoring names a test that exists and leads to the scenarios of its case."""

from tests.docs import promises

PAGE = promises.read("monitoring.md")


def test_every_promise_names_tests_that_exist() -> None:
    assert promises.unproven(PAGE) == []
    assert promises.unknown_tests(PAGE) == []


def test_every_scenario_of_the_case_of_a_signal_is_led_to() -> None:
    assert promises.scenarios_left_out(PAGE, "relapse_case-*.yaml") == []
