"""What stands beside the decision on a case page: what else can be done, who for whom, and what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.definition import FormField, Process
from engine.forms.differences import differences
from engine.handling.telling import answered_after
from engine.offering.afterwards import afterwards
from engine.state import AssignmentState, CaseState
from models.journal import Entry
from models.reads.colleagues import colleagues
from models.reads.relapse import units_seen
from models.reads.relapse_course import SignalLine, signal_of_case
from web.cases import answers
from web.cases.answers import AnswerLine
from web.cases.tasks import Desk
from web.wording import VIA, Translate

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Change:
    """A field that reads differently since the last handing-in."""

    label: str
    before: AnswerLine
    after: AnswerLine


def beside(desk: Desk) -> dict[str, object]:
    """Take-backs, removals, 催办, 抄送, 暂挂 and 终止, the people to choose from, the reader's copy, and the signal."""
    me = desk.me.person
    found = afterwards(desk.process, desk.state, me, now=desk.me.now, calendar=desk.calendar)
    unread = [one for one in desk.state.copies if one.person == me.id and one.read_at is None]
    return {
        "afterwards": found,
        "colleagues": colleagues(desk.session, me.id),
        "my_copy": unread[0] if unread else None,
        "signal": _signal(desk) if desk.process.opened_by == "signals" else None,
    }


def _signal(desk: Desk) -> SignalLine | None:
    """What the case was opened for, to those who may see the household."""
    units = None if desk.me.sees_all_units else units_seen(desk.session, desk.me.person.id)
    return signal_of_case(desk.session, desk.state.id, units)


def chain(state: CaseState, share: AssignmentState, say: Translate) -> str:
    """Who for whom: 受褚勇委派. Empty for somebody whom the definition named."""
    parent = state.assignment(share.parent) if share.parent else None
    return say(VIA[share.via]).format(who=parent.name) if parent and share.via in VIA else ""


def signs(share: AssignmentState, say: Translate) -> str:
    """What a nudge brought: 催办后 5 小时办理."""
    took = answered_after(share)
    if took is None:
        return ""
    return say("催办后 {n} 小时办理").format(n=max(1, round(took.total_seconds() / _HOUR)))


def changes(
    process: Process, entries: Sequence[Entry], say: Translate, hidden: frozenset[str] = frozenset()
) -> list[Change]:
    """Field by field, what the last handing-in changed of the one before; nothing after the first."""
    handed_in = [entry.payload["answers"] for entry in entries if entry.event == "case.submitted"]
    if len(handed_in) < 2:  # noqa: PLR2004 - there is nothing to compare the first with
        return []
    before, after = handed_in[-2:]
    seen = [one for one in process.fields_at(process.steps[0].key) if one.key not in hidden]
    return between(before, after, seen, say)


def between(
    before: Mapping[str, object],
    after: Mapping[str, object],
    fields: Sequence[FormField],
    say: Translate,
) -> list[Change]:
    """Field by field, what reads differently."""
    return [
        Change(one.label, answers.line(one.of, one.before, say), answers.line(one.of, one.after, say))
        for one in differences(before, after, fields)
    ]
