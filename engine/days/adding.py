"""``working_days.add``: the day so many working days after another, or the moment so many clock hours later."""

from datetime import timedelta

from engine.days.counting import CLAUSE, each_day, unpublished
from engine.days.question import AddAsked
from engine.deadlines import day_text, working_days_after
from engine.rulebook.answer import Answer, Figure, Rule

_EXAMPLE = """\
start: 2022-04-29            # for hours with the time: 2022-04-29T16:00
days: 5                      # or  hours: 4  — clock hours, which run through nights and holidays
calendar: cn_workdays        # the State Council's; this may be left out
days_by_hand: []             # [{day: 2022-05-06, working: false, note: 校庆}]
"""


def answer(asked: AddAsked) -> Answer:
    """The last day, with every day counted or skipped; hours give a moment of Shanghai."""
    if asked.days is None:
        end = asked.moment + timedelta(hours=asked.hours or 0)
        shown = f"{end:%Y-%m-%dT%H:%M}"
        figure = Figure("hours", "钟点小时", asked.hours or 0, "昼夜和节假日都计入")
        return Answer(shown, f"{day_text(end.date())} {end:%H:%M}", (figure,))
    start, calendar = asked.moment.date(), asked.known_days
    last = working_days_after(start, asked.days, calendar)
    figures = (Figure("start", "开始日", str(start), "不计入", CLAUSE), *each_day(start, last, calendar))
    said = f"{day_text(start)}之后第 {asked.days} 个工作日是{day_text(last)}"
    return Answer(str(last), said, (*figures, *unpublished(start, last, calendar)))


ADD = Rule("working_days.add", "若干工作日之后是哪一天", AddAsked, answer, _EXAMPLE)
