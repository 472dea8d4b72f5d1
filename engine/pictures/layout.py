"""Where the boxes of a drawn process stand: series along an axis, branches across it. Knows nothing of colours.

Lengths are counted along the way of the case (``along``) and across it. ``laid_out`` says whether the way runs down
the page or to the right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

Point = tuple[float, float]
Direction = Literal["down", "right"]

GAP_ALONG, GAP_ACROSS, SIDE_GAP, FRAME = 34.0, 28.0, 44.0, 16.0


@dataclass(frozen=True, slots=True)
class Leaf:
    """One box. ``side`` boxes hang beside it and lead nowhere."""

    id: str
    along: float
    across: float
    side: tuple["Leaf", ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """One way of a split; without parts it is a line. ``room`` is what its label needs across."""

    parts: tuple["Part", ...]
    label: str = ""
    room: float = 0


@dataclass(frozen=True, slots=True)
class Split:
    """Several ways from one box to another. ``straight``: the first goes on straight, the others pass it by.

    ``lead`` is the way from the first box to the branches: the words at them stand beside it.
    """

    head: Leaf
    branches: tuple[Branch, ...]
    tail: Leaf
    straight: bool = False
    lead: float = GAP_ALONG


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the way with a border around it; ``title`` is the height of its words."""

    id: str
    parts: tuple["Part", ...]
    title: float = 24
    least: float = 0


Part = Leaf | Split | Frame


@dataclass(frozen=True, slots=True)
class Placed:
    """A box on the page: its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        """The middle of the box."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A way from one box to another, with the words at it."""

    source: str
    target: str
    points: tuple[Point, ...]
    label: str = ""


@dataclass(slots=True)
class Layout:
    """Everything placed; the page begins at 0, 0."""

    width: float
    height: float
    boxes: dict[str, Placed] = field(default_factory=dict)
    frames: dict[str, Placed] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)


def laid_out(parts: Sequence[Part], direction: Direction) -> Layout:
    """Place everything."""
    before, after = _extent(parts)
    placer = _Placer(direction)
    end = placer.series(parts, 0, before)
    along, across = end, before + after
    placer.layout.width, placer.layout.height = (across, along) if direction == "down" else (along, across)
    return placer.layout


def _length(part: Part) -> float:
    match part:
        case Leaf():
            return part.along
        case Frame():
            return _way(part.parts) + 2 * FRAME + part.title
        case Split():
            inner = max((_way(one.parts) for one in part.branches), default=0)
            return part.head.along + part.lead + inner + GAP_ALONG + part.tail.along


def _way(parts: Sequence[Part]) -> float:
    return sum(map(_length, parts)) + GAP_ALONG * max(len(parts) - 1, 0)


def _extent(parts: Sequence[Part]) -> tuple[float, float]:
    """How far the parts reach before and after their axis."""
    extents = [_extent_of(part) for part in parts]
    return max((one for one, _ in extents), default=0), max((one for _, one in extents), default=0)


def _extent_of(part: Part) -> tuple[float, float]:
    match part:
        case Leaf():
            beside = sum(SIDE_GAP + one.across for one in part.side)
            return part.across / 2, part.across / 2 + beside
        case Frame():
            before, after = _extent(part.parts)
            short = max(0.0, part.least - before - after) / 2
            return before + FRAME + short, after + FRAME + short
        case Split():
            axes, width = _axes(part)
            half = max(part.head.across, part.tail.across) / 2
            return max(axes[0], half), max(width - axes[0], half)


def _axes(split: Split) -> tuple[list[float], float]:
    """The axis of the split, then that of each branch, counted from the first branch's edge; and the width."""
    at, axes = 0.0, []
    for branch in split.branches:
        before, after = _extent(branch.parts)
        after = max(after, branch.room if not branch.parts or before + after < branch.room else after)
        axes.append(at + before)
        at += before + after + GAP_ACROSS
    width = at - GAP_ACROSS
    axis = axes[0] if split.straight else width / 2
    return [axis, *axes], width


@dataclass(slots=True)
class _Placer:
    direction: Direction
    layout: Layout = field(default_factory=lambda: Layout(0, 0))

    def series(self, parts: Sequence[Part], along: float, axis: float) -> float:
        """Place the parts one after the other. Returns where the last one ends."""
        previous: tuple[str, float] | None = None
        for part in parts:
            first = _entry(part)
            if previous is not None:
                self.line(previous[0], first, [(previous[1], axis), (along, axis)])
            end = self.part(part, along, axis)
            previous = (_exit(part), end)
            along = end + GAP_ALONG
        return along - GAP_ALONG if parts else along

    def part(self, part: Part, along: float, axis: float) -> float:
        match part:
            case Leaf():
                return self.leaf(part, along, axis)
            case Frame():
                return self.frame(part, along, axis)
            case Split():
                return self.split(part, along, axis)

    def leaf(self, leaf: Leaf, along: float, axis: float) -> float:
        self.box(self.layout.boxes, leaf.id, (along, axis - leaf.across / 2), (leaf.along, leaf.across))
        edge, middle = axis + leaf.across / 2, along + leaf.along / 2
        start = edge
        for n, one in enumerate(leaf.side):
            edge += SIDE_GAP
            self.box(self.layout.boxes, one.id, (middle - one.along / 2, edge), (one.along, one.across))
            self.line(leaf.id, one.id, _aside(middle, start, edge, one, n))
            edge += one.across
        return along + leaf.along

    def frame(self, frame: Frame, along: float, axis: float) -> float:
        end = self.series(frame.parts, along + FRAME + frame.title, axis) + FRAME
        before, after = _extent_of(frame)
        self.box(self.layout.frames, frame.id, (along, axis - before), (end - along, before + after))
        return end

    def split(self, split: Split, along: float, axis: float) -> float:
        axes, _ = _axes(split)
        head_end = self.leaf(split.head, along, axis)
        start, end = head_end + split.lead, along + _length(split) - split.tail.along
        self.leaf(split.tail, end, axis)
        head, tail = (along, split.head.along), (end, split.tail.along)
        for branch, place in zip(split.branches, axes[1:], strict=True):
            own = axis - axes[0] + place
            begin = start
            inner_end = self.series(branch.parts, begin, own) if branch.parts else end
            out = self._out(head, split.head, axis, own)
            back = self._out(tail, split.tail, axis, own, leaving=False)
            if not branch.parts:
                self.line(split.head.id, split.tail.id, [*out, *back[::-1]], branch.label)
                continue
            self.line(split.head.id, _entry(branch.parts[0]), [*out, (begin, own)], branch.label)
            self.line(_exit(branch.parts[-1]), split.tail.id, [(inner_end, own), *back[::-1]])
        return end + split.tail.along

    def _out(
        self, box: tuple[float, float], leaf: Leaf, axis: float, own: float, *, leaving: bool = True
    ) -> list[Point]:
        """From a box towards a branch: straight on when the branch is ahead, else by the side of the box."""
        at, length = box
        if abs(own - axis) <= leaf.across / 2:
            return [(at + length if leaving else at, own)]
        side = axis + (leaf.across / 2 if own > axis else -leaf.across / 2)
        middle = at + length / 2
        return [(middle, side), (middle, own)]

    def box(self, into: dict[str, Placed], key: str, at: Point, size: Point) -> None:
        (x, y), (width, height) = self._page(at), self._page(size)
        into[key] = Placed(x, y, width, height)

    def line(self, source: str, target: str, points: Sequence[Point], label: str = "") -> None:
        self.layout.lines.append(Line(source, target, tuple(map(self._page, points)), label))

    def _page(self, one: Point) -> Point:
        """From along and across to x and y."""
        return (one[1], one[0]) if self.direction == "down" else one


def _aside(middle: float, start: float, edge: float, leaf: Leaf, n: int) -> list[Point]:
    """From a box to one that hangs beside it: straight to the first, around the others to those behind them."""
    if n == 0:
        return [(middle, start), (middle, edge)]
    out, near, centre = middle + leaf.along / 2 + 14 * n, start + 12, edge + leaf.across / 2
    return [(middle, start), (middle, near), (out, near), (out, centre), (middle + leaf.along / 2, centre)]


def _entry(part: Part) -> str:
    return part.head.id if isinstance(part, Split) else part.id


def _exit(part: Part) -> str:
    return part.tail.id if isinstance(part, Split) else part.id


def leaves(parts: Sequence[Part]) -> Iterator[Leaf]:
    """All boxes, in the order of the way."""
    for part in parts:
        match part:
            case Leaf():
                yield part
                yield from part.side
            case Frame():
                yield from leaves(part.parts)
            case Split():
                yield part.head
                for branch in part.branches:
                    yield from leaves(branch.parts)
                yield part.tail
