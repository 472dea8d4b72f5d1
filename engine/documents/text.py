"""The plain text of a document, as a template writes it: a mark at the beginning of a line says what the line is.

``# `` title · ``@ `` to whom · ``= `` heading · ``* a | b`` a line of a list · ``> `` set at the right (落款) · else a
paragraph. An empty line ends nothing and begins nothing: it is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["title", "to", "heading", "row", "right", "paragraph"]
_MARKS: dict[str, BlockKind] = {"#": "title", "@": "to", "=": "heading", "*": "row", ">": "right"}


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One line of the text: what it is, and its words; a line of a list has cells."""

    kind: BlockKind
    text: str
    cells: tuple[str, ...] = ()


def blocks(text: str) -> Iterator[TextBlock]:
    """The lines of a document's text, in their order."""
    for line in text.splitlines():
        words = line.strip()
        kind = _MARKS.get(words[:1]) if words[1:2] == " " else None
        if not words:
            continue
        if kind is None:
            yield TextBlock("paragraph", words)
            continue
        said = words[2:].strip()
        cells = tuple(one.strip() for one in said.split("|")) if kind == "row" else ()
        yield TextBlock(kind, said, cells)
