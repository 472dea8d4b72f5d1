"""Of rounds, their places and gates."""

from engine.refusals.refusal import Forbidden, Missing, Refusal, Unfit


class QuotaExhausted(Refusal):
    """{unit}本届名额已用完（{places} 个）。"""


class NoQuota(Refusal):
    """{unit}本届没有分配名额。"""


class RoundToChoose(Unfit):
    """请选择“{process}”是为哪一届评选推荐。"""


class RoundNotOpen(Refusal):
    """{year} 年“{process}”还没有下达名额通知，不能发起。"""


class RoundAlreadyOpen(Refusal):
    """{year} 年“{process}”的名额通知已经下达，不能重复下达。"""


class QuotaUnreadable(Unfit):
    """名额表有 {count} 处不对：{lines}"""


class NoRightToOpenRound(Forbidden):
    """只有省教科文卫体工会业务部和管理员可以下达名额通知。"""


class NoSuchRound(Missing):
    """没有 {round} 这一届。"""


class NoSuchGate(Missing):
    """“{process}”没有关口 {gate}。现有：{gates}。"""


class GateAlready(Refusal):
    """关口“{gate}”已经{how}。"""


class RoundNotBegun(Refusal):
    """本届 {day} 开始报送，现在还不能提交。"""


class RoundOver(Refusal):
    """本届报送已于 {day} 截止，逾期不报视为自动放弃。"""


class NoSuchPhase(Missing):
    """“{round}”没有 {phase} 这个阶段。现有：{phases}。"""


class CalendarUnfit(Unfit):
    """日程有 {count} 处不对：{lines}"""


class PhaseAlready(Refusal):
    """“{phase}”已经结束。"""


class PhaseNotBegun(Refusal):
    """“{phase}”{day} 才开始，此前不能打开关口“{gate}”；确需提前的，请先改期。"""


class GateNotOpen(Refusal):
    """关口“{gate}”没有打开，不能补充冻结；打开时会自动冻结。"""


class ChangedSinceFrozen(Refusal):
    """本届数据已于 {at} 在关口“{gate}”冻结，本件此后{what}，须补充冻结后才能办理。"""
