"""Of outside opinions, the public showing and objections."""

from engine.refusals.refusal import Missing, Refusal, Unfit


class OpinionExpired(Refusal):
    """{agencies}的意见已过有效期，请先退回重新征求意见。"""


class NoSuchOpinion(Missing):
    """本次没有向“{agency}”征求意见。"""


class OpinionAlreadyGiven(Refusal):
    """“{title}”已于 {at} 答复“{answer}”，不能重复登记。"""


class OpinionNotAsked(Refusal):
    """“{title}”的意见现在不再需要答复：事项已经往下办理或已结束。"""


class NothingReceived(Refusal):
    """“{title}”还没有通过链接答复；收到书面意见后请直接登记。"""


class SignerMissing(Unfit):
    """请写明签署人的姓名和职务（至多 {most} 字）。"""


class AnswerDateUnfit(Unfit):
    """“{title}”的答复日期不对：{because}。"""


class DocumentMissing(Unfit):
    """请上传“{title}”的书面意见：口头答复不算数。"""


class PostedOnRestDay(Refusal):
    """{day}是休息日，不能张贴公示；最早可以在{next}张贴。"""


class WindowEndsTooLate(Refusal):
    """今天张贴，“{step}”到{until}才期满，不早于上报日期{by}：公示应当在上报之前结束，逾期不报视为放弃。"""


class WindowNotOpen(Refusal):
    """现在不在公示期内，不能提出异议。"""


class WindowStillOpen(Refusal):
    """公示期到 {until} 才结束。"""


class WindowSuspended(Refusal):
    """有异议正在核查，公示期已中止。"""


class NoSuchObjection(Missing):
    """没有这件异议，或已有核查结论。"""


class ObjectionsWait(Refusal):
    """公示期间还有 {count} 件异议没有核查结论，请先作出结论，再退回。"""


class ObjectionUntraceable(Unfit):
    """请补充：{missing}。异议应具名并留联系方式；不具名的，应写明可以核查的线索（时间、地点等），至少 {clue} 字。"""
