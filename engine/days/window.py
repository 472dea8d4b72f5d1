"""``publicity.window``: the last day of a publicity, with what objections do to it."""

from datetime import date

from engine.days.counting import CLAUSE, NamedCalendar, each_day, unpublished
from engine.days.question import Objection, PostingAsked, WindowAsked
from engine.deadlines import day_text, working_days_after, working_days_between
from engine.rulebook.answer import Answer, Figure, Rule

_EXAMPLE = """\
level: unit                  # unit, province or nation
posted: 2022-04-29           # the day of posting is not counted
days: 5                      # working days
objections:                  # suspend the window: what was left of it runs on after the last finding
  - {filed: 2022-05-06, settled: 2022-05-11, upheld: false}
calendar: cn_workdays
days_by_hand: []
"""
_LEVELS = {"unit": "单位公示", "province": "省级公示", "nation": "全国公示"}


def answer(asked: WindowAsked) -> Answer:
    """The last day; ``suspended`` while an objection is open, ``taken_down`` once one is upheld."""
    calendar = asked.known_days
    last = working_days_after(asked.posted, asked.days, calendar)
    figures = [*_posted(asked.posted, calendar), Figure("first_end", "未停时的末日", str(last), "", CLAUSE)]
    start = asked.posted
    for spell in _spells(asked.objections):
        if spell.filed > last:
            figures.append(
                Figure(f"late.{spell.filed}", "异议", "late", f"{spell.filed} 晚于公示末日 {last}，不停公示")
            )
            continue
        left = working_days_between(spell.filed, last, calendar)
        figures.append(
            Figure(
                f"left.{spell.filed}",
                f"{day_text(spell.filed)}停止时剩余工作日",
                left,
                "",
                "异议停止该项公示",
            )
        )
        figures += each_day(start, spell.filed, calendar)
        if spell.upheld:
            return Answer("taken_down", f"{_LEVELS[asked.level]}因异议成立而撤下", tuple(figures))
        if spell.settled is None:
            return Answer(
                "suspended",
                f"{_LEVELS[asked.level]}暂停，核查结论作出后续公示 {left} 个工作日",
                tuple(figures),
            )
        start = spell.settled
        last = working_days_after(start, left, calendar)
    figures += [*each_day(start, last, calendar), *unpublished(asked.posted, last, calendar)]
    figures.append(
        Figure("reportable", "可上报的第一天", str(working_days_after(last, 1, calendar)), "公示期满之后")
    )
    return Answer(str(last), f"{_LEVELS[asked.level]}到{day_text(last)}期满（含当日）", tuple(figures))


def _spells(objections: list[Objection]) -> list[Objection]:
    """The times during which the window stands still: objections that overlap are one."""
    spells: list[Objection] = []
    for one in sorted(objections, key=lambda each: each.filed):
        before = spells[-1] if spells else None
        if before and (before.settled is None or one.filed <= before.settled):
            spells[-1] = _joined(before, one)
        else:
            spells.append(one)
    return spells


def _joined(before: Objection, one: Objection) -> Objection:
    settled = (
        None
        if None in (before.settled, one.settled)
        else max(before.settled or one.filed, one.settled or one.filed)
    )
    return Objection(filed=before.filed, settled=settled, upheld=before.upheld or one.upheld)


def _posted(posted: date, calendar: NamedCalendar) -> list[Figure]:
    how = "不计入"
    if not calendar.is_working_day(posted):
        how = f"{calendar.name_of(posted)}，张贴在休息日，从下一个工作日起算"
    return [Figure("posted", "张贴日", str(posted), how, CLAUSE)]


WINDOW = Rule("publicity.window", "公示到哪一天期满", PostingAsked, answer, _EXAMPLE)
