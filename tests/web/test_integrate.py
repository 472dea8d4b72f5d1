"""docs/howto/integrate.md is run command by command: what a program types, and what it is answered."""

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.web.visitors import Pages, TestClient, browser

HOWTO = Path(__file__).parents[2] / "docs/howto"
_BLOCK = re.compile(r"^```(sh|json)\n(.*?)\n```", re.DOTALL | re.MULTILINE)
_KEPT = re.compile(r"(\w+)=\$\((curl .*?) \| jq -r (\S+)\)")
_ETAG = re.compile(r"(\w+)=\$\((curl .*?) \| tr .*\)")
_STEP = re.compile(r"\[(\d+)\]|\.(\w+)")


@dataclass
class Shell:
    """A shell that knows curl, and of jq the way to one value."""

    program: TestClient
    known: dict[str, str] = field(default_factory=lambda: {"BANSHI": "http://office.example"})

    def runs(self, line: str) -> httpx.Response | None:
        """One command; what it keeps in a variable is known from then on."""
        if found := _KEPT.fullmatch(line):
            name, command, way = found.groups()
            self.known[name] = str(_along(way, self.curl(command).json()))
            return None
        if found := _ETAG.fullmatch(line):
            self.known[found[1]] = self.curl(found[2]).headers["etag"]
            return None
        return self.curl(line) if line.startswith("curl ") else None

    def curl(self, command: str) -> httpx.Response:
        """The request that curl would send."""
        words = [self._filled(one) for one in shlex.split(command)[1:]]
        sent: dict[str, Any] = {"headers": {}}
        address = ""
        while words:
            match words.pop(0):
                case "-s":
                    pass
                case "-D" | "-o":
                    words.pop(0)
                case "-u":
                    sent["auth"] = tuple(words.pop(0).split(":", 1))
                case "-H":
                    name, said = words.pop(0).split(": ", 1)
                    sent["headers"][name] = said
                case "-d":
                    sent["content"] = words.pop(0).encode()
                case one:
                    address = one
        answer: httpx.Response = self.program.request("POST" if "content" in sent else "GET", address, **sent)
        return answer

    def _filled(self, word: str) -> str:
        return re.sub(r"\$(\w+)", lambda one: self.known[one[1]], word)


def _along(way: str, told: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    for place, key in _STEP.findall(way):
        told = told[int(place)] if place else told[key]
    return told


def differs(written: Any, told: Any, at: str = "answer") -> list[str]:  # noqa: ANN401 - whatever JSON holds
    """Where the answer is not as it is written: ``…`` stands for any text, a list for one line of its kind."""
    match written:
        case Mapping():
            missing = [f"{at}.{key} is not there" for key in written if key not in told]
            return missing or [
                one for key in written for one in differs(written[key], told[key], f"{at}.{key}")
            ]
        case [line] if isinstance(told, list):
            return differs(line, told[0], f"{at}[0]") if told else [f"{at} is empty"]
        case "…":
            return [] if isinstance(told, str) else [f"{at} is {told!r}"]
        case _:
            return [] if written == told else [f"{at} is {told!r}, written {written!r}"]


def test_every_command_of_the_page_does_what_the_page_says(pages: Pages) -> None:
    pages.case("prov_review")
    shell, answer, answers = Shell(browser(pages.app)), None, 0
    for kind, text in _BLOCK.findall((HOWTO / "integrate.md").read_text(encoding="utf-8")):
        if kind == "sh":
            answer = shell.runs(text)
        else:
            assert answer is not None, text
            assert differs(json.loads(text), answer.json()) == [], answer.text
            answers += 1
    assert answers >= 10
    assert sorted(shell.known) == ["BANSHI", "CASE", "ETAG", "SHARE", "TOKEN"]


def test_both_languages_have_the_same_commands_and_answers() -> None:
    english, chinese = (
        _BLOCK.findall((HOWTO / name).read_text(encoding="utf-8"))
        for name in ("integrate.md", "integrate.zh-CN.md")
    )
    assert english == chinese
