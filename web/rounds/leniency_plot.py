"""宽严 as a picture: a bar to the right for a lenient judge, to the left for a severe one."""

from collections.abc import Sequence

from engine.pictures.text import text_at, width_of
from engine.scores.round_scores import RoundJudge

_ROW, _HALF, _SIZE = 26, 140, 13
_INK, _MILD, _HARD = "#1f2933", "#2f7d5b", "#b4552d"


def leniency_plot(judges: Sequence[RoundJudge]) -> str:
    """The SVG text; empty when nobody can be compared."""
    bars = [(one.name, one.figures.leniency) for one in judges if one.figures.leniency is not None]
    if not bars:
        return ""
    left = max(width_of(name, _SIZE) for name, _ in bars) + 16
    scale = _HALF / max(*(abs(value) for _, value in bars), 1.0)
    width, height = left + 2 * _HALF + 90, _ROW * len(bars) + 8
    middle = left + 45 + _HALF
    names = [
        text_at(left - 8, n * _ROW + 18, name, size=_SIZE, colour=_INK, anchor="end")
        for n, (name, _) in enumerate(bars)
    ]
    drawn = [_bar(n * _ROW + 4, middle, value, scale) for n, (_, value) in enumerate(bars)]
    axis = f'<line x1="{middle:g}" y1="0" x2="{middle:g}" y2="{height}" stroke="{_INK}" stroke-width="1"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" width="{width:g}"'
        f' height="{height}" role="img" aria-label="评委宽严">{"".join([*names, *drawn])}{axis}</svg>'
    )


def _bar(y: int, middle: float, value: float, scale: float) -> str:
    """One bar from the middle, with its figure at the end."""
    tip = middle + value * scale
    colour, beyond, anchor = (_MILD, 5, "start") if value >= 0 else (_HARD, -5, "end")
    bar = (
        f'<rect x="{min(middle, tip):g}" y="{y}" width="{abs(tip - middle):g}" height="18" fill="{colour}"/>'
    )
    return bar + text_at(tip + beyond, y + 14, f"{value:+.2f}", size=_SIZE, colour=_INK, anchor=anchor)
