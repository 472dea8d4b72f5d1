"""Tables as CSV: read whatever the encoding an office program wrote, written so that every such program opens it."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from itertools import islice

from web.refusals import SheetUnreadable

_ZIP = b"PK"
_FORMULA = ("=", "+", "-", "@")


def is_xlsx(content: bytes) -> bool:
    """Whether it is a workbook; whatever else comes is read as CSV."""
    return content.startswith(_ZIP)


def lines_in(content: bytes, *, most: int) -> list[list[str]]:
    """The lines of a CSV, the headings first, at most so many. Raises SheetUnreadable for what is none."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        try:
            return list(islice(csv.reader(StringIO(text)), most))
        except csv.Error as error:
            raise SheetUnreadable from error
    raise SheetUnreadable


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as CSV with a mark that says UTF-8. What a program would take for a formula is text."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([[inert(str(one)) for one in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def inert(text: str) -> str:
    """The text with a mark before what a program would take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
