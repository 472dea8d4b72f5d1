"""Of the lists that a level ranks and puts forward."""

from engine.refusals.refusal import Missing, Refusal, Unfit


class RanksUnreadable(Unfit):
    """名次有 {count} 处不对：{lines}"""


class NotOnAList(Refusal):
    """{number} 在“{step}”不排名次。"""


class PutForwardAlready(Refusal):
    """{number} 已经上报，名次不能再改。"""


class NotPutForward(Refusal):
    """“{step}”要先排序、上报名单，再逐件办理。"""


class BelowTheCut(Refusal):
    """本件排第 {rank} 名，在名额之外，列为备选；前面有人退出时依次递补。"""


class NoSuchList(Missing):
    """没有这份名单，或现在没有等您排序的事项。"""


class NotChosen(Refusal):
    """{number} 没有被列为推荐人选，不能据此申报。"""


class AlreadyTakenUp(Refusal):
    """已经据此申报：{number}。"""


class NoPlacesToCutAt(Refusal):
    """{unit}本届没有分配上报名额，不必排序；逐件办理即可。"""


class SharesNotKept(Unfit):
    """名单不能上报。{answer}"""
