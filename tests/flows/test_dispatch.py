"""What a person did is passed on by a run of the process's own flow, and by nothing when nothing happened."""

import pytest

from flows.dispatch import drain
from runtime.wiring import Office
from tests.flows.runs import runs_on_the_dashboard

pytestmark = pytest.mark.prefect


@pytest.mark.usefixtures("server")
def test_a_run_opens_only_when_something_happened(office: Office) -> None:
    assert drain(office) > 0
    before = runs_on_the_dashboard(office)
    assert drain(office) == 0
    assert runs_on_the_dashboard(office) == before
