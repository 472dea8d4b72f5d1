"""A sentence that knows what it was made of, so that whoever reads another language can be told the same."""

from collections.abc import Iterable, Mapping
from typing import Self


class Said(str):
    """Chinese text as it reads, with the ``template`` and the ``parts`` it was made of.

    A part is a name, a figure, or such a sentence itself: ``Said("进入“{title}”", title="党委审定")``.
    """

    __slots__ = ("parts", "template")
    template: str
    parts: Mapping[str, object]

    def __new__(cls, template: str, /, **parts: object) -> Self:
        """Put the parts into the template."""
        said = super().__new__(cls, template.format(**parts))
        said.template = template
        said.parts = parts
        return said

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        """What a copy is made of."""
        return (self.template,), dict(self.parts)


def quoted(titles: Iterable[str]) -> str:
    """Titles one after the other, each in its marks: “甲”“乙”."""
    return "".join(f"“{one}”" for one in titles)
