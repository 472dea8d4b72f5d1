"""Somebody before the pages who sees what is written there, fills the forms as they stand, and presses buttons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import httpx
from lxml import html

from tests.walks.camera import Camera
from tests.walks.controls import Filled, Typed, as_it_stands, filled
from tests.walks.words import Answers
from tests.web.visitors import Visitor

Element = Any  # lxml ships no types
_SPACE = re.compile(r"\s+")
_MOVED = (302, 303, 307)


class PageRefused(Exception):
    """The page that came back says no; the message is all that it says about it."""


class NotOnThePage(Exception):
    """What the reader looked for does not stand there; the message names page and words."""


@dataclass
class Reader:
    """One person's browser: ``path`` is where it stands, ``page`` what it shows."""

    login: str
    visitor: Visitor
    camera: Camera
    answers: Answers
    path: str = ""
    page: Element = field(default=None)

    def opens(self, path: str) -> None:
        """Go to a page that is there."""
        self._shows(path, self.visitor.client.get(path))

    def sees(self, xpath: str, within: Element = None) -> list[Element]:
        """What stands on the page."""
        return list((self.page if within is None else within).xpath(xpath))

    def reads(self, xpath: str = "//main") -> str:
        """The words that stand there."""
        return " ".join(text_of(one) for one in self.sees(xpath))

    def follows(self, words: str) -> None:
        """Press a link. Raises NotOnThePage."""
        links = [one for one in self.sees("//a[@href]") if text_of(one) == words]
        self.opens(self._one(links, f"link {words}").get("href"))

    def button(self, *words: str, within: Element = None) -> Element:
        """The first enabled button that says one of ``words``, None without one."""
        buttons = self.sees(".//button[not(@disabled) and not(ancestor::fieldset[@disabled])]", within)
        return next((one for word in words for one in buttons if text_of(one) == word), None)

    def presses(self, button: Element | str, typed: Typed | None = None) -> None:
        """Fill the button's form as it asks, but for what is ``typed``, and press it. Raises PageRefused."""
        if isinstance(button, str):
            button = self._one([self.button(button)], f"button {button}")
        form = next(button.iterancestors("form"))
        self._sends(button, form, filled(form, self.answers, typed or {}))

    def changes(self, words: str, typed: Typed) -> None:
        """Press a button with its form as it stands, but for what is ``typed``. Raises PageRefused."""
        button = self._one([self.button(words)], f"button {words}")
        form = next(button.iterancestors("form"))
        self._sends(button, form, as_it_stands(form, typed))

    def hands_over(self, form: Element, name: str, content: bytes) -> None:
        """Send a file by the form that takes it."""
        given = as_it_stands(form, {})
        given.files[form.xpath(".//input[@type='file']/@name")[0]] = (name, content)
        self._sends(form.xpath(".//button")[0], form, given)

    def is_looked_at(self) -> None:
        """Have a picture taken of where one stands."""
        self.camera.takes(self.visitor.client, self.path, self.login)

    def _sends(self, button: Element, form: Element, given: Filled) -> None:
        if button.get("name"):
            given.data[button.get("name")] = button.get("value", "")
        path = urljoin(self.path, button.get("formaction") or form.get("action") or self.path)
        self.is_looked_at()
        if form.get("method", "get") == "get":
            self._shows(path, self.visitor.client.get(path, params=given.data))
            return
        self._shows(path, self.visitor.client.post(path, data=given.data, files=given.files or None))

    def _shows(self, path: str, answer: httpx.Response) -> None:
        if answer.status_code in _MOVED:
            self.opens(urljoin(path, answer.headers["location"]))
            return
        self.path, self.page = path.partition("#")[0], html.fromstring(answer.text)
        if answer.is_error:
            said = [*self.sees("//*[@role='alert']"), *self.sees("//p[@class='error']")]
            message = "；".join(dict.fromkeys(map(text_of, said))) or text_of(self.page)
            where = f"{self.login} at {path}: {answer.status_code} {message}"
            raise PageRefused(where)

    def _one(self, found: Sequence[Element], what: str) -> Element:
        if not found or found[0] is None:
            message = f"{self.login} at {self.path}: no {what}; {self.reads()}"
            raise NotOnThePage(message)
        return found[0]


def text_of(element: Element) -> str:
    """What is written there, in one line."""
    return _SPACE.sub(" ", element.text_content()).strip()
