"""``hardship.class``: deep, relative, by accident or none, and which households go to monitoring."""

from decimal import Decimal
from typing import Literal

from engine.hardship import examples
from engine.hardship.household import Application
from engine.hardship.parameters import HardshipParameters
from engine.hardship.reckoning import Reckoning, reckon
from engine.hardship.words import SCOPE, traits_in_words
from engine.rulebook.answer import Answer, Figure, Rule

HardshipClass = Literal["deep", "relative", "accident", "none"]
WORDS: dict[HardshipClass, str] = {
    "deep": "深度困难", "relative": "相对困难", "accident": "意外致困", "none": "不属于困难职工家庭",
}  # fmt: skip


def class_of(asked: Application) -> Answer:
    """The class of a household by the formula and the exclusions of its place and year.

    N is compared unrounded. A household above the relative line and below ``edge_multiple`` lines is
    no hardship, yet is handed to monitoring (边缘户): figure ``edge``.
    """
    reckoned = reckon(asked)
    found, why = _class(asked, reckoned)
    edge = found == "none" and reckoned.by_head < asked.parameters.edge_multiple * asked.parameters.line
    further = "；列入边缘户，转入跟踪监测" if edge else ""
    sentence = f"{WORDS[found]}：月人均 {reckoned.by_head:.2f} 元，{why}{further}。"
    return Answer(found, sentence, _figures(asked, reckoned, edge=edge))


def _class(asked: Application, reckoned: Reckoning) -> tuple[HardshipClass, str]:
    given = asked.parameters
    if barred := no_file(asked):
        return "none", f"因“{traits_in_words(barred)}”不予建档"
    if _is_deep(reckoned.by_head, given):
        if kept := not_deep(asked):
            return "relative", f"低于低保线 {given.line} 元，但因“{traits_in_words(kept)}”不认定为深度困难"
        return "deep", f"{'低于' if given.deep_cmp == 'lt' else '不高于'}低保线 {given.line} 元"
    if reckoned.by_head < given.relative_multiple * given.line:
        return "relative", f"低于低保线的 {given.relative_multiple} 倍"
    if asked.accident_loss > given.accident_share * reckoned.income:
        return "accident", f"自负损失 {asked.accident_loss} 元超过家庭年收入的 {given.accident_share:.0%}"
    return "none", f"不低于低保线的 {given.relative_multiple} 倍"


def _is_deep(by_head: Decimal, given: HardshipParameters) -> bool:
    return by_head < given.line or (given.deep_cmp == "le" and by_head == given.line)


def no_file(asked: Application) -> tuple[str, ...]:
    """The traits that keep the household out of any file, where the place says so."""
    if asked.parameters.exclusion_scope == "not_deep":
        return ()
    return tuple(one for one in asked.traits if one in asked.parameters.no_file_traits)


def not_deep(asked: Application) -> tuple[str, ...]:
    """The traits and assets that only exclude deep hardship."""
    given = asked.parameters
    traits = tuple(one for one in asked.traits if one in given.no_file_traits + given.not_deep_traits)
    rich = given.assets_limit is not None and asked.assets > given.assets_limit
    return (*traits, "assets") if rich else traits


def _figures(asked: Application, reckoned: Reckoning, *, edge: bool) -> tuple[Figure, ...]:
    given = asked.parameters
    deep = Figure(
        "line",
        "低保线 L",
        given.line,
        f"深度困难：N {'<' if given.deep_cmp == 'lt' else '≤'} L",
        given.source,
    )
    upper = given.relative_multiple * given.line
    relative = Figure(
        "relative_line", "相对困难线", upper, f"{given.relative_multiple} × {given.line}", given.source
    )
    excluded = no_file(asked) or not_deep(asked)
    return (
        *reckoned.figures,
        deep,
        relative,
        Figure(
            "exclusions",
            "排除情形",
            "、".join(excluded) or "无",
            traits_in_words(excluded),
            f"排除情形的范围：{SCOPE[given.exclusion_scope]}",
        ),
        Figure("edge", "边缘户", edge, f"N < {given.edge_multiple} × {given.line}", "跟踪监测对象"),
    )


RULE = Rule("hardship.class", "困难职工家庭认定", Application, class_of, examples.CLASS, "parameters")
