"""A file of tables, read as a stream."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook


def streamed(content: bytes) -> Any:  # noqa: ANN401 - openpyxl's two kinds
    """The file, read row by row. How large a sheet says it is is not believed: rows beyond that would be lost unseen.

    Raises whatever openpyxl stumbles over in a broken file.
    """
    book = load_workbook(BytesIO(content), read_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
    return book
