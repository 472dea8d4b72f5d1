"""Pages of a list, alike everywhere: ``page`` and ``per_page`` are asked, the whole number and the neighbours told.

Header ``X-Total-Count`` is how many lines there are in all, ``Link`` (RFC 8288) where first, prev, next and last are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request, Response

_MOST = 200
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """The page that is asked for, and the answer that it will be told with."""

    request: Request
    response: Response
    number: int
    size: int

    @property
    def skip(self) -> int:
        """How many lines come before it."""
        return (self.number - 1) * self.size

    @property
    def until(self) -> int:
        """How many lines there are to its end."""
        return self.number * self.size

    def of(self, lines: Sequence[T]) -> Sequence[T]:
        """Its part of ``lines``, which are all there are."""
        self.tell(len(lines))
        return lines[self.skip : self.until]

    def tell(self, total: int) -> None:
        """Say how many lines there are in all, and where the other pages are."""
        self.response.headers["X-Total-Count"] = str(total)
        last = max(1, -(-total // self.size))
        pages = {"first": 1, "prev": self.number - 1, "next": self.number + 1, "last": last}
        there = [(rel, n) for rel, n in pages.items() if 1 <= n <= last]
        self.response.headers["Link"] = ", ".join(self._links(there))

    def _links(self, pages: Iterable[tuple[str, int]]) -> Iterable[str]:
        for rel, number in pages:
            address = self.request.url.include_query_params(page=number, per_page=self.size)
            yield f'<{address.path}?{address.query}>; rel="{rel}"'


def _asked(
    request: Request,
    response: Response,
    page: Annotated[int, Query(ge=1, le=1_000_000, description="from 1")] = 1,
    per_page: Annotated[int, Query(ge=1, le=_MOST, description="lines on a page")] = 50,
) -> Page:
    return Page(request, response, page, per_page)


Paged = Annotated[Page, Depends(_asked)]
