"""A script file → the lines of a rehearsal, each knowing where it is written; or every finding at once."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from engine.definition import Process
from engine.rehearsal.acts import ACTS, Line
from engine.rehearsal.proofreading import proofread
from engine.rehearsal.script import UNREADABLE, Expect, Opening, Pass
from engine.rehearsal.synonyms import plain
from seeds.definition_file import read_definition
from seeds.findings import DefinitionRefused, Finding
from seeds.schema import document_of, text_of
from seeds.schema_errors import words_for
from seeds.yaml_lines import Document

_OPENING = frozenset(Opening.model_fields)


class ScriptRefused(DefinitionRefused):
    """脚本有 {count} 处问题，没有排演：{lines}"""


@dataclass(frozen=True, slots=True)
class Script:
    """The lines of a script, with all that could be read of them (None for nothing), and what is wrong with them."""

    file: str
    lines: list[Line | None]
    document: Document
    findings: list[Finding]

    def versions(self) -> dict[str, Process]:
        """The other versions that the first line names; their files stand beside the script.

        Raises DefinitionRefused with the findings in one of them, ScriptRefused when one cannot be read.
        """
        first = self.lines[0] if self.lines else None
        files = first.versions if isinstance(first, Opening) else {}
        return {name: self._version(name, file) for name, file in files.items()}

    def _version(self, name: str, file: str) -> Process:
        try:
            return read_definition(Path(self.file).parent / file)[0]
        except OSError as problem:
            line = self.line_of(0, "versions", name)
            sentence = f"版本“{name}”的文件读不到：{file}（{problem.strerror}）"
            raise ScriptRefused(
                [Finding(self.file, line, sentence, "文件放在脚本旁边，写相对路径")]
            ) from problem

    def checked(self, process: Process, versions: Mapping[str, Process] | None = None) -> list[Line]:
        """The lines, fit to be played under ``process``. Raises ScriptRefused with every finding."""
        found = self.findings + [
            Finding(self.file, self.document.line(one.path), one.sentence, one.cure)
            for one in proofread(process, self.lines, versions)
        ]
        if found:
            raise ScriptRefused(found)
        return [line for line in self.lines if line is not None]

    def line_of(self, number: int, *path: str | int) -> int:
        """Where in the file the line ``number`` (from 0) of the script is written, or a part of it."""
        return self.document.line((number, *path))


def read_script(path: Path) -> Script:
    """Read the script in ``path``. Raises ScriptRefused when it is no list at all, OSError when unreadable."""
    return parse_script(text_of(path), str(path))


def parse_script(text: str, file: str) -> Script:
    """Read the script written in ``text``; findings call it ``file``. Raises ScriptRefused when it is no list."""
    document = document_of(text, file)
    if not isinstance(document.value, list):
        finding = Finding(file, 1, "脚本应是一个列表", "每个动作写成一条，以“- ”开头")
        raise ScriptRefused([finding])
    script = Script(file, [], document, [])
    for key, line in document.repeated_keys():
        script.findings.append(Finding(file, line, f"键“{key}”写了两次", "只保留一处"))
    for number, written in enumerate(document.value):
        _read_line(script, number, written)
    return script


def _read_line(script: Script, number: int, written: object) -> None:
    written = plain(written) if isinstance(written, Mapping) and "act" in written else written
    model = _model(written)
    line = None
    if model is None:
        script.findings.append(_unknown(script, number, written))
    else:
        try:
            line = model.model_validate(written)
        except ValidationError as error:
            script.findings.extend(_findings(script, number, error))
            line = _what_is_left(model, written, error)
    script.lines.append(line or _moment(written))


def _what_is_left(model: type[Line], written: object, error: ValidationError) -> Line | None:
    """The line without the words that have findings, so that the others get theirs at once too."""
    left = deepcopy(written)
    for one in error.errors():
        _remove(left, one["loc"])
    with suppress(ValidationError):
        return model.model_validate(left)
    return None


def _remove(written: Any, place: tuple[str | int, ...]) -> None:  # noqa: ANN401 - any YAML
    """Remove the innermost word of ``place`` that is in a mapping."""
    for part in place[:-1]:
        if isinstance(written, dict) and isinstance(written.get(part), dict):
            written = written[part]
    if isinstance(written, dict):
        next((written.pop(part) for part in reversed(place) if part in written), None)


def _moment(written: object) -> Pass | None:
    """All that is known of an act nobody knows: when it was to be."""
    with suppress(ValidationError):
        return Pass.model_validate({"at": written.get("at")}) if isinstance(written, Mapping) else None
    return None


def _model(written: object) -> type[Line] | None:
    """What a line is, told by its keys."""
    if not isinstance(written, Mapping):
        return None
    if "act" in written:
        return ACTS.get(str(written["act"]))
    if "expect" in written:
        return Expect
    if _OPENING & written.keys():
        return Opening
    return Pass if "at" in written and "actor" not in written else None


def _unknown(script: Script, number: int, written: object) -> Finding:
    if not isinstance(written, Mapping):
        sentence, cure = f"“{written}”不是动作", "写成“{at: …, actor: …, act: …}”"
    elif "actor" in written and "act" not in written:
        sentence, cure = "有 actor，却没有写 act", f"补上“act: …”，从这些里选：{'、'.join(ACTS)}"
    elif "act" not in written:
        sentence = "看不出这一条是什么：没有 act、at，也没有 expect"
        cure = "动作写 act，时间写 at，期望写 expect"
    else:
        sentence, cure = f"没有“{written['act']}”这种动作", _nearest(str(written["act"]))
    return Finding(script.file, script.line_of(number, "act"), sentence, cure)


def _nearest(word: str) -> str:
    near = get_close_matches(word, ACTS, n=1)
    return f"是否想写“{near[0]}”？" if near else f"从这些里选：{'、'.join(ACTS)}"


def _findings(script: Script, number: int, error: ValidationError) -> Iterator[Finding]:
    for one in error.errors(include_url=False):
        yield Finding(script.file, script.line_of(number, *one["loc"]), *_words(one))


def _words(error: ErrorDetails) -> tuple[str, str]:
    name = next((part for part in reversed(error["loc"]) if isinstance(part, str)), "")
    if error["type"] == UNREADABLE:
        return error["ctx"]["sentence"], error["ctx"]["cure"]
    if error["type"] == "dict_type":
        return f"“{name}”应写成“键: 值”，现为“{error['input']}”", "写成“{键: 值}”"
    return words_for(name, error)
