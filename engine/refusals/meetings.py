"""Of meetings (会议): who may run one, what an item allows, papers and counts."""

from engine.refusals.refusal import Forbidden, Missing, Refusal, Unfit


class NoSuchMeeting(Missing):
    """没有这次会议。"""


class NoSuchItem(Missing):
    """会议议程里没有这个议题。"""


class NotRunningMeeting(Forbidden):
    """会议由主持人{chair}或记录人{clerk}操作，您不能{act}。"""


class NotAMember(Refusal):
    """{who}不在本次会议的应到人员名单里。"""


class NotATeller(Forbidden):
    """您不是本次会议的计票人（计票人：{tellers}）。"""


class MeetingNotAsSuch(Refusal):
    """会议{status}，不能{act}。"""


class AgendaUnfit(Unfit):
    """会议议程有 {count} 处要改：{findings}。"""


class NoRightToCall(Forbidden):
    """只有省级业务部门经办人、部长或管理员可以召集会议。"""


class MembersMissing(Unfit):
    """没有通知任何成员，不能召集会议。"""


class TooFewTellers(Refusal):
    """纸质票由两人计票，请先指定两名计票人。"""


class TellersTwice(Unfit):
    """计票人 {names} 写了不止一次。"""


class NotQuorate(Refusal):
    """议题“{item}”不能表决：{sentence}。"""


class ItemNotWaiting(Refusal):
    """议题“{item}”{status}，不能{act}。"""


class NothingToCount(Refusal):
    """议题“{item}”还没有发出表决票，或已经计票。"""


class NoPaperForYou(Forbidden):
    """没有给您发这个议题的表决票：{because}。"""


class PaperAlreadyIssued(Refusal):
    """{who}已经领过这个议题的表决票。"""


class PaperReturnedAlready(Refusal):
    """{who}已经投票，不能再{act}。"""


class ByTellers(Refusal):
    """这个议题用纸质票，由计票人登记票数。"""


class ByMembers(Refusal):
    """这个议题在系统里投票，不登记纸质票数。"""


class PaperUnreadable(Unfit):
    """表决票没有填好：{because}。"""


class CountImpossible(Unfit):
    """票数不合：{findings}。"""


class CountDiffers(Refusal):
    """两名计票人的票数不一致：{differences}。请重新清点；以后登记的为准，再由另一人确认。"""


class SecondTellerNeeded(Refusal):
    """票数已由您登记，须由另一名计票人确认。"""


class NoRunOff(Refusal):
    """议题“{item}”不能再次投票：{because}。"""


class ItemsLeft(Refusal):
    """还有议题没有结束：{items}。先表决，或写明原因不表决。"""


class ReasonMissing(Unfit):
    """请写明原因。"""
