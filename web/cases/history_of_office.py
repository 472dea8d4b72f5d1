"""What the office did with a case, as sentences: exceptions, versions, papers, looks at whole numbers."""

from collections.abc import Mapping

from engine.handling.twins import VERDICTS
from models.journal import Entry
from web.cases.chronicle import Tell, Teller
from web.cases.history_of_waivers import lapsed, may_read_reason, waived


def _of_twins(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    if entry.event == "twin.suspected":
        return t.say("疑似与 {number}（{unit}）为同一人").format(number=p["number"], unit=p["unit"]), ""
    text = t.say("{who}核对了 {number}：{verdict}")
    return text.format(who=t.who(p["by"]), number=p["number"], verdict=t.say(VERDICTS[p["verdict"]])), p[
        "reason"
    ]


def _waived(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    quote = p["reason"] if may_read_reason(t.process, p["rule"], t.hidden) else ""
    return waived(p, t.step(p["step"]), t.acting(p["id"], p["by"]), t.say), quote


def _lapsed(t: Teller, entry: Entry) -> tuple[str, str]:
    return lapsed(t.process, entry.payload, t.hidden, t.say), ""


def _moved(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    who, version = t.who(p["by"]), p["to_version"]
    if p.get("undone"):
        return t.say("{who}撤销了版本移动，回到 {version}").format(who=who, version=version), ""
    text = t.say("{who}把事项移到 {version}").format(who=who, version=version)
    ways = "、".join(f"{t.step(was)} → {t.step(now)}" for was, now in p.get("mapping", {}).items())
    return text + (t.say("（{ways}）").format(ways=ways) if ways else ""), p["reason"]


def _disclosed(t: Teller, entry: Entry) -> tuple[str, str]:
    who = t.who(entry.payload["by"])
    said = {
        "payment": "{who}为发放下载了完整的账户",
        "matching": "{who}为信息比对导出了完整的证件号码",
        "household": "{who}查看了家庭成员的完整证件号码",
    }.get(entry.payload.get("what", ""), "{who}导出了含完整证件号码的案卷")
    return t.say(said).format(who=who), entry.payload["reason"]


def _machine(t: Teller, entry: Entry) -> tuple[str, str]:
    """A paper, or other work that the office did by itself."""
    return t.say("系统生成了文书" if entry.payload["result"] else "系统完成了自动环节"), ""


def _document(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    who = t.who(p["by"])
    if entry.event == "document.voided":
        return t.say("{who}作废了文号 {number}").format(who=who, number=p["number"]), p["reason"]
    facts = {"who": who, "title": p["title"], "number": p["number"], "n": p["version"]}
    return t.say("{who}制发了{title}（{number}，第 {n} 版）").format(**facts), ""


OF_THE_OFFICE: Mapping[str, Tell] = {
    "machine.finished": _machine,
    "twin.suspected": _of_twins,
    "twin.judged": _of_twins,
    "rule.waived": _waived,
    "waiver.lapsed": _lapsed,
    "case.moved": _moved,
    "case.disclosed": _disclosed,
    "document.issued": _document,
    "document.voided": _document,
}
