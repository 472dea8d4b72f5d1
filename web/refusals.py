"""What the door itself refuses, before any case is asked. Each docstring is the sentence shown."""

from engine.refusals import Forbidden, Missing, Refusal, TooOften, Unfit


class NotSignedIn(Refusal):
    """请先登录。"""


class TokenNotValid(Refusal):
    """接口令牌不对、已到期或已停用。"""


class TokenReadsOnly(Forbidden):
    """这个接口令牌只能读取，不能办理。"""


class NotByToken(Forbidden):
    """接口令牌只能由本人登录后申领和停用。"""


class PageExpired(Forbidden):
    """页面已过期，请刷新后再提交一次。"""


class NotFound(Missing):
    """没有找到这个页面，或您没有查看它的权限。"""


class NotAPage(Refusal):
    """这个地址只供页面上的按钮使用，不能直接打开。"""


class AdministratorsOnly(Forbidden):
    """此页面只对系统管理员开放。"""


class ArchiveOnly(Forbidden):
    """档案保管只对档案员、业务部部长和管理员开放。"""


class EndUnreadable(Unfit):
    """请填写截止的日期，例如 2022-04-10，或者留空。"""


class OfficersOnly(Forbidden):
    """只有省级业务部工作人员或系统管理员可以办理。"""


class TooManyObjections(TooOften):
    """您提交得太频繁，请一小时后再试，或直接联系受理单位。"""


class NotAnswered(Unfit):
    """请算出表单末尾的加法题，填写数字后再提交。"""


class NoSuchCode(Missing):
    """没有这个查询码对应的异议，请核对后再试。"""


class TooManyQuestions(TooOften):
    """查询得太频繁，请一小时后再试。"""


class TooManyChecks(TooOften):
    """您查验得太频繁，请一小时后再试。"""


class TooManyAnswers(TooOften):
    """您提交得太频繁，请一小时后再试，或直接联系征求意见的单位。"""


class LinkNotValid(Missing):
    """这个答复链接无效或已过期，请联系征求意见的单位重新索取。"""


class MonthUnreadable(Unfit):
    """请填写月份，例如 2022-11。"""


class CountUnreadable(Unfit):
    """“{what}”请填写整数，没有就填 0。"""


class DateUnreadable(Unfit):
    """请填写日期，例如 2022-03-01。"""


class MomentUnreadable(Unfit):
    """请填写日期和时间，例如 2022-03-01 09:00。"""


class DayUnreadable(Unfit):
    """请填写要回看的日期，例如 2022-04-10，或日期和时间，例如 2022-04-10T09:00。"""


class NotThereYet(Missing):
    """{day}时还没有这件事项，它是{opened}发起的。请选择这一天或以后的日期。"""


class ChoiceMissing(Unfit):
    """请先选择一项，再提交。"""


class NotStorable(Unfit):
    """提交的内容里有无法保存的字符或数值，没有保存。"""


class YearUnreadable(Unfit):
    """请填写四位数的年份，例如 2022。"""


class PlacesUnreadable(Unfit):
    """“{unit}”的名额应填写不小于 0 的整数。"""


class CountsUnreadable(Unfit):
    """人数不对：{lines}"""


class DashboardIsReadOnly(Forbidden):
    """监控台只供查看，不能在这里更改运行。"""


class DashboardUnreachable(Refusal):
    """监控台暂时无法连接；事项办理不受影响，请稍后再试。"""


class UploadTooLarge(Refusal):
    """提交的内容超过 {megabytes} MB，没有保存。"""


class DefinitionUnreadable(Unfit):
    """请选择一个 UTF-8 编码的流程定义文件（YAML）。"""


class LengthMissing(Refusal):
    """请求没有说明内容的长度，没有读取。"""


class SheetMissing(Unfit):
    """请先选择填好的 xlsx 文件。"""


class SheetUnreadable(Unfit):
    """这不是可以读取的 xlsx 文件，请下载模板填写后再导入。"""


class SheetTooLarge(Refusal):
    """文件太大：不超过 20 MB，请分成几个文件导入。"""


class SheetTooLong(Unfit):
    """一个文件最多 {most} 行，请分成几个文件导入。"""


class SheetEmpty(Unfit):
    """表里没有填写任何一行。"""


class SheetMerged(Unfit):
    """表里有合并的单元格，请取消合并，每行填写一件。"""


class SheetFormula(Unfit):
    """单元格 {cell} 是公式，请改成数值或文字（复制后选择性粘贴为“值”）。"""


class SheetOfAnotherForm(Refusal):
    """这不是“{process}”现行版本的模板，请重新下载模板填写。"""


class SheetOfAnotherYear(Refusal):
    """这不是 {year} 年的模板，请重新下载模板填写。"""


class ListOfAnother(Unfit):
    """这不是给“{agency}”的名单，请用从本页下载的名单登记。"""


class SheetColumns(Unfit):
    """表头与模板不一致：{wrong}。请保留模板的全部栏目，不要增加。"""


class ChangedSince(Refusal):
    """{number} 在您读取之后有了变化，请重新读取后再办理。"""


class StandsOrNot(Unfit):
    """请选择矛盾是否成立。"""


class AmountUnreadable(Unfit):
    """“{what}”不是金额或种类：金额写成 3000 或 3000.50。"""
