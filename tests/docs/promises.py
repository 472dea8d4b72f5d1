"""Pages of promises are read in one way: lines of tables, the tests that they name, the scenarios they lead to."""

import re
from pathlib import Path

from tests.docs.test_pains import WRITTEN_BY_ALL

_TESTS = Path(__file__).parents[1]
_HEADS = ("|---", "| promise ", "| input ", "| no. ")


def read(name: str) -> str:
    """A page of ``docs``."""
    return (_TESTS.parent / "docs" / name).read_text(encoding="utf-8")


def unproven(page: str) -> list[str]:
    """The lines of its tables that name no test."""
    rows = [line for line in page.splitlines() if line.startswith("|") and not line.startswith(_HEADS)]
    return [line for line in rows if "`test_" not in line]


def unknown_tests(page: str) -> list[str]:
    """The tests that it names and nobody wrote."""
    return sorted(set(re.findall(r"`(test_\w+)`", page)) - WRITTEN_BY_ALL)


def scenarios_left_out(page: str, pattern: str) -> list[str]:
    """The rehearsals of this pattern to which it does not lead."""
    return [one.name for one in (_TESTS / "rehearsals").glob(pattern) if one.name not in page]
