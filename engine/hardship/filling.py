"""What the office fills into a form by itself, about a household or a subsidy: by task, under which names."""

from collections.abc import Mapping
from decimal import Decimal

from engine.hardship.classing import WORDS

FILLS: Mapping[str, tuple[str, ...]] = {
    "reckon_household": ("hardship_class", "by_head", "persons", "on_the_edge"),
    "open_household_file": ("file_number", "filed_on"),
    "close_household_file": ("exited_on",),
    "reckon_subsidy": ("ceiling", "reckoned_as"),
}


def name_in(task: str, key: str) -> str | None:
    """What the task fills into the field ``key``; a prefix tells several of one name apart: ``first_by_head``."""
    return next((one for one in FILLS.get(task, ()) if key == one or key.endswith(f"_{one}")), None)


def title_of(hardship_class: str) -> str:
    """The class as people say it."""
    return {str(key): words for key, words in WORDS.items()}[hardship_class]


def in_one_line(hardship_class: str, by_head: Decimal, persons: int) -> str:
    """A household without anybody's name: ``3 人，月人均 466.67 元，深度困难``."""
    return f"{persons} 人，月人均 {by_head:.2f} 元，{title_of(hardship_class)}"
