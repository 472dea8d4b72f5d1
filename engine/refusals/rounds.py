"""Of rounds, their places and gates."""

from engine.refusals.refusal import Refusal


class QuotaExhausted(Refusal):
    """{unit}本届名额已用完（{places} 个）。"""


class NoQuota(Refusal):
    """{unit}本届没有分配名额。"""


class RoundNotOpen(Refusal):
    """{year} 年“{process}”还没有下达名额通知，不能发起。"""


class RoundAlreadyOpen(Refusal):
    """{year} 年“{process}”的名额通知已经下达，不能重复下达。"""


class QuotaUnreadable(Refusal):
    """名额表有 {count} 处不对：{lines}"""


class NoRightToOpenRound(Refusal):
    """只有省教科文卫体工会业务部和管理员可以下达名额通知。"""


class NoSuchRound(Refusal):
    """没有 {round} 这一届。"""


class NoSuchGate(Refusal):
    """“{process}”没有关口 {gate}。现有：{gates}。"""


class GateAlready(Refusal):
    """关口“{gate}”已经{how}。"""
