"""Of documents (文书) and their numbers."""

from engine.refusals.refusal import Forbidden, Missing, Refusal, Unfit


class NoRightToIssue(Forbidden):
    """只有省级业务部门经办人、部长或管理员可以制发文书、作废文号。"""


class NoSuchDocument(Missing):
    """没有这份文书。"""


class DocumentNotForIt(Refusal):
    """不能制发“{kind}”：{because}。"""


class DocumentMixed(Unfit):
    """“{kind}”有 {count} 处不合公文规定：{findings}。"""


class NumberVoided(Refusal):
    """文号 {number} 已经作废：{reason}。"""


class VoidReasonMissing(Unfit):
    """请写明作废的原因：作废的文号和原因会一直保留。"""
