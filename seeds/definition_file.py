"""A definition file → a checked process. Every finding names its line; nothing is guessed or left out."""

from pathlib import Path

from engine.definition import Process
from engine.linter.checks import check, notices
from seeds.findings import DefinitionRefused, Finding
from seeds.references import take_in_sheets
from seeds.schema import document_of, findings_of, text_of
from seeds.staffing import Staffed, check_staffing
from seeds.yaml_lines import parse


def read_definition(path: Path, staffed: Staffed | None = None) -> tuple[Process, str]:
    """Read the checked process in ``path``, and the text it is written in.

    Raises DefinitionRefused with every finding, OSError when the file cannot be read.
    """
    text = text_of(path)
    return parse_definition(text, str(path), staffed), text


def parse_definition(text: str, file: str, staffed: Staffed | None = None) -> Process:
    """Check the process written in ``text``, and that ``staffed``, if given, has people for each of its bodies.

    Findings call the text ``file``. Raises DefinitionRefused with all of them.
    """
    document = document_of(text, file)
    wrong = take_in_sheets(document, file) or findings_of(Process, document, file)
    if wrong:
        raise DefinitionRefused(wrong)
    process = Process.model_validate(document.value)
    found = [*check(process), *(check_staffing(process, staffed) if staffed else ())]
    if found:
        raise DefinitionRefused(
            [Finding(file, document.line(one.path), one.sentence, one.cure) for one in found]
        )
    return process


def notices_of(text: str, file: str) -> list[Finding]:
    """What is worth a second look in a definition that is fit to be published.

    Raises DefinitionRefused with all findings when it is not.
    """
    process = parse_definition(text, file)
    document = parse(text)
    return [Finding(file, document.line(one.path), one.sentence, one.cure) for one in notices(process)]
