"""Refusals about households: their files, what outside bodies say, and help."""

from collections.abc import Sequence

from engine.refusals.forms import FormIncomplete
from engine.refusals.refusal import Forbidden, Missing, Refusal


class NoHouseholdHere(Refusal):
    """“{step}”环节不填写家庭情况。"""


class TakenMeanwhile(Refusal):
    """刚有另一户把其中的人写进了档案，一人只能在一份档案里；请重新打开核对。"""


class NoHouseholdYet(Missing):
    """这件事项还没有填写家庭情况。"""


class NoSuchRequest(Missing):
    """没有这项比对，或已有答复。"""


class NotForTheCentre(Forbidden):
    """只有正在办理这件事项的人可以核清比对结果。"""


class NotTheCentre(Forbidden):
    """只有省教科文卫体工会帮扶工作人员可以办理帮扶资金。"""


class NoParameters(Refusal):
    """{place}还没有 {day} 适用的{what}；请系统管理员在“管理 → 参数”录入，写明出处。"""


class ParametersUnfit(FormIncomplete):
    """参数有 {count} 处问题，没有录入：{lines}"""


class HelpNotAllowed(Refusal):
    """不能发放：{why}"""


class NothingToPay(Refusal):
    """没有待发的帮扶资金。"""


class NoSuchPayment(Missing):
    """没有这份清单或这笔资金，或它不在可以办理的状态。"""


class ListRefused(Refusal):
    """有 {count} 户不能发放，没有生成清单：{sentences}。"""

    def __init__(self, sentences: Sequence[str]) -> None:
        """Keep every reason, which speak of file numbers only."""
        super().__init__(count=len(sentences), sentences="；".join(sentences))
