"""Chinese is the source of every text on the screen; English is a catalogue, compiled when first asked for."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"zh": "中文", "en": "English"}
COOKIE = "banshi_language"
_CATALOGUES = Path(__file__).parent / "locale"


@cache
def translations(language: str) -> NullTranslations:
    """The texts of ``language``; Chinese needs none. Compiled from the ``.po``: no second file to forget."""
    catalogue = _CATALOGUES / language / "LC_MESSAGES" / "web.po"
    if not catalogue.exists():
        return NullTranslations()
    compiled = BytesIO()
    with catalogue.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def chosen(cookie: str | None) -> str:
    """The language that the reader chose, Chinese when none or an unknown one."""
    return cookie if cookie in LANGUAGES else "zh"
