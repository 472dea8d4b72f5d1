"""What was voted, scored, shown and answered, as sentences."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from engine.scores.scoring import in_print
from models.journal import Entry
from web import formats
from web.cases.chronicle import Tell, Teller, plainly
from web.wording import ANSWER, DECISION, word


def _voted(t: Teller, entry: Entry) -> tuple[str, str]:
    choice = entry.payload.get("choice")
    text = t.say("{who}投了票").format(who=t.who(entry.payload["by"]))
    return (text + f"：{word(DECISION, choice, t.say)}" if choice else text), ""


def _counted(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    counts = t.say("应到 {due}，同意 {approve}，不同意 {reject}，弃权 {abstain}").format(**p)
    if p.get("at"):
        held = t.say("{number} 号会议表决，实到 {present}，发票 {issued} 张，收回 {returned} 张").format(
            **p["at"]
        )
        counts = f"{held}；{counts}"
    verdict = t.say("通过") if p["passed"] else t.say("未通过") if p["quorate"] else t.say("未达法定人数")
    return t.say("计票：{counts}，{verdict}").format(counts=counts, verdict=verdict), ""


def _scored(t: Teller, entry: Entry) -> tuple[str, str]:
    """Without points and words: they stand in the table of scores, once they may be read."""
    return t.say("{who}交了评分表").format(who=t.who(entry.payload["by"])), ""


def _score_counted(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    verdict = {True: t.say("，达标"), False: t.say("，未达标"), None: ""}[p.get("passed")]
    text = t.say("计分：{n} 份评分表，得 {score} 分")
    return text.format(n=p["judges"], score=in_print(Fraction(p["score"]))) + verdict, ""


def _publicity(t: Teller, entry: Entry) -> tuple[str, str]:
    until = formats.last_day(datetime.fromisoformat(entry.payload["closes_at"]))
    return t.say("公示开始，到 {until} 止").format(until=until), ""


def _suspended(t: Teller, entry: Entry) -> tuple[str, str]:
    return t.say("公示中止，尚余 {n} 个工作日").format(n=entry.payload["days_left"]), ""


def _continued(t: Teller, entry: Entry) -> tuple[str, str]:
    until = formats.last_day(datetime.fromisoformat(entry.payload["closes_at"]))
    return t.say("公示恢复，到 {until} 止").format(until=until), ""


def _objection(t: Teller, entry: Entry) -> tuple[str, str]:
    text = t.say("收到异议一件")
    people = t.people(entry.payload)
    return (text + t.say("，由{people}核查").format(people=people) if people else text), ""


def _finding(t: Teller, entry: Entry) -> tuple[str, str]:
    verdict = t.say("成立") if entry.payload["upheld"] else t.say("不成立")
    text = t.say("{who}核查异议，结论：{verdict}").format(who=t.who(entry.payload["by"]), verdict=verdict)
    return text, entry.payload["reason"]


def _asked(t: Teller, entry: Entry) -> tuple[str, str]:
    titles = "、".join(one["title"] for one in entry.payload["opinions"])
    return t.say("向{agencies}征求意见").format(agencies=titles), ""


def _opinion_received(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    title = next((one.title for one in t.state.opinions if one.id == p["id"]), p["agency"])
    answer = word(ANSWER, p["answer"], t.say)
    text = t.say("{title}通过链接答复：{answer}，待核收（签署人：{signer}）")
    return text.format(title=title, answer=answer, signer=p["signer"]), p["reason"]


def _opinion(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    title = next((one.title for one in t.state.opinions if one.id == p["id"]), p["agency"])
    said = t.say("{title}答复：{answer}").format(title=title, answer=word(ANSWER, p["answer"], t.say))
    if p.get("dated"):
        said += t.say("（{day}，签署人：{signer}）").format(day=p["dated"], signer=p["signer"])
    return said, p["reason"]


OF_COUNTING: Mapping[str, Tell] = {
    "vote.cast": _voted,
    "ballot.counted": _counted,
    "score.given": _scored,
    "score.counted": _score_counted,
    "publicity.opened": _publicity,
    "publicity.suspended": _suspended,
    "publicity.resumed": _continued,
    "publicity.closed": plainly("公示期满"),
    "objection.filed": _objection,
    "objection.assigned": _objection,
    "objection.settled": _finding,
    "opinion.asked": _asked,
    "opinion.received": _opinion_received,
    "opinion.recorded": _opinion,
}
