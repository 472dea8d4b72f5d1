"""The flow of a round through its steps as a picture: a bar for each step, as long as cases stand there."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from engine.pictures.text import text_at, width_of

_ROW, _WIDE, _SIZE = 28, 260, 14
_INK, _SOFT, _BAR, _EMPTY = "#1d2126", "#555d66", "#1b4f8a", "#d9d6cf"
COLOURS = {"step": _BAR, "good": "#1c6b3a", "bad": "#a12222", "": "#8b9097"}


@dataclass(frozen=True, slots=True)
class Bar:
    """How many cases, what they have in common, the address of their list, and the colour."""

    title: str
    count: int
    href: str
    look: str = "step"


def round_plot(bars: Sequence[Bar], label: str) -> str:
    """The SVG text; each bar with cases is a link to the list that holds just these."""
    left = max((width_of(one.title, _SIZE) for one in bars), default=0) + 14
    scale = _WIDE / max(*(one.count for one in bars), 1, 1)
    height = _ROW * len(bars) + 4
    rows = [_row(n * _ROW, left, one, scale) for n, one in enumerate(bars)]
    width = left + _WIDE + 56
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" width="{width:g}"'
        f' height="{height}" role="group" aria-label={quoteattr(label)}>{"".join(rows)}</svg>'
    )


def _row(y: int, left: float, bar: Bar, scale: float) -> str:
    name = text_at(left - 8, y + 19, bar.title, size=_SIZE, colour=_INK if bar.count else _SOFT, anchor="end")
    if not bar.count:
        return name + f'<rect x="{left:g}" y="{y + 12}" width="6" height="4" fill="{_EMPTY}"/>'
    length = max(bar.count * scale, 4)
    drawn = (
        f'<rect x="{left:g}" y="{y + 5}" width="{length:g}" height="18" rx="3" fill="{COLOURS[bar.look]}"/>'
    )
    figure = text_at(
        left + length + 6, y + 19, str(bar.count), size=_SIZE, colour=_INK, anchor="start", bold=True
    )
    said = quoteattr(f"{bar.title} {bar.count}")
    return f"<a href={quoteattr(bar.href)} aria-label={said}>{name}{drawn}{figure}</a>"
