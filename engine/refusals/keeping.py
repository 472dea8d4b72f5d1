"""Of keeping cases after their end, and of lists by which they are destroyed (销毁清册)."""

from engine.refusals.refusal import Forbidden, Missing, Refusal, Unfit


class NoRightToKeep(Forbidden):
    """只有档案员、业务部部长和管理员可以暂停销毁或解除。"""


class PreservedAlready(Refusal):
    """本件已经暂停销毁：{reason}。"""


class NotPreserved(Refusal):
    """本件没有暂停销毁，不用解除。"""


class PreservedUntilPast(Unfit):
    """暂停销毁的截止日已经过去，请写以后的日期，或留空表示不定期。"""


class MayNotBeDestroyed(Refusal):
    """{number} 还不能销毁：{because}。"""


class DestroyedAlready(Refusal):
    """{number} 的个人信息已按销毁清册销毁，不再办理。"""


class NoSuchDisposal(Missing):
    """没有这份销毁清册。"""


class NotTheArchivist(Forbidden):
    """只有档案员可以提出销毁清册。"""


class NotTheApprover(Forbidden):
    """销毁清册只能由业务部部长审批。"""


class TwoPeopleNeeded(Forbidden):
    """提出清册的人不能自己审批，销毁必须两个人决定。"""


class NothingListed(Unfit):
    """清册里没有事项：请至少选定一件。"""


class NotOnDisposal(Missing):
    """{number} 不在这份清册里。"""


class DisposalDecided(Refusal):
    """清册 {number}{status}，不能再{act}。"""
