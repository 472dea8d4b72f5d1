"""Letters (公文): a template in ``seeds/documents/texts`` filled with facts, checked, and read line by line."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from actions.papers.typesetting import TEMPLATES
from engine.documents.kinds import Kind
from engine.documents.mixing import mixed
from engine.documents.text import TextBlock, blocks
from engine.refusals import DocumentMixed

_TITLE_LINE = 18  # characters of a title in one line


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    """Templates reach nothing but the facts they are given; a fact that is not given is an error."""
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(str(TEMPLATES / "texts")), undefined=StrictUndefined, autoescape=False
    )


def letter(kind: Kind, facts: Mapping[str, Any]) -> list[TextBlock]:
    """The lines of a document of this kind. Raises DocumentMixed with everything that does not belong into it."""
    text = _environment().get_template(f"{kind.key}.txt").render(facts)
    found = list(blocks(text))
    wrong = list(mixed(kind.nature, found))
    if wrong:
        raise DocumentMixed(kind=kind.title, count=len(wrong), findings="；".join(wrong))
    return found


def as_contents(found: list[TextBlock]) -> list[dict[str, Any]]:
    """The lines as templates of the layout read them."""
    return [{"kind": one.kind, "text": _turned(one), "cells": list(one.cells)} for one in found]


def _turned(one: TextBlock) -> str:
    """A title that does not fit a line is turned where the sense is whole: behind who issues it (GB/T 9704)."""
    issuer, about, rest = one.text.partition("关于")
    if one.kind != "title" or not issuer or not about or len(one.text) <= _TITLE_LINE:
        return one.text
    return f"{issuer}\n{about}{rest}"
