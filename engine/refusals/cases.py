"""Of a case as a whole, its way and its ties to others."""

from engine.refusals.refusal import Forbidden, Missing, Refusal, TooOften, Unfit


class NoSuchCase(Missing):
    """没有这件事项，或您无权查看。"""


class NobodyToBegin(Refusal):
    """{unit}没有可以填报“{process}”的人，接续的事项没有发起；请先登记其人员，再重试。"""


class AnotherVariantHolds(Refusal):
    """现在不按“{process}”办理；同一事项现行的办理顺序在“发起”里。"""


class OpensBySignal(Forbidden):
    """“{process}”由监测预警自动立案，不由人发起；需要处置的，先在返困监测中报告突发情况。"""


class NoRightToOpen(Forbidden):
    """只有{body}可以为本单位发起“{process}”。"""


class NoSuchStep(Refusal):
    """事项 {number} 当前没有停在“{step}”环节。"""


class CaseIsHeld(Refusal):
    """事项已暂挂，等待管理员处理：{reason}。"""


class CaseIsOver(Refusal):
    """事项已办结（{status}），不能再办理。"""


class ReturnsOtherwise(Unfit):
    """“{step}”退回后不能“{then}”：流程没有这样规定。"""


class ShownOrVotedSince(Refusal):
    """材料改动后要重新经过“{step}”（公示、票决或准予例外的是原来的材料），不能直接回来。"""


class NoSuchReturn(Unfit):
    """不能退回到“{to}”：只能退回到已经办过的环节（{allowed}）。"""


class NotReturnable(Refusal):
    """事项已经上报，不能再撤回。"""


class OutcomeIsFixed(Refusal):
    """本事项已有结果，不能{act}。"""


class AlreadyHeld(Refusal):
    """事项已经暂挂：{reason}。"""


class NothingHeld(Refusal):
    """事项没有暂挂，不需要恢复。"""


class NotInvolved(Forbidden):
    """您没有参与本事项，不能{act}。"""


class NobodyToUrge(Refusal):
    """现在没有等待办理的人，不需要催办。"""


class UrgedAlready(TooOften):
    """{at} 已经催办过，{from_when} 起可以再催。"""


class OutsideOfficeHours(Refusal):
    """请在工作日 {first} 至 {last} 之间催办，不打扰休息。"""


class CopiedAlready(Refusal):
    """已经抄送过：{who}。"""


class NoSuchCopy(Missing):
    """没有这份抄送。"""


class WaitNotOver(Refusal):
    """等候到 {until} 为止，现在不能结束。"""


class ListDoesNotGrow(Refusal):
    """“{step}”不是逐项办理的环节，或者不允许增加。"""


class LineMissing(Unfit):
    """请填写要增加的一项。"""


class LineThereAlready(Refusal):
    """“{line}”已经在办理。"""


class LinkedToItself(Unfit):
    """事项不能与自己关联。"""


class AlreadyLinked(Refusal):
    """已经与 {number} 关联（{kind}）。"""


class NoSuchLink(Missing):
    """没有这条关联，或者它是系统建立的，不能取消。"""


class NotSuchALink(Unfit):
    """手工建立的关联只能是：{kinds}。"""


class ReviewNeedsCase(Refusal):
    """“{process}”须从未通过的事项发起：请打开那件事项，选择“申请复核”。"""


class NothingToReview(Refusal):
    """事项 {number} 没有未通过的结果，不能申请复核。"""


class ReviewTooLate(Refusal):
    """事项 {number} 的复核申请期限到 {until} 为止（{clause}），现已超过。"""


class OutcomeDoesNotFit(Refusal):
    """不能选择“{outcome}”：{needed} 的才能选择。"""
