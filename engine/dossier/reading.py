"""A dossier as it was handed over: its files by path, read part by part when a check asks."""

import json
from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

from pydantic import ValidationError

from engine.chain import canonical
from engine.definition import Process
from engine.dossier import content as c
from engine.dossier.content import Collection, Line, Manifest, NotedCalendar, Part, ProbeLine, ShowingLine
from engine.refusals import NotADossier

Read = TypeVar("Read", bound=Part)


class UnreadableError(ValueError):
    """A part of a dossier cannot be read; its arguments are where, and the sentence that says why."""

    def __init__(self, where: str, sentence: str) -> None:
        super().__init__(where, sentence)
        self.where = where
        self.sentence = sentence


def collection(files: Mapping[str, bytes]) -> Collection | None:
    """The list of contents of several dossiers in one file; None when it is not such a file."""
    try:
        return Collection.model_validate_json(files.get(c.MANIFEST, b""))
    except ValidationError:
        return None


class Dossier:
    """The parts of a dossier. Every property raises UnreadableError for what is not there or not readable."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Raises NotADossier when the list of contents is not there or none of ours."""
        if c.MANIFEST not in files:
            raise NotADossier(because="里面没有案卷目录（manifest.json）")
        self.files = files
        try:
            self.manifest = Manifest.model_validate_json(files[c.MANIFEST])
        except ValidationError as problem:
            raise NotADossier(because="案卷目录（manifest.json）不是本系统写出的样子") from problem

    def text(self, path: str) -> str:
        """A file as text."""
        try:
            return self.files[path].decode()
        except KeyError:
            raise UnreadableError(path, "缺少这个文件") from None
        except UnicodeDecodeError:
            raise UnreadableError(path, "不是 UTF-8 文字") from None

    @cached_property
    def lines(self) -> list[Line]:
        """The journal, as it stands in the file."""
        return self._each(Line, c.JOURNAL)

    @cached_property
    def showings(self) -> list[ShowingLine]:
        """What was shown to the public, as the office kept it; none in a dossier from before it was kept."""
        return self._each(ShowingLine, c.SHOWINGS) if c.SHOWINGS in self.files else []

    @cached_property
    def probes(self) -> list[ProbeLine]:
        """The looks at the public pages."""
        return self._each(ProbeLine, c.PROBES) if c.PROBES in self.files else []

    @cached_property
    def calendar(self) -> NotedCalendar:
        """The working days."""
        return part(NotedCalendar, self.text(c.CALENDAR), c.CALENDAR)

    @cached_property
    def state(self) -> object:
        """The state in which the case is said to be."""
        return value(self.text(c.STATE), c.STATE)

    def _each(self, kind: type[Read], path: str) -> list[Read]:
        written = self.text(path).splitlines()
        return [part(kind, one, f"{path} 第 {n} 行") for n, one in enumerate(written, start=1)]

    def definition(self, version: str) -> Process:
        """The definition of a version."""
        path = definition_path(version)
        try:
            return Process.model_validate_json(self.text(path))
        except ValidationError:
            raise UnreadableError(path, "不是可读的流程定义") from None


def definition_path(version: str) -> str:
    """Where the text that a version's hash is taken of stands."""
    return f"{c.DEFINITIONS}{version}.json"


def value(text: str, where: str) -> object:
    """JSON, refused unless written in the one canonical way (so that a space more is a finding)."""
    try:
        found: object = json.loads(text)
        again = canonical(found)
    except (ValueError, RecursionError):
        raise UnreadableError(where, "不是 JSON") from None
    if again != text:
        raise UnreadableError(where, "写法与系统写出的不同（可能被改动过）")
    return found


def part(kind: type[Read], text: str, where: str) -> Read:
    """A part of a dossier from canonical JSON."""
    try:
        return kind.model_validate(value(text, where))
    except ValidationError:
        raise UnreadableError(where, "内容不完整，或有不应有的内容") from None
