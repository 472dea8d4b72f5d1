"""Of who may act, and who may be brought in."""

from engine.refusals.refusal import Forbidden, Missing, Refusal, Unfit


class Recused(Forbidden):
    """{who} 按回避规定不得办理本事项（{why}）。"""


class AlreadyTakesPart(Refusal):
    """{who} 在本环节已经有待办或已经办理，不能再交给其办理。"""


class OnlyWithinTheUnit(Unfit):
    """只能{act}给本单位的同事；{who} 是其他单位的。"""


class NotToYourself(Unfit):
    """不能{act}给自己。"""


class NotPooled(Refusal):
    """“{step}”不需要认领，可以直接办理。"""


class AlreadyClaimed(Refusal):
    """您已经认领，{until} 前由您办理。"""


class NothingToGiveBack(Refusal):
    """这件待办不是认领来的，也不是别人委派的，没有可以退还的。"""


class AddedTooDeep(Refusal):
    """加签最多 {most} 层，不能再加。"""


class NotAdded(Refusal):
    """{who} 不是加签来的，不能减签。"""


class NotYourSigner(Forbidden):
    """只有加签的人（{who}）和管理员可以减签。"""


class SubstituteUnfit(Unfit):
    """不能这样安排代理：{reasons}。"""


class NoSuchSubstitution(Missing):
    """没有这项代理，或它已经结束。"""


class KinUnreadable(Unfit):
    """请填写亲属关系（至多 {most} 字）和正确的 18 位身份证号。"""


class StandInOver(Forbidden):
    """您代理 {who} 的期限已于 {until} 结束，请由本人办理。"""


class NoSuchPerson(Missing):
    """没有找到这个人，或其已离开。"""


class JudgedBlindly(Forbidden):
    """本件是匿名评审，评分交齐以前不显示单位和办理情况；现在可以在事项页面查看材料、打分。"""
