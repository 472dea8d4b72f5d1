"""Of points, visits and draws."""

from collections.abc import Sequence

from engine.refusals.forms import FieldFinding
from engine.refusals.refusal import Missing, Refusal, Unfit


class ReportDiffers(Refusal):
    """考察报告已由 {who} 填写，{fields}与之不一致：请照原报告确认，或请 {who} 撤回后改正。"""


class ScoresAreIn(Refusal):
    """评分已全部交齐并得出结果，评分表不能再撤回；确有差错的，请在后面的环节退回重新评分。"""


class DrawImpossible(Unfit):
    """抽签有 {count} 处不能成立，没有抽取：{lines}"""

    def __init__(self, findings: Sequence[FieldFinding]) -> None:
        """All at once: which case has too few judges, or which judge too few cases, and why."""
        lines = "；".join(f"{finding.label}：{finding.message}" for finding in findings)
        super().__init__(count=len(findings), lines=lines)
        self.findings = tuple(findings)


class NothingToDraw(Refusal):
    """“{step}”没有等候抽签的事项：都还没有走到，或已经抽过。"""


class SeedMissing(Unfit):
    """请写明抽签的种子：事先公布的一段文字，例如届次、日期和当日公开的开奖号码。"""


class NoSuchDraw(Missing):
    """没有这次抽签。"""
