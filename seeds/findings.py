"""What is wrong with a seed file: where it stands, what it is, and how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect. ``line`` counts from 1; ``cure`` says what to write instead."""

    file: str
    line: int
    sentence: str
    cure: str

    def __str__(self) -> str:
        """As a compiler would print it, so that editors can jump there."""
        return f"{self.file}:{self.line}: {self.sentence} → {self.cure}"


class DefinitionRefused(Refusal):
    """流程定义有 {count} 处问题，没有发布：{lines}"""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """All findings at once, in the order of the file."""
        self.findings = tuple(sorted(findings, key=lambda one: (one.file, one.line)))
        super().__init__(count=len(findings), lines="；".join(map(str, self.findings)))
