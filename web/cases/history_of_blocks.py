"""What happened to the ways of a case, as sentences: branches, lists, rounds, sub-cases, links."""

from collections.abc import Mapping
from typing import Any

from engine.definition import Process, branches_of
from engine.handling.subcases import LINK_LABELS
from web.wording import STATUS, Translate, word

Facts = Mapping[str, Any]


def sentence(process: Process, event: str, facts: Facts, who: str, say: Translate) -> str:
    """The sentence of an event; empty for one that other lines of the history tell already."""
    title = process.homes[facts["block"]].entry.title if facts.get("block") in process.homes else ""
    match event:
        case "block.opened" if facts["kind"] in ("parallel", "race"):
            return say("“{block}”：{n} 路同时办理").format(block=title, n=len(facts["branches"]))
        case "block.opened" if facts["kind"] == "for_each":
            lines = "、".join(facts["lines"]) or say("名单为空")
            return say("“{block}”：逐项办理 {lines}").format(block=title, lines=lines)
        case "block.opened":
            ways = "、".join(_way(process, facts["block"], n, say) for n in facts["branches"])
            return say("“{block}”：走{ways}").format(block=title, ways=ways or say("（没有适用的一路）"))
        case "block.grown":
            return say("{who}在“{block}”增加了{line}").format(who=who, block=title, line=facts["line"])
        case "block.resumed" | "block.repeated":
            words = "“{block}”：第 {n} 遍" if event == "block.repeated" else "“{block}”：接着办理"
            return say(words).format(block=title, n=facts.get("times"))
        case _:
            return ""


def _way(process: Process, block: str, branch: int, say: Translate) -> str:
    """The title of a branch, or its number."""
    title = branches_of(process.block(block))[branch].title
    return f"“{title}”" if title else say("第 {n} 路").format(n=branch + 1)


def of_other_case(facts: Facts, event: str, who: str, say: Translate) -> str:
    """The sentence of what this case has to do with another."""
    match event:
        case "subcase.opened":
            return say("系统发起了子事项 {number}").format(number=facts["number"])
        case "subcase.closed":
            status = word(STATUS, facts["status"], say)
            return say("子事项有了结果：{status}").format(status=status)
        case "case.linked":
            kind = say(LINK_LABELS[facts["kind"]])
            return say("{who}建立关联：{number}（{kind}）").format(who=who, number=facts["number"], kind=kind)
        case _:
            return say("{who}取消了一条关联").format(who=who)
