"""What the door itself refuses, before any case is asked. Each docstring is the sentence shown."""

from engine.refusals import Refusal


class NotSignedIn(Refusal):
    """请先登录。"""


class PageExpired(Refusal):
    """页面已过期，请刷新后再提交一次。"""


class NotFound(Refusal):
    """没有找到这个页面，或您没有查看它的权限。"""


class AdministratorsOnly(Refusal):
    """此页面只对系统管理员开放。"""


class OfficersOnly(Refusal):
    """只有省级业务部工作人员或系统管理员可以办理。"""


class TooManyObjections(Refusal):
    """您提交得太频繁，请一小时后再试，或直接联系受理单位。"""


class TooManyAnswers(Refusal):
    """您提交得太频繁，请一小时后再试，或直接联系征求意见的单位。"""


class LinkNotValid(Refusal):
    """这个答复链接无效或已过期，请联系征求意见的单位重新索取。"""


class MomentUnreadable(Refusal):
    """请填写日期和时间，例如 2022-03-01 09:00。"""


class DayUnreadable(Refusal):
    """请填写要回看的日期，例如 2022-04-10，或日期和时间，例如 2022-04-10T09:00。"""


class NotThereYet(Refusal):
    """{day}时还没有这件事项，它是{opened}发起的。请选择这一天或以后的日期。"""


class ChoiceMissing(Refusal):
    """请先选择一项，再提交。"""


class NotStorable(Refusal):
    """提交的内容里有无法保存的字符或数值，没有保存。"""


class YearUnreadable(Refusal):
    """请填写四位数的年份，例如 2022。"""


class PlacesUnreadable(Refusal):
    """“{unit}”的名额应填写不小于 0 的整数。"""


class DashboardIsReadOnly(Refusal):
    """监控台只供查看，不能在这里更改运行。"""


class DashboardUnreachable(Refusal):
    """监控台暂时无法连接；事项办理不受影响，请稍后再试。"""


class UploadTooLarge(Refusal):
    """提交的内容超过 {megabytes} MB，没有保存。"""


class DefinitionUnreadable(Refusal):
    """请选择一个 UTF-8 编码的流程定义文件（YAML）。"""


class LengthMissing(Refusal):
    """请求没有说明内容的长度，没有读取。"""
