"""Attachments of the demonstration: real PDF and Word files, made while loading, each saying that it is invented."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Literal

import docx
import typst

from seeds.demo_papers import Paper

_FONTS = Path(__file__).parent / "documents" / "fonts"
_INVENTED = "演示材料：人名、事迹均为虚构"
_PAGE = Path(__file__).parent / "demo" / "letter.typ"


def pdf(paper: Paper, *, day: date) -> bytes:
    """Make one page of ``paper``, signed on ``day``."""
    return _made(paper, "pdf", day)


def picture(paper: Paper, *, day: date) -> bytes:
    """Make the same page as a picture, where the form asks for a photo."""
    return _made(paper, "png", day)


def _made(paper: Paper, kind: Literal["pdf", "png"], day: date) -> bytes:
    made = typst.compile(
        str(_PAGE),
        format=kind,
        ppi=60 if kind == "png" else None,
        root=str(_PAGE.parent),
        font_paths=[str(_FONTS)],
        ignore_system_fonts=True,
        sys_inputs={
            "title": paper.title,
            "words": paper.words,
            "signed": paper.signed,
            "day": in_words(day),
            "invented": _INVENTED,
        },
        timestamp=0,
    )
    if not isinstance(made, bytes):
        message = f"typst made no single {kind}"
        raise TypeError(message)
    return made


def word(paper: Paper, *, day: date) -> bytes:
    """Make the same as a Word document."""
    document = docx.Document()
    document.add_heading(paper.title, level=1)
    for line in (*paper.words.splitlines(), f"{paper.signed}　{in_words(day)}", _INVENTED):
        document.add_paragraph(line)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def in_words(day: date) -> str:
    """Write a day as letters do."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
