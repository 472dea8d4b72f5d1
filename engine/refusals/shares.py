"""Of a person's share, and what may be done with it."""

from engine.refusals.refusal import Forbidden, Missing, Refusal, Unfit


class NoSuchAssignment(Missing):
    """没有这件待办。"""


class AlreadyDecided(Refusal):
    """已由 {who} 于 {at} 办理。"""


class AlreadyClosed(Refusal):
    """这件待办已关闭：{because}。"""


class NotYourTurn(Refusal):
    """还没有轮到您办理，请等待前一位办结。"""


class WaitsForColleague(NotYourTurn):
    """请等待 {who} 先办理（可以撤回）。"""


class ClaimedByColleague(NotYourTurn):
    """已由 {who} 认领，{until} 前由其办理。"""


class NotYours(Forbidden):
    """这件待办由 {who} 办理，不是您的待办。"""


class NotYourUnit(Forbidden):
    """这不是您所在单位可以办理的事项（事项属于：{unit}）。"""


class OwnCase(Forbidden):
    """您是本事项的人选，按回避规定不得办理。"""


class ActNotAllowed(Refusal):
    """“{step}”环节不能{act}。现在可以：{allowed}。"""


class CommentMissing(Unfit):
    """请写明理由：{act}必须说明原因。"""


class CommentTooLong(Unfit):
    """意见不超过 {most} 字，现有 {length} 字。"""


class NotInBulk(Refusal):
    """“{step}”要逐件办理，不能批量。"""


class SeveralWaysFollow(Refusal):
    """“{step}”办结后分几路，请打开本件逐件办理。"""


class TooManyAtOnce(Unfit):
    """一次最多办理 {most} 件，您选了 {chosen} 件。"""


class NothingChosen(Unfit):
    """还没有选择要办理的事项。"""


class OutcomeUnknown(Unfit):
    """请选择结果：{allowed}。"""


class VotedInMeeting(Refusal):
    """“{step}”在会议上表决，不能在这里投票或计票。"""


class NotVotedInMeeting(Refusal):
    """事项 {number} 的“{step}”不在会议上表决，或已经结束。"""


class MembersChanged(Refusal):
    """表决期间事项 {number} 有表决权的人数变了（会议记 {there}，事项记 {here}）。请写明原因结束本议题，另行表决。"""


class NothingToTakeBack(Refusal):
    """您在这件待办上没有可以撤回的办理。"""


class NextHasActed(Refusal):
    """不能撤回：{what}。"""


class PaperInTheBox(Refusal):
    """票已投入票箱，不能撤回。"""


class QuestionIsOpen(Refusal):
    """已经有一个问题在等申请人答复。"""
