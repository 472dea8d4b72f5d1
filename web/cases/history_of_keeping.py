"""What the archive did with a case after its end, as sentences."""

from collections.abc import Mapping
from datetime import datetime

from engine.deadlines import day_text, last_day
from models.journal import Entry
from web.cases.chronicle import Tell, Teller


def _preserved(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    until = p.get("until")
    if until is None:
        said = t.say("{who}暂停了本件的销毁").format(who=t.who(p["by"]))
    else:
        day = day_text(last_day(datetime.fromisoformat(until)))
        said = t.say("{who}暂停了本件的销毁，到 {day} 为止").format(who=t.who(p["by"]), day=day)
    return said, p["reason"]


def _lifted(t: Teller, entry: Entry) -> tuple[str, str]:
    return t.say("{who}解除了暂停销毁").format(who=t.who(entry.payload["by"])), entry.payload["reason"]


def _destroyed(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    text = t.say("按销毁清册 {number} 销毁了个人信息，{n} 条记录只余核对码")
    return text.format(number=p["listed"], n=len(p["withheld"])), ""


OF_THE_ARCHIVE: Mapping[str, Tell] = {
    "case.preserved": _preserved,
    "preservation.lifted": _lifted,
    "case.destroyed": _destroyed,
}
