"""What stands on the papers of the demonstration, and who signs them."""

from collections.abc import Mapping
from dataclasses import dataclass

Typed = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Paper:
    """One page: its title, its lines, and the body whose name stands below."""

    title: str
    words: str
    signed: str


def paper_for(key: str, title: str, typed: Typed, unit: str) -> Paper:
    """Write the paper that the form asks for under ``key``, about the nominee whose form holds ``typed``."""
    who = f"{typed['nominee_name']}（演示），{typed['workplace']}{typed['duty']}"
    match key:
        case "id_card":
            lines = f"性别：{typed['gender']}\n公民身份号码：{typed['id_no']}"
            return Paper(title, f"姓名：{typed['nominee_name']}（演示）\n{lines}", unit)
        case "congress_minutes":
            counts = "应到 {congress_due} 人，实到 {congress_present} 人，同意 {congress_agree} 人"
            return Paper(title, f"会议讨论推荐人选：{who}。\n{counts.format(**typed)}，表决通过。", unit)
        case "party_opinion":
            words = f"推荐人选：{who}。\n经党委会议研究，同意推荐。"
            return Paper(title, words, f"{unit.removesuffix('工会')}党委")
        case "decision_document":
            words = f"经推荐、审核和公示，决定表彰：{who}。\n文号：{typed['decision_number']}"
            return Paper(title, words, f"{typed['conferred_by']}（演示）")
        case _:
            return Paper(title, f"{who}。\n{str(typed['deeds']).strip()}", unit)


def reply_of(agency: str, answer: str, reason: str, typed: Typed) -> Paper:
    """Write an outside body's reply to the letter that asked for its opinion."""
    asked = f"关于推荐人选{typed['nominee_name']}（演示）的征求意见函收悉。"
    because = f"\n理由：{reason}" if reason else ""
    return Paper(f"{agency}意见", f"{asked}\n我单位意见：{answer}。{because}", f"{agency}（演示）")
