"""Refusals: the rules say no, in a sentence. The docstring is the sentence shown; ``{names}`` are its facts."""

from collections.abc import Sequence
from dataclasses import dataclass


class Refusal(Exception):
    """不予办理。"""

    def __init__(self, **facts: object) -> None:
        """Keep the facts that the sentence speaks of."""
        super().__init__()
        self.facts = facts

    @classmethod
    def template(cls) -> str:
        """The sentence with its places for facts: what translators translate."""
        return (cls.__doc__ or "").strip()

    @property
    def sentence(self) -> str:
        """The sentence in Chinese, as a reviewer reads it."""
        return self.template().format(**self.facts)

    def __str__(self) -> str:
        """The sentence, for logs of tests and scripts."""
        return self.sentence


class NoSuchAssignment(Refusal):
    """没有这件待办。"""


class NoSuchStep(Refusal):
    """事项 {number} 当前没有停在“{step}”环节。"""


class AlreadyDecided(Refusal):
    """已由 {who} 于 {at} 办理。"""


class AlreadyClosed(Refusal):
    """这件待办已关闭：{because}。"""


class NotYourTurn(Refusal):
    """还没有轮到您办理，请等待前一位办结。"""


class NotYours(Refusal):
    """这件待办由 {who} 办理，不是您的待办。"""


class NotYourUnit(Refusal):
    """这不是您所在单位可以办理的事项（事项属于：{unit}）。"""


class NoRightToOpen(Refusal):
    """只有{body}可以为本单位发起“{process}”。"""


class OwnCase(Refusal):
    """您是本事项的人选，按回避规定不得办理。"""


class CaseIsHeld(Refusal):
    """事项已暂挂，等待管理员处理：{reason}。"""


class CaseIsOver(Refusal):
    """事项已办结（{status}），不能再办理。"""


class ActNotAllowed(Refusal):
    """“{step}”环节不能{act}。现在可以：{allowed}。"""


class CommentMissing(Refusal):
    """请写明理由：{act}必须说明原因。"""


class NoSuchReturn(Refusal):
    """不能退回到“{to}”：只能退回到已经办过的环节（{allowed}）。"""


class OutcomeUnknown(Refusal):
    """请选择结果：{allowed}。"""


class QuotaExhausted(Refusal):
    """{unit}本届名额已用完（{places} 个）。"""


class NoQuota(Refusal):
    """{unit}本届没有分配名额。"""


class OpinionExpired(Refusal):
    """{agencies}的意见已过有效期，请先退回重新征求意见。"""


class NoSuchOpinion(Refusal):
    """本次没有向“{agency}”征求意见。"""


class OpinionAlreadyGiven(Refusal):
    """“{title}”已于 {at} 答复“{answer}”，不能重复登记。"""


class DocumentMissing(Refusal):
    """请上传“{title}”的书面意见：口头答复不算数。"""


class WindowNotOpen(Refusal):
    """现在不在公示期内，不能提出异议。"""


class WindowStillOpen(Refusal):
    """公示期到 {until} 才结束。"""


class WindowSuspended(Refusal):
    """有异议正在核查，公示期已中止。"""


class NoSuchObjection(Refusal):
    """没有这件异议，或已有核查结论。"""


class NotReturnable(Refusal):
    """事项已经上报，不能再撤销。"""


class NothingHeld(Refusal):
    """事项没有暂挂，不需要恢复。"""


class VersionNotValid(Refusal):
    """“{process}”的这一版规则只适用于 {first} 至 {last}，今天不能发起。"""


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """What is wrong with one field or one rule of the form, and the clause that says so."""

    field: str
    label: str
    message: str
    clause: str = ""


class FormIncomplete(Refusal):
    """表单有 {count} 处需要补正：{lines}"""

    def __init__(self, findings: Sequence[FieldFinding]) -> None:
        """All findings at once: nobody should hand in five times to hear five defects."""
        lines = "；".join(f"{finding.label}：{finding.message}" for finding in findings)
        super().__init__(count=len(findings), lines=lines)
        self.findings = tuple(findings)
