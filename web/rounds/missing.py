"""What is missing in a round, sentence by sentence: which case, how many of what, by whom, until when."""

from dataclasses import dataclass
from datetime import datetime

from engine.deadlines import Calendar
from engine.definition import BallotStep, Process
from models.reads.round_board import OpenVisit
from web.due_words import due_in_words
from web.wording import Translate


@dataclass(frozen=True, slots=True)
class Missing:
    """A line of the board: the case, what it lacks, whose act is waited for, and until when in words."""

    case_id: str
    number: str
    subject: str
    unit_name: str
    sentence: str
    people: tuple[str, ...]
    due: str
    overdue: bool


def missing_in(
    visit: OpenVisit, process: Process, now: datetime, calendar: Calendar, _: Translate
) -> Missing | None:
    """What the case lacks at this step; None where nobody has to do anything, as during a public showing."""
    lacking = _lacking(visit, process, _)
    if lacking is None:
        return None
    title = process.step(visit.step).title
    return Missing(
        visit.case_id,
        visit.number,
        visit.subject or _("（尚未填写）"),
        visit.unit_name,
        _("{lacking}（{step}）").format(
            lacking=lacking, step=f"{title}·{visit.line}" if visit.line else title
        ),
        tuple(dict.fromkeys(name for _body, name in visit.waits_for)),
        due_in_words(visit.due_at, now, calendar, _),
        visit.due_at is not None and visit.due_at <= now,
    )


def _lacking(visit: OpenVisit, process: Process, _: Translate) -> str | None:
    step, n = process.step(visit.step), len(visit.waits_for)
    if isinstance(step, BallotStep):
        voters = sum(body == step.by for body, _name in visit.waits_for)
        return _("还缺 {n} 张票").format(n=voters) if voters else _("等候计票")
    if visit.kind == "publicity" and not n:
        return None
    said = {
        "submit": _("还没有提交{form}").format(form=_(process.form.title)),
        "score": _("还缺 {n} 份评审"),
        "visit": _("还缺 {n} 人确认考察报告"),
        "consult": _("还缺 {n} 份部门意见"),
        "publicity": _("有异议等候核查"),
        "determine": _("还没有登记结果"),
        "record": _("还没有登记"),
    }
    words = said.get(visit.kind, _("还缺 {n} 份审批"))
    return words.format(n=visit.opinions if visit.kind == "consult" else n)
