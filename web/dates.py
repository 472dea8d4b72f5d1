"""A day as a form sends it."""

from datetime import date

from web.refusals import DateUnreadable


def day(text: str) -> date:
    """The day. Raises DateUnreadable."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DateUnreadable from None
