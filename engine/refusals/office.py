"""Of signing in, the clock, and what is handed in as a file."""

from collections.abc import Sequence

from engine.refusals.refusal import Forbidden, Missing, Refusal, TooOften, Unfit


class WrongPassword(Refusal):
    """用户名或密码不正确。"""


class PasswordUnfit(Unfit):
    """新密码不合要求：{reasons}。"""


class CurrentPasswordWrong(Unfit):
    """现在的密码不正确，没有更改。"""


class TokenUnfit(Unfit):
    """令牌不合要求：{reasons}。"""


class NoSuchToken(Missing):
    """没有这个令牌，或它已停用。"""


class TooManyTries(TooOften):
    """密码错误次数过多，请 {minutes} 分钟后再试。"""


class NotAdministrator(Forbidden):
    """只有管理员可以这样做。"""


class ClockBackwards(Unfit):
    """演示时钟只能向后拨：已经发生的事不能收回。"""


class ClockTooFar(Unfit):
    """演示时钟一次最多向后拨 {days} 天。"""


class NotADossier(Unfit):
    """这不是本系统写出的案卷：{because}。请向出具单位索取原件。"""


class MonthRefused(Unfit):
    """本月数据有 {count} 处问题，没有收下任何一户：{lines}"""

    def __init__(self, findings: Sequence[str]) -> None:
        """All findings at once; nothing is taken in by halves."""
        super().__init__(count=len(findings), lines="；".join(findings))
        self.findings = tuple(findings)


class PeriodNotYetBegun(Unfit):
    """{period} 尚未开始，只能监测本月及以前的月份。"""
