"""How values read on paper: dates, months, yes and no, people's numbers masked."""

from collections.abc import Mapping
from datetime import date, datetime

from engine.conditions import fields_named, fields_of
from engine.deadlines import day_text, local_date
from engine.definition import FormField, Process
from engine.forms.words import in_words, row_in_words

_ELSEWHERE = ("file", "long_text", "table")


def written(field: FormField, answer: object) -> str:
    """The answer as it stands in a form; an unanswered field is left blank."""
    if answer is None:
        return ""
    match field.type:
        case "month":
            year, month = str(answer).split("-")
            return f"{year}年{int(month)}月"
        case "date":
            return day_text(date.fromisoformat(str(answer)))
        case "id_no" | "household":
            # 打印件与页面一样只印首尾几位：a file in the store is not sealed.
            return in_words(field, answer) if isinstance(answer, Mapping) else ""
        case "table":
            rows = answer if isinstance(answer, list | tuple) else ()
            return "\n".join(row_in_words(field.columns, one) for one in rows if isinstance(one, Mapping))
        case _:
            return in_words(field, answer)


def day_of(moment: datetime | None) -> str:
    """The day in Shaanxi, or nothing when it has not come."""
    return day_text(local_date(moment)) if moment else ""


def award(process: Process) -> str:
    """What is proposed: the title of the process without 推荐 or 评选."""
    return process.title.removesuffix("推荐").removesuffix("评选")


def proposed(process: Process) -> str:
    """Whom the award is for: a person is 人选, of others what their form calls them (集体, 单位, 团队)."""
    if process.form.about == "person":
        return "人选"
    return process.field(process.form.subject).label.removeprefix("推荐").removesuffix("名称")


def counted_by(process: Process) -> str:
    """The word with which those proposed are counted: people 名, others 个."""
    return "名" if process.form.about == "person" else "个"


def form_name(process: Process) -> str:
    """The form's name in full, as it is published: 师德标兵申报表, 全国五一劳动奖章推荐审批表."""
    return f"{award(process)}{process.form.title}"


def facts_of_form(process: Process) -> list[FormField]:
    """The short fields of the first step; what rules only check (已退休？) stands among the points checked.

    Everybody who may see the case may open its papers: a field for certain bodies only is in none.
    """
    checked = {name for rule in process.rules if rule.share for name in (rule.share.part, rule.share.whole)}
    return [
        field
        for field in process.fields_at(process.steps[0].key)
        if field.type not in _ELSEWHERE
        and not field.seen_by
        and field.key not in checked
        and not (field.type == "boolean" and _is_checked(process, field.key))
    ]


def _is_checked(process: Process, key: str) -> bool:
    return any(
        rule.condition is not None and key in fields_named(fields_of(rule.condition))
        for rule in process.rules
    )
