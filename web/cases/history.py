"""The journal as sentences (办理记录): who did what, when, with which words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.definition import Process
from engine.state import CaseState
from engine.way.spots import key_of
from models.journal import Entry
from web.cases import overdue
from web.cases.chronicle import Tell, Teller, plainly, with_reason
from web.cases.history_of_acts import OF_ACTS
from web.cases.history_of_blocks import of_other_case, sentence
from web.cases.history_of_counting import OF_COUNTING
from web.cases.history_of_forms import corrected
from web.cases.history_of_keeping import OF_THE_ARCHIVE
from web.cases.history_of_office import OF_THE_OFFICE
from web.cases.history_of_places import of_places
from web.wording import DOOR, OUTCOME, Translate, word


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line of the history; ``quote`` are the reason's own words, ``ends`` says that the case failed by it.

    ``door`` is from where the act came, in words: empty for lines from before doors were noted.
    """

    at: datetime
    text: str
    quote: str
    ends: bool
    door: str = ""


def history(
    process: Process,
    state: CaseState,
    entries: Sequence[Entry],
    names: Mapping[str, str],
    say: Translate,
    *,
    former: Mapping[str, str],
    hidden: frozenset[str] = frozenset(),
) -> list[Sentence]:
    """The case's history, latest first; events that only machines care about are left out.

    ``former`` are the titles of steps in the versions the case went by before, ``hidden`` the fields that the
    reader may not see.
    """
    teller = Teller(process, state, names, say, former, hidden)
    return [_sentence(teller, entry) for entry in entries if _is_told(entry)][::-1]


def every_line(
    process: Process,
    state: CaseState,
    entries: Sequence[Entry],
    names: Mapping[str, str],
    say: Translate,
    *,
    former: Mapping[str, str],
    hidden: frozenset[str] = frozenset(),
) -> list[Sentence]:
    """A sentence for every line of the journal, oldest first: what ``history`` leaves out is in it too."""
    teller = Teller(process, state, names, say, former, hidden)
    return [_sentence(teller, entry) for entry in entries]


def _sentence(t: Teller, entry: Entry) -> Sentence:
    tell = _TELL.get(entry.event) or plainly(_BETWEEN_THE_LINES[entry.event])
    return Sentence(entry.at, *tell(t, entry), entry.event in _FAILURES, word(DOOR, entry.door, t.say))


def _is_told(entry: Entry) -> bool:
    """Once is enough: what the next line of the same act says in full is left out; ways that part are told."""
    if entry.event == "step.settled":
        return str(entry.payload["outcome"]) == "void"
    if entry.event == "assignment.decided":
        return entry.payload["decision"] not in _TOLD_BY_WHAT_FOLLOWS
    if entry.event == "block.opened":
        return entry.payload["kind"] in ("parallel", "race", "for_each", "choice")
    return entry.event in _TELL


def _opened(t: Teller, entry: Entry) -> tuple[str, str]:
    return t.say("{who}发起了事项").format(who=t.who(entry.payload["by"] if entry.actor else None)), ""


def _submitted(t: Teller, entry: Entry) -> tuple[str, str]:
    late = t.say("（逾期，宽限期内）") if entry.payload.get("late") else ""
    form = t.say(t.process.form.title)
    return t.say("{who}提交了{form}").format(who=t.who(entry.actor), form=form) + late, ""


def _step_opened(t: Teller, entry: Entry) -> tuple[str, str]:
    payload = entry.payload
    text = t.say("进入“{step}”").format(step=t.step(payload["step"]))
    if line := payload.get("line"):
        text += t.say("（{line}）").format(line=line)
    if payload["visit"] > 1:
        text += t.say("（第 {n} 次）").format(n=payload["visit"])
    if people := t.people(payload):
        text += t.say("，由{people}办理").format(people=people)
    if recused := payload.get("recused"):
        text += t.say("；回避：{people}").format(people="、".join(recused))
    return text, ""


def _skipped(t: Teller, entry: Entry) -> tuple[str, str]:
    return t.say("按规定不经“{step}”").format(step=t.step(entry.payload["step"])), entry.payload.get(
        "because", ""
    )


def _settled(t: Teller, entry: Entry) -> tuple[str, str]:
    outcome = word(OUTCOME, entry.payload["outcome"], t.say)
    text = t.say("“{step}”结束：{outcome}").format(step=t.step(entry.payload["step"]), outcome=outcome)
    return text, entry.payload["because"] if entry.payload["outcome"] == "void" else ""


def _of_block(t: Teller, entry: Entry) -> tuple[str, str]:
    return sentence(t.process, entry.event, entry.payload, t.who(entry.actor), t.say), entry.payload.get(
        "because", ""
    )


def _of_other_case(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    return of_other_case(p, entry.event, t.who(entry.actor), t.say), p.get("note", "")


def _of_the_ladder(t: Teller, entry: Entry) -> tuple[str, str]:
    return overdue.sentence(t.process, entry.event, entry.payload, t.say)


def _returned(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    facts = {"who": t.who(p["by"]), "step": t.step(p["step"]), "to": t.step(p["to"])}
    text = t.say("{who}在“{step}”退回到“{to}”").format(**facts)
    if back := p.get("back"):
        there = "、".join(dict.fromkeys(t.step(key_of(spot)) for spot in back))
        text += t.say("，改好后直接回到“{there}”").format(there=there)
    return text, p["reason"]


def _corrected(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    what = corrected(t.process, p["before"], p["after"], t.hidden, t.say)
    text = t.say("{who}在“{step}”更正：{what}")
    return text.format(who=t.acting(p["id"], p["by"]), step=t.step(p["step"]), what=what), p["reason"]


def _urged(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    return t.say("{who}催办：{people}").format(who=t.who(p["by"]), people=t.shares(p["assignments"])), ""


def _copied(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    people = "、".join(one["name"] for one in p["copies"])
    if p["by"] is None:
        return t.say("按流程规定抄送{people}").format(people=people), p.get("note", "")
    return t.say("{who}抄送{people}").format(who=t.who(p["by"]), people=people), p.get("note", "")


def _read(t: Teller, entry: Entry) -> tuple[str, str]:
    return t.say("{who}已阅").format(who=t.who(entry.payload["by"])), ""


def _determined(t: Teller, entry: Entry) -> tuple[str, str]:
    return t.say("结果：{outcome}").format(outcome=outcome_title(t.process, entry.payload["outcome"])), ""


def outcome_title(process: Process, key: str | None) -> str:
    """How the definition calls an outcome; empty for none."""
    outcome = process.outcome(key)
    return outcome.title if outcome else key or ""


def _of_places(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    titled = t.step(p["step"]) if "step" in p else ""
    return of_places(entry.event, p, titled, t.who(p.get("by")), t.say), str(p.get("reason", ""))


def _ended_with_title(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    text = t.say("称号 {title} 已{how}（{number}），本件自动终止")
    return text.format(title=p["title"], how=t.say(p["how"]), number=p["number"]), ""


_TOLD_BY_WHAT_FOLLOWS = ("submit", "send_back", "upheld", "dismissed")
_FAILURES = ("case.rejected", "case.withdrawn")
_TELL: dict[str, Tell] = {
    **OF_ACTS,
    **OF_COUNTING,
    **OF_THE_OFFICE,
    **OF_THE_ARCHIVE,
    "case.opened": _opened,
    "case.submitted": _submitted,
    "step.opened": _step_opened,
    "step.skipped": _skipped,
    "step.settled": _settled,
    "overdue.reminded": _of_the_ladder,
    "overdue.escalated": _of_the_ladder,
    "overdue.passed_on": _of_the_ladder,
    "overdue.refused": _of_the_ladder,
    "overdue.passed": _of_the_ladder,
    "quota.taken": _of_places,
    "quota.returned": _of_places,
    "case.ranked": _of_places,
    "case.put_forward": _of_places,
    "case.kept_in_reserve": _of_places,
    "case.fell_out": _of_places,
    "case.returned": _returned,
    "case.corrected": _corrected,
    "case.held": with_reason("事项暂挂，等待管理员处理"),
    "case.urged": _urged,
    "case.copied": _copied,
    "copy.read": _read,
    "case.terminated": with_reason("管理员终止了事项"),
    "case.ended_with_title": _ended_with_title,
    "case.resumed": plainly("管理员恢复办理"),
    "case.determined": _determined,
    "case.rejected": with_reason("事项未通过"),
    "case.withdrawn": with_reason("推荐单位撤回了事项"),
    "case.closed": plainly("事项办结"),
    "block.opened": _of_block,
    "block.grown": _of_block,
    "block.resumed": _of_block,
    "block.repeated": _of_block,
    "subcase.opened": _of_other_case,
    "subcase.closed": _of_other_case,
    "case.linked": _of_other_case,
    "case.unlinked": _of_other_case,
}
# What follows from the line before it, and is told in a dossier only.
_BETWEEN_THE_LINES = {
    "assignment.opened": "轮到下一位办理",
    "step.reopened": "环节恢复办理",
    "question.answered": "申请人作了答复",
    "question.dropped": "询问不再需要答复",
    "branch.finished": "一路办完",
    "branch.reopened": "一路恢复办理",
    "block.reopened": "分支恢复办理",
    "branch.chosen": "走先到的一路，其余停止",
    "block.settled": "分支汇合",
    "subcase.asked": "请系统发起子事项",
}
TOLD = frozenset({*_TELL, *_BETWEEN_THE_LINES})
"""The kinds of fact that have a sentence."""
