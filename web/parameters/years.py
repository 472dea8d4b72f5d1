"""What the forms of parameters have in common: they are about a time, mostly a year, and lead back to its page."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Query
from fastapi.responses import RedirectResponse

Year = Annotated[int, Query(ge=2000, le=2100)]


def whole_year(year: int) -> dict[str, str]:
    """A form that begins with a whole year, and with no source."""
    return {"valid_from": f"{year}-01-01", "valid_to": f"{year}-12-31", "source": ""}


def entered(typed: Mapping[str, str], part: str = "") -> RedirectResponse:
    """Back to the page of the year for which something was entered, to the part of it."""
    anchor = f"#{part}" if part else ""
    return RedirectResponse(f"/admin/parameters?year={typed['valid_from'][:4]}&entered=1{anchor}", 303)
