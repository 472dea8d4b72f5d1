"""Of forms and the papers with them: every finding at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.refusals.refusal import Refusal, Unfit


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """What is wrong with one field or one rule of the form, and the clause that says so.

    ``cell`` is the place within a table: the row from 1 and the key of the column, ``3.born``.
    """

    field: str
    label: str
    message: str
    clause: str = ""
    cell: str = ""


class FormIncomplete(Unfit):
    """表单有 {count} 处需要补正：{lines}"""

    def __init__(self, findings: Sequence[FieldFinding]) -> None:
        """All findings at once: nobody should hand in five times to hear five defects."""
        lines = "；".join(f"{finding.label}：{finding.message}" for finding in findings)
        super().__init__(count=len(findings), lines=lines)
        self.findings = tuple(findings)


class SheetIncomplete(FormIncomplete):
    """评分表有 {count} 处需要补正：{lines}"""


class NothingToCorrect(Refusal):
    """“{step}”环节不能更正填报内容，需要改的请退回补正。"""


class NothingCorrected(Refusal):
    """填写的与原来一样，没有更正什么。"""


class NoSuchFile(Unfit):
    """“{title}”没有上传成功，请重新上传。"""


class FileTooLarge(Refusal):
    """文件“{name}”有 {size}，超过了 {most} 的上限，没有保存。"""


class FileWrongKind(Unfit):
    """文件“{name}”的内容不是允许的类型（{allowed}），没有保存。"""
