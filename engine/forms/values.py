"""What was typed into a field, in the one way in which it is kept. What cannot be read stays as typed, to be named."""

import re
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from engine.definition import FieldBase, FormField
from engine.exact_figures import kept_figure
from engine.id_numbers import as_id_number

_MOBILE_ABROAD = re.compile(r"^(\+|00)86[ -]?")
_SPACES = re.compile(r"[\s()]+")


def is_blank(value: object) -> bool:
    """Whether nothing was answered: no text, an empty list, a row of empty cells."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Mapping):
        return all(is_blank(one) for one in value.values())
    return value is None or value in ([], ())


def as_kept(field: FieldBase, said: object) -> object:
    """``said`` as an answer to ``field`` is kept. Sealing, files and people are not the engine's."""
    match field.type:
        case "money" | "number":
            return kept_figure(said, field.decimals) or said
        case "phone":
            return _phone(str(said)) if isinstance(said, str | int) else said
        case "id_no":
            return as_id_number(str(said)) if isinstance(said, str | int) else said
        case "multi_choice":
            return _in_order(field, said) if isinstance(said, list | tuple) else said
        case "table":
            return (
                _rows(field, said)
                if isinstance(field, FormField) and isinstance(said, list | tuple)
                else said
            )
        case _:
            return said


def _phone(said: str) -> str:
    """Spaces and brackets are how people write; the country is ours."""
    return _SPACES.sub("", _MOBILE_ABROAD.sub("", normalize("NFKC", said).strip()))


def _in_order(field: FieldBase, said: Sequence[object]) -> list[object]:
    """Each option once, in the order of the form; what is none of them stays behind, to be named."""
    chosen: list[object] = [one for one in field.options if one in said]
    return chosen + [one for one in said if one not in field.options and not is_blank(one)]


def _rows(field: FormField, said: Sequence[object]) -> list[object]:
    """The rows of a table without those that are blank."""
    return [_row(field, one) for one in said if not is_blank(one)]


def _row(field: FormField, said: object) -> object:
    if not isinstance(said, Mapping):
        return said
    columns = {one.key: one for one in field.columns}
    kept = {key: as_kept(columns[key], one) if key in columns else one for key, one in said.items()}
    return {key: one for key, one in kept.items() if not is_blank(one)}
