"""``make bench`` is run by hand: that its process can still be published is seen before."""

from tests.benchmarks.decisions import seven_transitions


def test_the_process_of_the_benchmark_can_be_published() -> None:
    assert [step.key for step in seven_transitions().steps][-1] == "end"
