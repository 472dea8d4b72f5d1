"""What is written where in a template: sheets, headings, marks. Writer and reader agree here."""

import re

from engine.definition import FieldBase, FormField

MAIN, MARK, OPTIONS, ERRORS = "填报", "banshi", "选项", "错误"
ROW = "填报表行号 *"
"""The heading of the first column of a table's sheet: the number that Excel shows before the row of the form."""
_LONGEST = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")


def heading(field: FieldBase) -> str:
    """What stands at the head of the field's column."""
    return f"{field.label} *" if field.required else field.label


def title_of(table: FormField) -> str:
    """The title of a table's sheet."""
    plain = _NOT_IN_TITLES.sub("", table.label)
    return plain[:_LONGEST] if plain not in (MAIN, MARK, OPTIONS, ERRORS) else table.key
