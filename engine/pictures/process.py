"""A definition as a picture (SVG): its steps down the page, its branches beside each other. Pure text, no fonts.

``marks`` colour the steps for one case: what is done, what goes on, what was skipped or sent back, with its times.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from engine.definition import (
    Block,
    ChoiceBlock,
    ForEachBlock,
    ParallelBlock,
    Process,
    RaceBlock,
    RepeatBlock,
    Step,
    StepBase,
)
from engine.definition_words import (
    block_in_words,
    branch_in_words,
    in_words,
    length_in_words,
    time_of,
    way_of,
    who_does,
)
from engine.pictures.layout import (
    GAP_ALONG,
    Branch,
    Frame,
    Layout,
    Leaf,
    Line,
    Part,
    Placed,
    Point,
    Split,
    laid_out,
)
from engine.pictures.text import text_at, width_of, wrapped

Look = Literal["plain", "done", "now", "skipped", "back", "ended", "ahead"]


@dataclass(frozen=True, slots=True)
class Mark:
    """How a step looks in the picture of a case, and what is written under its title."""

    look: Look
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Return:
    """A case went back from one step to an earlier one, so many times."""

    step: str
    to: str
    times: int


_WIDTH, _PAD, _TITLE, _SMALL, _LEADING = 236.0, 10.0, 15.0, 12.0, 1.45
_MARGIN, _ROUND, _RETURN_STEP = 16.0, 6.0, 48.0
_LABEL_ROOM, _SHORT, _CLEAR = 148.0, 64.0, 18.0
_FONTS = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC','WenQuanYi Micro Hei',sans-serif"
_INK, _SOFT, _LINE = "#1d2126", "#555d66", "#8a8f96"
_RETURNED = "#a15c07"
_LOOKS: Mapping[Look, tuple[str, str, str]] = {
    "plain": ("#ffffff", "#555d66", ""),
    "done": ("#e7f3ea", "#1c6b3a", "✓ "),
    "now": ("#ffffff", "#9b1c1c", "● "),
    "skipped": ("#f1eee7", "#b9b6ae", "– "),
    "back": ("#fdf2dc", "#c17d12", "↩ "),
    "ended": ("#fbe9e7", "#a12222", "✕ "),
    "ahead": ("#ffffff", "#b9b6ae", ""),
}
"""Ground, border, and the sign before the title: a colour alone tells nobody who does not see it."""


def picture(
    process: Process, marks: Mapping[str, Mark] | None = None, returns: Sequence[Return] = (), title: str = ""
) -> str:
    """The SVG text. Without ``marks`` the definition itself, with who acts, how and in what time."""
    drawn = _Drawing(process, marks, returns)
    return drawn.svg(title or process.title)


@dataclass(frozen=True, slots=True)
class _Words:
    """The lines in a box, large first."""

    title: list[str]
    small: list[str]
    look: Look

    @property
    def height(self) -> float:
        return 2 * _PAD + _LEADING * (_TITLE * len(self.title) + _SMALL * len(self.small))


class _Drawing:
    def __init__(self, process: Process, marks: Mapping[str, Mark] | None, returns: Sequence[Return]) -> None:
        self.process, self.marks, self.returns = process, marks, returns
        self.words: dict[str, _Words] = {}
        self.frames: dict[str, str] = {}
        self.dots = count(1)

    def svg(self, title: str) -> str:
        parts = (self.pill("发起"), *self.parts(self.process.entries), self.pill("办结"))
        layout = laid_out(parts, "down")
        left = _MARGIN + _RETURN_STEP * len(self.returns)
        width, height = layout.width + left + _MARGIN, layout.height + 2 * _MARGIN
        body = [*self.framed(layout), *self.lined(layout), *self.boxed(layout), *self.returned(layout)]
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-left:g} {-_MARGIN:g} {width:g} {height:g}"'
            f' width="{width:g}" height="{height:g}" role="img" aria-label={quoteattr(title)}'
            f' font-family="{_FONTS}">'
        )
        return "\n".join([head, f"<title>{escape(title)}</title>", _ARROWS, *body, "</svg>"])

    def parts(self, entries: Sequence[Step | Block]) -> tuple[Part, ...]:
        return tuple(self.step(one) if isinstance(one, StepBase) else self.block(one) for one in entries)

    def pill(self, text: str) -> Leaf:
        key = f"{text}"
        self.words[key] = _Words([], [text], "plain")
        return Leaf(key, 28, 72)

    def dot(self) -> Leaf:
        return Leaf(f"dot{next(self.dots)}", 0, 0)

    def step(self, step: Step) -> Part:
        words = self.words_of(step)
        self.words[step.key] = words
        box = Leaf(step.key, words.height, _WIDTH)
        if step.skip_if is None:
            return box
        label = f"跳过：{in_words(self.process, step.skip_if)}"
        past = Branch((), label, _LABEL_ROOM)
        return Split(self.dot(), (Branch((box,)), past), self.dot(), straight=True)

    def words_of(self, step: Step) -> _Words:
        mark = self.marks.get(step.key, Mark("ahead")) if self.marks is not None else None
        look: Look = mark.look if mark else "plain"
        title = wrapped(_LOOKS[look][2] + step.title, _WIDTH - 2 * _PAD, _TITLE, 2)
        said = mark.notes if mark else (who_does(self.process, step), self.how(step))
        return _Words(
            title, [line for one in said for line in wrapped(one, _WIDTH - 2 * _PAD, _SMALL, 2)], look
        )

    def how(self, step: Step) -> str:
        gates = {one.key: one.title for one in self.process.gates}
        words = [way_of(step), *([length_in_words(time_of(step))] if time_of(step) else [])]
        words += ["可退回"] if "send_back" in step.may else []
        words += [f"等“{gates.get(step.gate, step.gate)}”"] if step.gate else []
        return " · ".join(words)

    def block(self, block: Block) -> Part:
        match block:
            case ForEachBlock() | RepeatBlock():
                said = f"{block.title}：{block_in_words(self.process, block)}"
                self.frames[block.key] = said
                least = min(width_of(said, _SMALL) + 2 * _PAD, _WIDTH * 2)
                return Frame(block.key, self.parts(block.steps), least=least)
            case ParallelBlock() | ChoiceBlock() | RaceBlock():
                self.words[block.key] = _Words([], self.head(block), "plain")
                head = Leaf(block.key, self.words[block.key].height - _PAD, _WIDTH)
                branches = tuple(
                    Branch(self.parts(one.steps), branch_in_words(self.process, one), _LABEL_ROOM)
                    for one in block.branches
                )
                return Split(head, branches, self.dot(), lead=max(map(_lead, branches)))

    def head(self, block: Block) -> list[str]:
        said = f"{block.title}：{block_in_words(self.process, block)}"
        return wrapped(said, _WIDTH - 2 * _PAD, _SMALL, 2)

    def boxed(self, layout: Layout) -> Iterator[str]:
        for key, words in self.words.items():
            yield from _box(layout.boxes[key], words, self.shape(key))

    def shape(self, key: str) -> str:
        home = self.process.homes.get(key)
        if home is None:
            return "pill"
        return "step" if isinstance(home.entry, StepBase) else "fork"

    def framed(self, layout: Layout) -> Iterator[str]:
        for key, place in layout.frames.items():
            yield (
                f'<rect x="{place.x:g}" y="{place.y:g}" width="{place.width:g}" height="{place.height:g}" rx="8"'
                f' fill="#fbfaf6" stroke="{_LINE}" stroke-dasharray="6 4"/>'
            )
            (line,) = wrapped(self.frames[key], place.width - 2 * _PAD, _SMALL, 1)
            yield text_at(place.x + _PAD, place.y + 20, line, size=_SMALL, colour=_SOFT, anchor="start")

    def lined(self, layout: Layout) -> Iterator[str]:
        for line in layout.lines:
            past = line.label.startswith("跳过")
            yield _path(line, ends=not line.target.startswith("dot"), dashed=past)
        for line in layout.lines:
            yield from _label(line)

    def returned(self, layout: Layout) -> Iterator[str]:
        for n, one in enumerate(self.returns):
            start, end = layout.boxes[one.step], layout.boxes[one.to]
            yield from _return(start, end, -_RETURN_STEP * (n + 1) + 10, one.times)


def _box(place: Placed, words: _Words, shape: str) -> Iterator[str]:
    ground, border, _ = _LOOKS[words.look]
    radius = {"step": _ROUND, "fork": 14.0, "pill": place.height / 2}[shape]
    dashed = ' stroke-dasharray="5 4"' if words.look == "skipped" else ""
    thick = 2.5 if words.look == "now" else 1.2
    fill = "#eef2f7" if shape == "fork" else ground
    yield (
        f'<rect x="{place.x:g}" y="{place.y:g}" width="{place.width:g}" height="{place.height:g}" rx="{radius:g}"'
        f' fill="{fill}" stroke="{border}" stroke-width="{thick}"{dashed}/>'
    )
    x, _ = place.middle
    whole = _LEADING * (_TITLE * len(words.title) + _SMALL * len(words.small))
    y = place.y + (place.height - whole) / 2
    for line in words.title:
        y += _LEADING * _TITLE
        yield text_at(x, y - 6, line, size=_TITLE, colour=_INK, bold=True)
    for line in words.small:
        y += _LEADING * _SMALL
        yield text_at(x, y - 5, line, size=_SMALL, colour=_SOFT)


def _path(line: Line, *, ends: bool, dashed: bool) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in line.points)
    arrow = ' marker-end="url(#banshi-arrow)"' if ends else ""
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<polyline points="{points}" fill="none" stroke="{_LINE}" stroke-width="1.4"{dashes}{arrow}/>'


def _lead(branch: Branch) -> float:
    """How far a branch begins below its fork, so that its words have room between the two."""
    return max(GAP_ALONG, len(_lines_of(branch.label)) * _SMALL * _LEADING + _CLEAR)


def _lines_of(label: str) -> list[str]:
    return wrapped(label, _LABEL_ROOM - 8, _SMALL) if label else []


def _label(line: Line) -> Iterator[str]:
    """The words of a branch, beside the part of its line that runs down."""
    texts = _lines_of(line.label)
    x, y, end = _running_down(line.points)
    leading = _SMALL * _LEADING
    first = end - 12 - leading * (len(texts) - 1) if end - y < _SHORT else y + leading
    for n, text in enumerate(texts):
        yield _beside(x + 6, first + n * leading, text, _SOFT)


def _running_down(points: Sequence[Point]) -> tuple[float, float, float]:
    """Where the line first runs down: x, and from which y to which."""
    for (x, y), (to_x, to_y) in pairwise(points):
        if x == to_x and to_y > y:
            return x, y, to_y
    (x, y) = points[0]
    return x, y, y


def _beside(x: float, y: float, text: str, colour: str) -> str:
    """Words at a line, on a white ground of their own."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{_SMALL:g}" fill="{colour}" paint-order="stroke" stroke="#ffffff"'
        f' stroke-width="3">{escape(text)}</text>'
    )


def _return(start: Placed, end: Placed, x: float, times: int) -> Iterator[str]:
    from_y, to_y = start.middle[1] - 8, end.middle[1] + 8
    points = f"{start.x:g},{from_y:g} {x:g},{from_y:g} {x:g},{to_y:g} {end.x:g},{to_y:g}"
    yield (
        f'<polyline points="{points}" fill="none" stroke="{_RETURNED}" stroke-width="1.6" stroke-dasharray="5 3"'
        f' marker-end="url(#banshi-back)"/>'
    )
    said = f"退回×{times}" if times > 1 else "退回"
    yield _beside(x + 5, from_y - 5, said, _RETURNED)


def _arrow(name: str, colour: str) -> str:
    return (
        f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
    )


_ARROWS = f"<defs>{_arrow('banshi-arrow', _LINE)}{_arrow('banshi-back', _RETURNED)}</defs>"
