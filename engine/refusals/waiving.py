"""Of exceptions from rules of eligibility (准予例外)."""

from engine.refusals.refusal import Forbidden, Refusal, Unfit


class NoSuchRule(Unfit):
    """本流程没有这一条规则（{rule}）。"""


class RuleIsVeto(Refusal):
    """“{rule}”是一票否决，不能准予例外。"""


class NotWaivable(Refusal):
    """流程没有规定“{rule}”可以准予例外。"""


class WaivedElsewhere(Forbidden):
    """“{rule}”只能由“{step}”环节的办理人准予例外。"""


class OwnNomination(Forbidden):
    """提出推荐的人不能对自己推荐的人选准予例外。"""


class NothingToWaive(Refusal):
    """“{rule}”符合，不需要准予例外。"""


class RuleNotJudged(Refusal):
    """“{rule}”要看的内容还没有填全，不能判定，先补正再说。"""


class WaiverStands(Refusal):
    """“{rule}”已由 {who} 准予例外。"""


class WaiverNeeded(Refusal):
    """{rules}不符合：先写明理由准予例外，或者退回、不予通过。"""
