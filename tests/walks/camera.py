"""Pictures of the pages on which a walk stands, for somebody who wants to look; without a folder none are taken."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import httpx
from playwright.sync_api import Browser

_DESK, _PHONE = 1280, 390


class Camera(Protocol):
    """Takes pictures, or does not."""

    def takes(self, client: httpx.Client, path: str, login: str) -> None:
        """A picture of the page at ``path`` as the client's person sees it."""

    def keeps(self, name: str, content: bytes) -> None:
        """A file that was made on the way."""


class NoCamera:
    """Nobody looks."""

    def takes(self, client: httpx.Client, path: str, login: str) -> None:
        """Nothing."""

    def keeps(self, name: str, content: bytes) -> None:
        """Nothing."""


@dataclass
class Chromium:
    """Pictures of the whole page, at a desk and on a phone, numbered in the order of the walk."""

    browser: Browser
    address: str
    folder: Path
    taken: Counter[str] = field(default_factory=Counter)

    def takes(self, client: httpx.Client, path: str, login: str) -> None:
        """Two pictures, named by their number and who saw the page."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.taken["all"] += 1
        context = self.browser.new_context(base_url=self.address, locale="zh-CN")
        context.add_cookies(
            [{"name": one.name, "value": one.value or "", "url": self.address} for one in client.cookies.jar]
        )
        page = context.new_page()
        for width in (_DESK, _PHONE):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            page.screenshot(
                path=self.folder / f"{self.taken['all']:02}-{login or 'anybody'}-{width}.png", full_page=True
            )
        context.close()

    def keeps(self, name: str, content: bytes) -> None:
        """The file, beside the pictures."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(content)
