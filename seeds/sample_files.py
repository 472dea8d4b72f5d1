"""Attachments of the demonstration: real PDF and Word files, made while loading, each saying that it is invented."""

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import typst

from seeds.demo_papers import Paper

_FONTS = Path(__file__).parent / "documents" / "fonts"
_INVENTED = "演示材料：人名、事迹均为虚构"
_PAGE = Path(__file__).parent / "demo" / "letter.typ"


def pdf(paper: Paper, *, day: date) -> bytes:
    """Make one page of ``paper``, signed on ``day``."""
    made = typst.compile(
        str(_PAGE),
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
        message = "typst made no single PDF"
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
