"""The months of monitoring as a picture: a column a month, red below, then orange and yellow; green is not drawn."""

from collections.abc import Sequence

from engine.pictures.text import text_at
from models.reads.relapse import MonthLine

_WIDTH, _HEIGHT, _STEP, _LEFT, _TOP, _SIZE = 26, 150, 52, 44, 24, 12
_INK, _SOFT, _LINE = "#1d2126", "#555d66", "#d9d6cf"
COLOURS = ("#1c6b3a", "#c9a227", "#c8642b", "#a12222")  # green to red


def trend_plot(months: Sequence[MonthLine], label: str) -> str:
    """The SVG text, called ``label``; empty when nothing was graded yet."""
    if not months:
        return ""
    most = max(1, *(sum(one.grades[1:]) for one in months))
    scale = _HEIGHT / most
    width, foot = _LEFT + _STEP * len(months) + 8, _TOP + _HEIGHT
    drawn = [part for n, one in enumerate(months) for part in _column(_LEFT + n * _STEP + 13, one, scale)]
    axis = f'<line x1="{_LEFT - 6}" y1="{foot}" x2="{width - 4}" y2="{foot}" stroke="{_LINE}"/>'
    top = text_at(_LEFT - 10, _TOP + 4, str(most), size=_SIZE, colour=_SOFT, anchor="end")
    zero = text_at(_LEFT - 10, foot + 4, "0", size=_SIZE, colour=_SOFT, anchor="end")
    height = foot + 28
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-label="{label}">{axis}{top}{zero}{"".join(drawn)}</svg>'
    )


def _column(x: int, month: MonthLine, scale: float) -> list[str]:
    foot = float(_TOP + _HEIGHT)
    parts = []
    for severity in (3, 2, 1):
        tall = month.grades[severity] * scale
        if tall:
            parts.append(
                f'<rect x="{x}" y="{foot - tall:g}" width="{_WIDTH}" height="{tall:g}" fill="{COLOURS[severity]}"/>'
            )
        foot -= tall
    warned = sum(month.grades[1:])
    middle = x + _WIDTH / 2
    return [
        *parts,
        text_at(middle, foot - 5, str(warned), size=_SIZE, colour=_INK, anchor="middle"),
        text_at(
            middle, _TOP + _HEIGHT + 18, f"{month.period:%y-%m}", size=_SIZE, colour=_SOFT, anchor="middle"
        ),
    ]
