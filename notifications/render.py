"""Facts and a template make the words. A fact that a template asks for and nobody gave is an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from pathlib import Path

from jinja2 import BaseLoader, FileSystemLoader, StrictUndefined, Template, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from engine import deadlines
from notifications.message import Message

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Words:
    """What a message says: one line of subject, and the body in plain text."""

    subject: str
    body: str


def last_day(moment: datetime) -> str:
    """The last day before ``moment``, e.g. 2022年2月28日: a due date is the first instant too late.

    One that is counted in hours is said with its hour.
    """
    if moment.astimezone(deadlines.SHANGHAI).time() != time.min:
        return deadlines.local_text(moment)
    return deadlines.day_text(deadlines.last_day(moment))


class Phrasebook:
    """The templates of all events; a process may say it otherwise under ``by_process/<key>/<event>/``."""

    def __init__(self, loader: BaseLoader | None = None) -> None:
        """Read templates by ``loader``; by default those that ship with the product."""
        self._pages = ImmutableSandboxedEnvironment(
            loader=loader or FileSystemLoader(TEMPLATES),
            undefined=StrictUndefined,
            autoescape=select_autoescape(["html"]),
        )
        self._pages.filters["last_day"] = last_day

    def words(self, event: str, process: str | None, facts: Mapping[str, object]) -> Words:
        """What is said about ``event``. Raises jinja2's UndefinedError when a fact is missing."""
        subject = self._template("subject.txt", event, process).render(facts)
        body = self._template("body.txt", event, process).render(facts)
        return Words(" ".join(subject.split()), body.strip())

    def mail(self, message: Message) -> tuple[str, str]:
        """The frame around a message as a mail: plain text, and HTML with the same words."""
        frames = (self._pages.get_template(f"_base/mail.{kind}") for kind in ("txt", "html"))
        text, html = (
            one.render(subject=message.subject, body=message.body, link=message.link) for one in frames
        )
        return text, html

    def _template(self, part: str, event: str, process: str | None) -> Template:
        own = [f"by_process/{process}/{event}/{part}"] if process else []
        return self._pages.select_template([*own, f"{event}/{part}"])


@cache
def phrasebook() -> Phrasebook:
    """The templates that ship with the product, read once."""
    return Phrasebook()
