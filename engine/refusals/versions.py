"""Of definitions, their versions, and cases that move between them."""

from engine.refusals.refusal import Missing, Refusal, Unfit


class NoSuchProcess(Missing):
    """{day} 没有可以发起的“{process}”：还没有发布，或不在有效期内。"""


class VersionNotValid(Refusal):
    """“{process}”的这一版规则只适用于 {first} 至 {last}，今天不能发起。"""


class MoveRefused(Refusal):
    """{number} 不能移到新的版本：{because}。"""


class NoSuchVersion(Missing):
    """没有“{process}”的这一版：{version}。"""


class VersionAlready(Refusal):
    """事项已经在这一版。"""


class MappingUnreadable(Unfit):
    """对应关系有 {count} 处不对：{lines}"""


class CaseInTransit(Refusal):
    """{number} 正在转入下一环节，请稍后再移。"""


class NoMoveToUndo(Refusal):
    """没有可以撤销的版本移动。"""


class ActedSinceMove(Refusal):
    """移动之后事项已经往下办理，不能撤销移动。"""
