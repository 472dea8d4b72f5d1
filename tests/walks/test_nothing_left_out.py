"""Whatever is shipped for the days of the demonstration is walked: a new process wants a walk of its own."""

from pathlib import Path

import pytest

from engine.deadlines import local_date
from seeds.definition_file import read_definition
from seeds.demo_script import read_script
from seeds.load import DEMONSTRATIONS, PROCESSES

_WALKS = "\n".join(
    one.read_text(encoding="utf-8")
    for one in Path(__file__).parent.glob("test_*.py")
    if one != Path(__file__)
)
# Begun by a table alone: tests/web/test_entering_titles.py takes it from there to the register.
_BY_TABLE = ["title_entry"]
_TODAY = local_date(read_script(DEMONSTRATIONS / "2022").starts)
_SHIPPED = [read_definition(one)[0] for one in sorted(PROCESSES.glob("*.yaml"))]


@pytest.mark.parametrize(
    ("key", "title"),
    [
        (one.key, one.title)
        for one in _SHIPPED
        if one.valid.first <= _TODAY <= one.valid.last and one.key not in _BY_TABLE
    ],
)
def test_a_walk_names_the_process(key: str, title: str) -> None:
    assert key in _WALKS or title in _WALKS
