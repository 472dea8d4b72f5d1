"""How a failure may be spoken of: by kind and place. Its own words may quote a row, and rows are about people."""

from traceback import format_tb


def kind(failure: BaseException) -> str:
    """The kind of a failure, e.g. ``IntegrityError``."""
    return type(failure).__name__


def trace(failure: BaseException) -> str:
    """Kind and place, for our own log."""
    return f"{kind(failure)}\n{''.join(format_tb(failure.__traceback__))}"
