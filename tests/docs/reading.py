"""What pages of documentation say: their tables row by row, and the tests that they name."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITTEN = set(
    re.findall(
        r"^def (test_\w+)",
        "\n".join(one.read_text(encoding="utf-8") for one in (ROOT / "tests").rglob("test_*.py")),
        re.MULTILINE,
    )
)
"""Every test there is."""


def page(name: str) -> str:
    """A page of ``docs``."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def rows(text: str, first: str = ".+?") -> list[list[str]]:
    """The rows of its tables whose first cell is like ``first``, without their heads."""
    lines = [line for line in text.splitlines() if re.match(rf"\| ({first}) \|", line)]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] not in ("promise", "what comes", "case", "no.", "中文")]


def named_in(text: str) -> set[str]:
    """The tests that it names."""
    return set(re.findall(r"`(test_\w+)`", text))


def without_a_test(text: str) -> list[str]:
    """What it names as a test and is none."""
    return sorted(named_in(text) - WRITTEN)


def scenarios(text: str) -> list[tuple[str, str]]:
    """Each act of a table of acts, with the file of its scenario."""
    return re.findall(r"^\| [^|]+ \| `(\w+)` \| \[[^|]+?\]\(\.\./([^|]+?)\)", text, re.MULTILINE)
