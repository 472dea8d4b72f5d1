"""A file of people → people and organs that may be registered, or every finding with its line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from engine.linter import checks
from models.reads.register import Register
from models.sealing import Seal
from seeds.findings import DefinitionRefused, Finding
from seeds.people_checks import AskedFor, odd_lines, wrong_organs, wrong_people
from seeds.people_lines import OrganLine, PartOfOrgan, PartOfPerson, PeopleLines, PersonLine
from seeds.schema import document_of, findings_of, text_of
from seeds.yaml_lines import Document

Line = TypeVar("Line", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """What the file says; ``remarks`` are lines that look like slips, but may be meant."""

    people: tuple[PersonLine, ...]
    organs: tuple[OrganLine, ...]
    remarks: tuple[Finding, ...]


class PeopleRefused(DefinitionRefused):
    """人员文件有 {count} 处问题，没有载入：{lines}"""


def read_people(path: Path, register: Register, asked: AskedFor, *, seal: Seal) -> PeopleFile:
    """Read ``path``, to be registered beside those in ``register``.

    Raises DefinitionRefused with every finding, OSError when the file cannot be read.
    """
    file = str(path)
    document = document_of(text_of(path), file)
    people = dict(_readable(PersonLine, PartOfPerson, document, "people"))
    organs = dict(_readable(OrganLine, PartOfOrgan, document, "organs"))
    wrong = [*wrong_people(people, register, seal), *wrong_organs(organs, _logins(document), register)]
    findings = [*_whole(document, file), *_with_lines(wrong, document, file)]
    if findings:
        raise PeopleRefused(findings)
    remarks = tuple(_with_lines(odd_lines(people, organs, asked), document, file))
    return PeopleFile(tuple(people.values()), tuple(organs.values()), remarks)


def _whole(document: Document, file: str) -> list[Finding]:
    """What keeps the document from being a file of people at all, or one of its lines from being read."""
    if not isinstance(document.value, dict) or not document.value:
        return [Finding(file, 1, "文件里没有人员", "写上“people:”，下面一人一项：login、name、unit、posts")]
    return findings_of(PeopleLines, document, file)


def _readable(
    model: type[Line], part: type[Line], document: Document, key: str
) -> Iterator[tuple[int, Line]]:
    """The lines under ``key`` by their places, each as far as it can be read: of the rest the schema speaks."""
    for place, line in enumerate(_lines(document, key)):
        if not isinstance(line, dict):
            continue
        try:
            yield place, model.model_validate(line)
        except ValidationError as error:
            wrong = {one["loc"][0] for one in error.errors()}
            yield place, part.model_validate({key: line[key] for key in line.keys() - wrong})


def _logins(document: Document) -> set[str]:
    """Whom the file means to register: one wrong line is no reason to complain of the seat as well."""
    return {
        str(line["login"])
        for line in _lines(document, "people")
        if isinstance(line, dict) and "login" in line
    }


def _lines(document: Document, part: str) -> list[object]:
    lines = document.value.get(part) if isinstance(document.value, dict) else None
    return lines if isinstance(lines, list) else []


def _with_lines(found: Iterable[checks.Finding], document: Document, file: str) -> Iterator[Finding]:
    for one in found:
        yield Finding(file, document.line(one.path), one.sentence, one.cure)
