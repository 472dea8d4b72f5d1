"""Typesetting: a document's contents and its templates become a PDF and a Word file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

TEMPLATES = files("seeds") / "documents"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: templates ``document`` of ``process``, filled with ``contents``, called ``name``."""

    process: str
    document: str
    name: str
    contents: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Documents:
    """What was made, by kind: the name is without an ending."""

    name: str
    pdf: bytes
    docx: bytes


def make(order: Order) -> Documents:
    """Both forms of a document. Raises LookupError without a template, TypstError or jinja2's errors for a bad one."""
    with as_file(TEMPLATES) as folder:
        return Documents(order.name, _pdf(order, folder), _docx(order, folder))


def _pdf(order: Order, folder: Path) -> bytes:
    made = typst.compile(
        str(_template(order, folder, "typ")),
        root=str(folder),
        font_paths=[str(folder / "fonts")],
        ignore_system_fonts=True,  # the same paper on every machine
        sys_inputs={"contents": json.dumps(order.contents, ensure_ascii=False)},
        timestamp=order.at.replace(microsecond=0),  # a finer moment is refused
    )
    if not isinstance(made, bytes):
        message = f"{order.document}: not one PDF"
        raise TypeError(message)
    return made


def _docx(order: Order, folder: Path) -> bytes:
    template = DocxTemplate(str(_template(order, folder, "docx")))
    strict = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    template.render(order.contents, jinja_env=strict, autoescape=True)
    filled = BytesIO()
    template.save(filled)
    return filled.getvalue()


def _template(order: Order, folder: Path, kind: str) -> Path:
    """The process's own template, else the one that serves every process."""
    for place in (folder / order.process, folder):
        if (found := place / f"{order.document}.{kind}").exists():
            return found
    message = f"{order.document}.{kind}"
    raise LookupError(message)
