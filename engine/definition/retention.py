"""How long a case is kept after it has ended (保管期限), by how it ended."""

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from engine.definition.parts import Key, Strict

_WRITTEN = re.compile(r"^([1-9]\d?) years?$")


def _read(written: object) -> object:
    match = _WRITTEN.match(written) if isinstance(written, str) else None
    return int(match[1]) if match else written


Years = Annotated[int, Field(ge=1, le=99), BeforeValidator(_read)]


class Retention(Strict):
    """How long cases are kept that ended in one of these ways: an outcome by its key, or ``rejected`` and so on.

    A line without ``of`` is for all ways of ending that no line before it names.
    """

    of: list[Key] = Field([], description="outcomes, or rejected, withdrawn, terminated; empty: all others")
    keep: Literal["permanent"] | Years = Field(
        description="permanent, or so many years: `10 years`, from the first day of the year after the end"
    )
    clause: str
