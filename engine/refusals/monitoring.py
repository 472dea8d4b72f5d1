"""Refusals of monitoring: who is watched, what happened, visits."""

from collections.abc import Sequence

from engine.refusals.refusal import Forbidden, Missing, Refusal, Unfit


class NoSuchHousehold(Missing):
    """档案 {number} 不在监测对象中；先把它纳入监测。"""


class NotYourHouseholds(Forbidden):
    """档案 {numbers} 不是您所在单位的监测对象，没有收下任何一户。"""


class NoSuchReason(Unfit):
    """现行规则没有“{reason}”这一纳入原因。可以选：{known}。"""


class InAlready(Refusal):
    """档案 {number} 已经因“{reason}”在监测中。"""


class WatchedElsewhere(Refusal):
    """档案 {number} 由另一单位监测，请先核对档案号。"""


class FileNumberUnfit(Unfit):
    """档案号写法不对：用字母、数字和短横，至多 40 个字符；不要写姓名或证件号码。"""


class NoSuchEvent(Unfit):
    """现行规则没有“{kind}”这种突发情况。可以选：{known}。"""


class DayToCome(Unfit):
    """{day} 还没有到，不能填写将来的日期。"""


class NoSuchSignal(Missing):
    """没有这条预警，或您无权查看。"""


class SignalHasCase(Refusal):
    """这条预警已经立案或已经了结。"""


class NobodyToVerify(Refusal):
    """{unit}没有可以核实预警的人（{body}），没有立案；请先登记其人员。"""


class NoSuchVisit(Missing):
    """没有这次走访，或者不归您记录。"""


class VisitNoted(Refusal):
    """这次走访已经记录过，不能再改。"""


class VisitsRefused(Unfit):
    """走访表有 {count} 处问题，没有记下任何一户：{lines}"""

    def __init__(self, findings: Sequence[str]) -> None:
        """All findings at once; nothing is taken in by halves."""
        super().__init__(count=len(findings), lines="；".join(findings))
        self.findings = tuple(findings)


class NotAVisitor(Unfit):
    """{who} 不是{unit}的人员，不能派去走访。"""


class NoMonitoringRules(Refusal):
    """{day} 还没有返困监测的规则，不登记监测对象，也不核查。"""
