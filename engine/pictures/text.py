"""Words in a picture: how wide they are about, and where they break. No font is asked: Chinese is square."""

from collections.abc import Iterator
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

_NARROW = 0.58
"""The width of a Latin letter in parts of the height of the type."""


def width_of(text: str, size: float) -> float:
    """About how wide the text is in type of this size."""
    return size * sum(1 if east_asian_width(one) in "WFA" else _NARROW for one in text)


def wrapped(text: str, width: float, size: float, most: int = 3) -> list[str]:
    """The text in lines no wider than ``width``; what does not fit into ``most`` lines ends in an ellipsis."""
    lines = list(_lines(text, width, size))
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][:-1] + "…"]
    return lines


def _lines(text: str, width: float, size: float) -> Iterator[str]:
    line = ""
    for one in text:
        if line and width_of(line + one, size) > width:
            yield line
            line = ""
        line += one
    if line:
        yield line


def text_at(
    x: float, y: float, text: str, *, size: float, colour: str, anchor: str = "middle", bold: bool = False
) -> str:
    """One line of text as SVG; ``y`` is where it stands."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}" text-anchor="{anchor}"{weight}>'
        f"{escape(text)}</text>"
    )
