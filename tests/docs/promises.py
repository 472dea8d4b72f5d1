"""Pages of promises are read in one way: lines of tables, the tests that they name, the scenarios they lead to."""

import re
from pathlib import Path

_TESTS = Path(__file__).parents[1]
ROOT = _TESTS.parent
_HEADS = ("|---", "| promise ", "| input ", "| no. ")
WRITTEN = set(
    re.findall(
        r"^def (test_\w+)",
        "\n".join(one.read_text(encoding="utf-8") for one in _TESTS.rglob("test_*.py")),
        re.MULTILINE,
    )
)
"""Every test that there is."""


def read(name: str) -> str:
    """A page of ``docs``."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def rows(page: str, first: str = ".+?") -> list[list[str]]:
    """The cells of each line of its tables whose first cell is like ``first``; heads are no lines."""
    lines = [
        line
        for line in page.splitlines()
        if re.match(rf"\| ({first}) \|", line) and not line.startswith(_HEADS)
    ]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def named_in(text: str) -> set[str]:
    """The tests that it names."""
    return set(re.findall(r"`(test_\w+)`", text))


def unproven(page: str) -> list[str]:
    """The lines of its tables that name no test."""
    lines = [line for line in page.splitlines() if line.startswith("|") and not line.startswith(_HEADS)]
    return [line for line in lines if not named_in(line)]


def unknown_tests(page: str) -> list[str]:
    """The tests that it names and nobody wrote."""
    return sorted(named_in(page) - WRITTEN)


def acts(page: str) -> list[tuple[str, str]]:
    """Each act of a table of acts, with the file of its scenario."""
    return re.findall(
        r"^\| [^|]+ \| `(\w+)` \| \[[^|]+?\]\(\.\./(tests/rehearsals/acts/[^|]+?)\)", page, re.MULTILINE
    )


def scenarios_left_out(page: str, pattern: str) -> list[str]:
    """The rehearsals of this pattern to which it does not lead."""
    return [one.name for one in (_TESTS / "rehearsals").glob(pattern) if one.name not in page]
