"""Every Chinese text on a screen has its English one, and both speak of the same facts."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import engine
import web
from engine import deadlines
from engine import refusals as of_the_engine
from engine.handling.acts import LABELS
from engine.hardship import place_values
from engine.ledger.booking import ACCOUNT_LABELS, VERB_LABELS
from engine.ledger.lines import COLUMN_LABELS
from engine.ledger.verbs import ACT_LABELS
from engine.lists.standing import WHERE_LABELS
from engine.offering import handing_words
from engine.refusals import Refusal
from engine.retention.disposing import STATUS_LABELS
from engine.retention.hindrances import HINDRANCES
from engine.retention.periods import ENDING_LABELS
from engine.said import Said
from seeds.definition_file import read_definition
from seeds.load import PROCESSES
from web import refusals as of_the_door
from web import wording
from web.cases import history_of_places
from web.language import translations

_WEB = Path(web.__file__).parent
_ENGINE = Path(engine.__file__).parent
_IN_TEMPLATE = re.compile(r"""\b_\((?P<quote>["'])(?P<text>.+?)(?P=quote)\)""")
_LABELS: tuple[Mapping[Any, str], ...] = (
    LABELS,
    ACCOUNT_LABELS,
    VERB_LABELS,
    ACT_LABELS,
    COLUMN_LABELS,
    WHERE_LABELS,
    HINDRANCES,
    STATUS_LABELS,
    ENDING_LABELS,
    deadlines.UNITS,
    handing_words.SIGNS,
    place_values.NUMBERS,
    place_values.WORDS,
    history_of_places._SENTENCES,  # noqa: SLF001 - the table itself
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_text_has_its_english() -> None:
    english = translations("en")
    missing = sorted({one for one in _texts() if english.gettext(one) == one})
    assert missing == []


def test_every_form_that_ships_is_called_something_in_english() -> None:
    english = translations("en")
    called = {read_definition(one)[0].form.title for one in PROCESSES.glob("*.yaml")}
    assert [one for one in called if english.gettext(one) == one] == []


def test_both_languages_speak_of_the_same_facts() -> None:
    english = translations("en")
    for text in set(_texts()):
        assert _facts(text) == _facts(english.gettext(text)), text


def _texts() -> Iterator[str]:
    for template in (_WEB / "templates").rglob("*.html"):
        yield from (one["text"] for one in _IN_TEMPLATE.finditer(template.read_text(encoding="utf-8")))
    for module in _WEB.rglob("*.py"):
        yield from _spoken(ast.parse(module.read_text(encoding="utf-8")))
    for module in sorted(_ENGINE.rglob("*.py")):
        yield from _said(ast.parse(module.read_text(encoding="utf-8")))
    for name, table in vars(wording).items():
        if name.isupper():
            yield from (word for word in table.values())
    for labels in _LABELS:
        yield from labels.values()
    for module_ in (of_the_engine, of_the_door):
        for one in vars(module_).values():
            if isinstance(one, type) and issubclass(one, Refusal) and one is not Refusal:
                yield one.template()


def _spoken(tree: ast.AST) -> Iterator[str]:
    """Chinese literals that are arguments of a call: what is said is always passed to a translator."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    said = (one.value for call in calls for one in call.args if isinstance(one, ast.Constant))
    yield from (text for text in said if isinstance(text, str) and _CHINESE.search(text))


def _said(tree: ast.AST) -> Iterator[str]:
    """What the engine says of a button, as the template that it is made of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Said":
            yield from (str(one.value) for one in node.args if isinstance(one, ast.Constant))


def _facts(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


def test_what_a_button_will_do_is_said_in_the_readers_language() -> None:
    english = translations("en").gettext
    length = deadlines.in_words(deadlines.Deadline(amount=5, unit="working days"))
    going = Said("{said}，限 {length}", said=Said("进入“{title}”", title="党委审定"), length=length)
    assert wording.told(going, english) == "goes on to “党委审定”, within 5 working days"
    assert wording.told(going, str) == going
    assert wording.told("党委审定", english) == "党委审定", "a name is what it is"
