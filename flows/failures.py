"""How a failure may be spoken of: by kind and place. Its own words may quote a row, and rows are about people."""

import logging
from collections.abc import Callable
from functools import wraps
from traceback import format_tb
from typing import ParamSpec, TypeVar

from engine.refusals import NoParameters

_log = logging.getLogger(__name__)
_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class Failure(Exception):
    """A failure of which only the kind is told."""


def kind(failure: BaseException) -> str:
    """The kind of a failure, e.g. ``IntegrityError``; of missing parameters the sentence, which names no person."""
    return str(failure) if isinstance(failure, Failure | NoParameters) else type(failure).__name__


def told_by_kind(work: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """``work`` for a flow or a task: Prefect keeps the words of every exception, so it is handed the kind alone."""

    @wraps(work)
    def quoting_nobody(*given: _Given.args, **named: _Given.kwargs) -> _Made:
        try:
            return work(*given, **named)
        except Exception as failure:  # noqa: BLE001 - whatever it is, its words stay here
            _log.error("%s failed: %s", work.__name__, trace(failure))
            raise Failure(kind(failure)) from None

    return quoting_nobody


def trace(failure: BaseException) -> str:
    """Kind and place, for our own log."""
    return f"{kind(failure)}\n{''.join(format_tb(failure.__traceback__))}"
