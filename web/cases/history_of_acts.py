"""What people did with their shares, as sentences: decided, handed on, added, asked."""

from collections.abc import Mapping
from datetime import datetime

from models.journal import Entry
from web import formats
from web.cases.chronicle import Tell, Teller, plainly
from web.wording import DECISION, word

_SIGNER = {"before": "先于本人", "beside": "与本人一起", "after": "在本人之后"}


def _decided(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    decision = word(DECISION, p["decision"], t.say)
    facts = {"who": t.acting(p["id"], p["by"]), "step": t.step_of(p["id"]), "decision": decision}
    sentence = (
        "{who}在“{step}”按规则自动办理：{decision}" if p.get("by_rule") else "{who}在“{step}”办理：{decision}"
    )
    return t.say(sentence).format(**facts), p.get("comment", "")


def _vacated(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    share = t.state.assignment(p["id"])
    who = share.whose if share else ""
    if p["recused"]:
        return t.say("{who}在“{step}”申请回避").format(who=who, step=t.step_of(p["id"])), p["reason"]
    return t.say("{who}已离任，不再办理“{step}”").format(who=who, step=t.step_of(p["id"])), ""


def _also_offered(t: Teller, entry: Entry) -> tuple[str, str]:
    return t.say("改由{people}办理").format(people=t.people(entry.payload)), ""


def _transferred(t: Teller, entry: Entry) -> tuple[str, str]:
    """By nobody when an absence begins or ends: the note says which."""
    p = entry.payload
    if p["by"] is not None:
        return _handed("{who}把“{step}”转办给{to}")(t, entry)
    facts = {"step": t.step_of(p["id"]), "to": t.to(p), "note": p["note"]}
    return t.say("“{step}”转由{to}办理：{note}").format(**facts), ""


def _handed(sentence: str) -> Tell:
    """Who handed what to whom, with the words that went with it."""

    def tell(t: Teller, entry: Entry) -> tuple[str, str]:
        p = entry.payload
        facts = {"who": t.who(p["by"]), "to": t.to(p), "step": t.step_of(p["id"])}
        return t.say(sentence).format(**facts), p.get("note") or p.get("text") or ""

    return tell


def _on_share(sentence: str) -> Tell:
    """Who did something with a share of a step."""

    def tell(t: Teller, entry: Entry) -> tuple[str, str]:
        p = entry.payload
        facts = {"who": t.who(p.get("by")), "step": t.step_of(p["id"])}
        return t.say(sentence).format(**facts), p.get("note") or p.get("reason") or ""

    return tell


def _signer_added(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    place = t.say(_SIGNER[p["to"]["via"]])
    return t.say("{who}加签：{to}（{place}）").format(who=t.who(p["by"]), to=t.to(p), place=place), p.get(
        "note", ""
    )


def _signer_removed(t: Teller, entry: Entry) -> tuple[str, str]:
    p = entry.payload
    return t.say("{who}减签：{to}").format(who=t.who(p["by"]), to=t.shares([p["id"]])), p.get("reason", "")


def _due_shifted(t: Teller, entry: Entry) -> tuple[str, str]:
    due = entry.payload.get("due_at")
    until = formats.last_day(datetime.fromisoformat(due)) if due else ""
    return t.say("“{step}”的时限顺延到 {until}").format(step=t.step(entry.payload["step"]), until=until), ""


OF_ACTS: Mapping[str, Tell] = {
    "assignment.decided": _decided,
    "assignment.overdue": plainly("办理超过时限"),
    "assignment.reminded": plainly("临近时限，已催办"),
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
}
