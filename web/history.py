"""The journal as sentences (办理记录): who did what, when, with which words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from engine.definition import DetermineStep, Process
from engine.scoring import in_print
from engine.spots import key_of
from engine.state import CaseState
from engine.twins import VERDICTS
from models.journal import Entry
from web import formats, overdue
from web.history_of_blocks import of_other_case, sentence
from web.history_of_forms import corrected
from web.history_of_places import of_places
from web.history_of_waivers import lapsed, may_read_reason, waived
from web.wording import ANSWER, DECISION, DOOR, OUTCOME, Translate, word


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


@dataclass(frozen=True, slots=True)
class _Teller:
    process: Process
    state: CaseState
    names: Mapping[str, str]
    say: Translate
    former: Mapping[str, str]
    hidden: frozenset[str]

    def who(self, person: str | None) -> str:
        return self.names.get(person or "", self.say("系统"))

    def acting(self, assignment: str, person: str | None) -> str:
        """Who acted with a share: a substitute for whom."""
        share = self.state.assignment(assignment)
        return share.whose if share and share.for_name else self.who(person)

    def step(self, key: str) -> str:
        home = self.process.homes.get(key)
        return home.entry.title if home else self.former.get(key, key)

    def step_of(self, assignment: str) -> str:
        one = self.state.assignment(assignment)
        return self.step(one.step) if one else ""

    def to(self, payload: Mapping[str, Any]) -> str:
        return str(payload["to"]["name"])

    def shares(self, assignments: Sequence[str]) -> str:
        found = [self.state.assignment(one) for one in assignments]
        return "、".join(dict.fromkeys(one.name for one in found if one is not None))

    def people(self, payload: Mapping[str, Any]) -> str:
        return "、".join(one["name"] for one in payload.get("assignments", ()))


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
    teller = _Teller(process, state, names, say, former, hidden)
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
    teller = _Teller(process, state, names, say, former, hidden)
    return [_sentence(teller, entry) for entry in entries]


def _sentence(t: _Teller, entry: Entry) -> Sentence:
    tell = _TELL.get(entry.event) or _plainly(_BETWEEN_THE_LINES[entry.event])
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


def _opened(t: _Teller, entry: Entry) -> tuple[str, str]:
    return t.say("{who}发起了事项").format(who=t.who(entry.payload["by"])), ""


def _submitted(t: _Teller, entry: Entry) -> tuple[str, str]:
    late = t.say("（逾期，宽限期内）") if entry.payload.get("late") else ""
    return t.say("{who}提交了申报材料").format(who=t.who(entry.actor)) + late, ""


def _step_opened(t: _Teller, entry: Entry) -> tuple[str, str]:
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


def _skipped(t: _Teller, entry: Entry) -> tuple[str, str]:
    return t.say("按规定不经“{step}”").format(step=t.step(entry.payload["step"])), entry.payload.get(
        "because", ""
    )


def _settled(t: _Teller, entry: Entry) -> tuple[str, str]:
    outcome = word(OUTCOME, entry.payload["outcome"], t.say)
    text = t.say("“{step}”结束：{outcome}").format(step=t.step(entry.payload["step"]), outcome=outcome)
    return text, entry.payload["because"] if entry.payload["outcome"] == "void" else ""


def _of_block(t: _Teller, entry: Entry) -> tuple[str, str]:
    return sentence(t.process, entry.event, entry.payload, t.who(entry.actor), t.say), entry.payload.get(
        "because", ""
    )


def _of_other_case(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    return of_other_case(p, entry.event, t.who(entry.actor), t.say), p.get("note", "")


def _of_the_ladder(t: _Teller, entry: Entry) -> tuple[str, str]:
    return overdue.sentence(t.process, entry.event, entry.payload, t.say)


def _decided(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    decision = word(DECISION, p["decision"], t.say)
    facts = {"who": t.acting(p["id"], p["by"]), "step": t.step_of(p["id"]), "decision": decision}
    sentence = (
        "{who}在“{step}”按规则自动办理：{decision}" if p.get("by_rule") else "{who}在“{step}”办理：{decision}"
    )
    return t.say(sentence).format(**facts), p.get("comment", "")


def _vacated(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    share = t.state.assignment(p["id"])
    who = share.whose if share else ""
    if p["recused"]:
        return t.say("{who}在“{step}”申请回避").format(who=who, step=t.step_of(p["id"])), p["reason"]
    return t.say("{who}已离任，不再办理“{step}”").format(who=who, step=t.step_of(p["id"])), ""


def _also_offered(t: _Teller, entry: Entry) -> tuple[str, str]:
    return t.say("改由{people}办理").format(people=t.people(entry.payload)), ""


def _transferred(t: _Teller, entry: Entry) -> tuple[str, str]:
    """By nobody when an absence begins or ends: the note says which."""
    p = entry.payload
    if p["by"] is not None:
        return _handed("{who}把“{step}”转办给{to}")(t, entry)
    facts = {"step": t.step_of(p["id"]), "to": t.to(p), "note": p["note"]}
    return t.say("“{step}”转由{to}办理：{note}").format(**facts), ""


def _voted(t: _Teller, entry: Entry) -> tuple[str, str]:
    choice = entry.payload.get("choice")
    text = t.say("{who}投了票").format(who=t.who(entry.payload["by"]))
    return (text + f"：{word(DECISION, choice, t.say)}" if choice else text), ""


def _counted(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    counts = t.say("应到 {due}，同意 {approve}，不同意 {reject}，弃权 {abstain}").format(**p)
    if p.get("at"):
        held = t.say("{number} 号会议表决，实到 {present}，发票 {issued} 张，收回 {returned} 张").format(
            **p["at"]
        )
        counts = f"{held}；{counts}"
    verdict = t.say("通过") if p["passed"] else t.say("未通过") if p["quorate"] else t.say("未达法定人数")
    return t.say("计票：{counts}，{verdict}").format(counts=counts, verdict=verdict), ""


def _scored(t: _Teller, entry: Entry) -> tuple[str, str]:
    """Without points and words: they stand in the table of scores, once they may be read."""
    return t.say("{who}交了评分表").format(who=t.who(entry.payload["by"])), ""


def _score_counted(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    verdict = {True: t.say("，达标"), False: t.say("，未达标"), None: ""}[p.get("passed")]
    text = t.say("计分：{n} 份评分表，得 {score} 分")
    return text.format(n=p["judges"], score=in_print(Fraction(p["score"]))) + verdict, ""


def _publicity(t: _Teller, entry: Entry) -> tuple[str, str]:
    until = formats.last_day(datetime.fromisoformat(entry.payload["closes_at"]))
    return t.say("公示开始，到 {until} 止").format(until=until), ""


def _suspended(t: _Teller, entry: Entry) -> tuple[str, str]:
    return t.say("公示中止，尚余 {n} 个工作日").format(n=entry.payload["days_left"]), ""


def _continued(t: _Teller, entry: Entry) -> tuple[str, str]:
    until = formats.last_day(datetime.fromisoformat(entry.payload["closes_at"]))
    return t.say("公示恢复，到 {until} 止").format(until=until), ""


def _objection(t: _Teller, entry: Entry) -> tuple[str, str]:
    text = t.say("收到异议一件")
    people = t.people(entry.payload)
    return (text + t.say("，由{people}核查").format(people=people) if people else text), ""


def _finding(t: _Teller, entry: Entry) -> tuple[str, str]:
    verdict = t.say("成立") if entry.payload["upheld"] else t.say("不成立")
    text = t.say("{who}核查异议，结论：{verdict}").format(who=t.who(entry.payload["by"]), verdict=verdict)
    return text, entry.payload["reason"]


def _asked(t: _Teller, entry: Entry) -> tuple[str, str]:
    titles = "、".join(one["title"] for one in entry.payload["opinions"])
    return t.say("向{agencies}征求意见").format(agencies=titles), ""


def _opinion_received(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    title = next((one.title for one in t.state.opinions if one.id == p["id"]), p["agency"])
    answer = word(ANSWER, p["answer"], t.say)
    text = t.say("{title}通过链接答复：{answer}，待核收（签署人：{signer}）")
    return text.format(title=title, answer=answer, signer=p["signer"]), p["reason"]


def _opinion(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    title = next((one.title for one in t.state.opinions if one.id == p["id"]), p["agency"])
    said = t.say("{title}答复：{answer}").format(title=title, answer=word(ANSWER, p["answer"], t.say))
    if p.get("dated"):
        said += t.say("（{day}，签署人：{signer}）").format(day=p["dated"], signer=p["signer"])
    return said, p["reason"]


def _returned(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    facts = {"who": t.who(p["by"]), "step": t.step(p["step"]), "to": t.step(p["to"])}
    text = t.say("{who}在“{step}”退回到“{to}”").format(**facts)
    if back := p.get("back"):
        there = "、".join(dict.fromkeys(t.step(key_of(spot)) for spot in back))
        text += t.say("，改好后直接回到“{there}”").format(there=there)
    return text, p["reason"]


def _corrected(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    what = corrected(t.process, p["before"], p["after"], t.hidden, t.say)
    text = t.say("{who}在“{step}”更正：{what}")
    return text.format(who=t.acting(p["id"], p["by"]), step=t.step(p["step"]), what=what), p["reason"]


def _handed(sentence: str) -> Callable[[_Teller, Entry], tuple[str, str]]:
    """Who handed what to whom, with the words that went with it."""

    def tell(t: _Teller, entry: Entry) -> tuple[str, str]:
        p = entry.payload
        facts = {"who": t.who(p["by"]), "to": t.to(p), "step": t.step_of(p["id"])}
        return t.say(sentence).format(**facts), p.get("note") or p.get("text") or ""

    return tell


def _on_share(sentence: str) -> Callable[[_Teller, Entry], tuple[str, str]]:
    """Who did something with a share of a step."""

    def tell(t: _Teller, entry: Entry) -> tuple[str, str]:
        p = entry.payload
        facts = {"who": t.who(p.get("by")), "step": t.step_of(p["id"])}
        return t.say(sentence).format(**facts), p.get("note") or p.get("reason") or ""

    return tell


_SIGNER = {"before": "先于本人", "beside": "与本人一起", "after": "在本人之后"}


def _signer_added(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    place = t.say(_SIGNER[p["to"]["via"]])
    return t.say("{who}加签：{to}（{place}）").format(who=t.who(p["by"]), to=t.to(p), place=place), p.get(
        "note", ""
    )


def _signer_removed(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    return t.say("{who}减签：{to}").format(who=t.who(p["by"]), to=t.shares([p["id"]])), p.get("reason", "")


def _due_shifted(t: _Teller, entry: Entry) -> tuple[str, str]:
    due = entry.payload.get("due_at")
    until = formats.last_day(datetime.fromisoformat(due)) if due else ""
    return t.say("“{step}”的时限顺延到 {until}").format(step=t.step(entry.payload["step"]), until=until), ""


def _urged(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    return t.say("{who}催办：{people}").format(who=t.who(p["by"]), people=t.shares(p["assignments"])), ""


def _copied(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    people = "、".join(one["name"] for one in p["copies"])
    if p["by"] is None:
        return t.say("按流程规定抄送{people}").format(people=people), p.get("note", "")
    return t.say("{who}抄送{people}").format(who=t.who(p["by"]), people=people), p.get("note", "")


def _read(t: _Teller, entry: Entry) -> tuple[str, str]:
    return t.say("{who}已阅").format(who=t.who(entry.payload["by"])), ""


def _determined(t: _Teller, entry: Entry) -> tuple[str, str]:
    return t.say("结果：{outcome}").format(outcome=outcome_title(t.process, entry.payload["outcome"])), ""


def outcome_title(process: Process, key: str | None) -> str:
    """How the definition calls an outcome; empty for none."""
    steps = [step for step in process.steps if isinstance(step, DetermineStep)]
    return next((one.title for step in steps for one in step.outcomes if one.key == key), key or "")


def _with_reason(sentence: str) -> Callable[[_Teller, Entry], tuple[str, str]]:
    return lambda t, entry: (t.say(sentence), str(entry.payload.get("reason", "")))


def _of_places(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    titled = t.step(p["step"]) if "step" in p else ""
    return of_places(entry.event, p, titled, t.who(p.get("by")), t.say), str(p.get("reason", ""))


def _of_twins(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    if entry.event == "twin.suspected":
        return t.say("疑似与 {number}（{unit}）为同一人").format(number=p["number"], unit=p["unit"]), ""
    text = t.say("{who}核对了 {number}：{verdict}")
    return text.format(who=t.who(p["by"]), number=p["number"], verdict=t.say(VERDICTS[p["verdict"]])), p[
        "reason"
    ]


def _waived(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    quote = p["reason"] if may_read_reason(t.process, p["rule"], t.hidden) else ""
    return waived(p, t.step(p["step"]), t.acting(p["id"], p["by"]), t.say), quote


def _lapsed(t: _Teller, entry: Entry) -> tuple[str, str]:
    return lapsed(t.process, entry.payload, t.hidden, t.say), ""


def _ended_with_title(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    text = t.say("称号 {title} 已{how}（{number}），本件自动终止")
    return text.format(title=p["title"], how=t.say(p["how"]), number=p["number"]), ""


def _moved(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    who, version = t.who(p["by"]), p["to_version"]
    if p.get("undone"):
        return t.say("{who}撤销了版本移动，回到 {version}").format(who=who, version=version), ""
    text = t.say("{who}把事项移到 {version}").format(who=who, version=version)
    ways = "、".join(f"{t.step(was)} → {t.step(now)}" for was, now in p.get("mapping", {}).items())
    return text + (t.say("（{ways}）").format(ways=ways) if ways else ""), p["reason"]


def _disclosed(t: _Teller, entry: Entry) -> tuple[str, str]:
    who = t.who(entry.payload["by"])
    said = {
        "payment": "{who}为发放下载了完整的账户",
        "matching": "{who}为信息比对导出了完整的证件号码",
        "household": "{who}查看了家庭成员的完整证件号码",
    }.get(entry.payload.get("what", ""), "{who}导出了含完整证件号码的案卷")
    return t.say(said).format(who=who), entry.payload["reason"]


def _machine(t: _Teller, entry: Entry) -> tuple[str, str]:
    """A paper, or other work that the office did by itself."""
    return t.say("系统生成了文书" if entry.payload["result"] else "系统完成了自动环节"), ""


def _document(t: _Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    who = t.who(p["by"])
    if entry.event == "document.voided":
        return t.say("{who}作废了文号 {number}").format(who=who, number=p["number"]), p["reason"]
    facts = {"who": who, "title": p["title"], "number": p["number"], "n": p["version"]}
    return t.say("{who}制发了{title}（{number}，第 {n} 版）").format(**facts), ""


def _plainly(sentence: str) -> Callable[[_Teller, Entry], tuple[str, str]]:
    return lambda t, _entry: (t.say(sentence), "")


_TOLD_BY_WHAT_FOLLOWS = ("submit", "send_back", "upheld", "dismissed")
_FAILURES = ("case.rejected", "case.withdrawn")
_TELL: dict[str, Callable[[_Teller, Entry], tuple[str, str]]] = {
    "case.opened": _opened,
    "case.submitted": _submitted,
    "step.opened": _step_opened,
    "step.skipped": _skipped,
    "step.settled": _settled,
    "assignment.decided": _decided,
    "assignment.overdue": _plainly("办理超过时限"),
    "overdue.reminded": _of_the_ladder,
    "overdue.escalated": _of_the_ladder,
    "overdue.passed_on": _of_the_ladder,
    "overdue.refused": _of_the_ladder,
    "overdue.passed": _of_the_ladder,
    "assignment.reminded": _plainly("临近时限，已催办"),
    "vote.cast": _voted,
    "ballot.counted": _counted,
    "score.given": _scored,
    "score.counted": _score_counted,
    "publicity.opened": _publicity,
    "publicity.suspended": _suspended,
    "publicity.resumed": _continued,
    "publicity.closed": _plainly("公示期满"),
    "objection.filed": _objection,
    "objection.assigned": _objection,
    "objection.settled": _finding,
    "opinion.asked": _asked,
    "opinion.received": _opinion_received,
    "opinion.recorded": _opinion,
    "machine.finished": _machine,
    "quota.taken": _of_places,
    "quota.returned": _of_places,
    "twin.suspected": _of_twins,
    "twin.judged": _of_twins,
    "case.ranked": _of_places,
    "case.put_forward": _of_places,
    "case.kept_in_reserve": _of_places,
    "case.fell_out": _of_places,
    "case.returned": _returned,
    "case.corrected": _corrected,
    "rule.waived": _waived,
    "waiver.lapsed": _lapsed,
    "case.held": _with_reason("事项暂挂，等待管理员处理"),
    "assignment.claimed": _on_share("{who}认领了“{step}”"),
    "assignment.given_back": _on_share("“{step}”已退还（{who}）"),
    "assignment.transferred": _transferred,
    "assignment.vacated": _vacated,
    "assignment.offered": _also_offered,
    "assignment.delegated": _handed("{who}就“{step}”委派{to}提出意见"),
    "assignment.taken_back": _on_share("{who}撤回了在“{step}”的办理"),
    "signer.added": _signer_added,
    "signer.removed": _signer_removed,
    "question.asked": _handed("{who}在“{step}”询问{to}"),
    "step.due_shifted": _due_shifted,
    "case.urged": _urged,
    "case.copied": _copied,
    "copy.read": _read,
    "case.moved": _moved,
    "case.terminated": _with_reason("管理员终止了事项"),
    "case.ended_with_title": _ended_with_title,
    "case.resumed": _plainly("管理员恢复办理"),
    "case.determined": _determined,
    "case.rejected": _with_reason("事项未通过"),
    "case.withdrawn": _with_reason("推荐单位撤回了事项"),
    "case.closed": _plainly("事项办结"),
    "block.opened": _of_block,
    "block.grown": _of_block,
    "block.resumed": _of_block,
    "block.repeated": _of_block,
    "subcase.opened": _of_other_case,
    "subcase.closed": _of_other_case,
    "case.linked": _of_other_case,
    "case.unlinked": _of_other_case,
    "case.disclosed": _disclosed,
    "document.issued": _document,
    "document.voided": _document,
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
