"""Of the register of titles and its money."""

from engine.refusals.forms import FormIncomplete
from engine.refusals.refusal import Forbidden, Missing, Refusal, Unfit


class NoSuchTitle(Missing):
    """台账中没有这个称号。"""


class TitleIsOver(Refusal):
    """称号 {number} 已注销或撤销，不再办理与它有关的事项。"""


class NotHeldLongEnough(Refusal):
    """称号 {number} 须有效并持有满 {months} 个月（{day} 起），才能办理“{process}”。依据：{clause}。"""


class NotAboutTitles(Unfit):
    """“{process}”不办理“{title}”的事项。"""


class OpensFromTheRegister(Refusal):
    """“{process}”要从称号台账里选定称号后发起。"""


class ComesByTable(Refusal):
    """“{process}”要从称号台账用 xlsx 表办理。"""


class SameLeader(Unfit):
    """新领衔人与现任领衔人是同一个人，请填写新领衔人的姓名和身份证号。"""


class NotTheHolder(Refusal):
    """身份证号与称号台账中的持有人不一致，只有称号持有人本人可以申请。"""


class MoneyRefused(FormIncomplete):
    """这一笔有 {count} 处需要改正：{lines}"""


class NotStruckTwice(Refusal):
    """这一笔已经冲销，或本身就是冲销。"""


class NoRightToLedger(Forbidden):
    """只有称号所在单位的工会主席、经办人可以记支出，只有省工会业务部可以记拨付。"""
