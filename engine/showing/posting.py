"""张贴公示: on a working day, and in time for the window to be over before the report goes up."""

from collections.abc import Iterator

from engine.deadlines import day_text, last_day, local_date, next_working_day
from engine.definition import Process, PublicityStep, RecordStep
from engine.definition.rounds import day_in
from engine.dues import window_end
from engine.linter.findings import Finding, Path
from engine.matter import Matter
from engine.refusals import PostedOnRestDay, WindowEndsTooLate


def must_be_postable(matter: Matter, step: RecordStep) -> None:
    """Nothing to say of a record that posts nothing. Raises PostedOnRestDay, WindowEndsTooLate."""
    if step.posts is None:
        return
    posted, shown = local_date(matter.now), matter.process.step(step.posts)
    if not matter.calendar.is_working_day(posted):
        raise PostedOnRestDay(day=day_text(posted), next=day_text(next_working_day(posted, matter.calendar)))
    if not isinstance(shown, PublicityStep) or shown.ends_by is None:
        return
    reported = day_in(local_date(matter.state.opened_at).year, shown.ends_by)
    until = last_day(window_end(matter.now, shown.window, matter.calendar))
    if until >= reported:
        raise WindowEndsTooLate(step=shown.title, until=day_text(until), by=day_text(reported))


def check_posting(process: Process, step: RecordStep | PublicityStep, path: Path) -> Iterator[Finding]:
    """What is posted is the publicity that follows at once; a report date needs somebody who posts in time."""
    match step:
        case RecordStep(posts=str(posted)):
            after = process.homes.get(posted)
            siblings = process.homes[step.key].siblings
            place = process.homes[step.key].place + 1
            follows = place < len(siblings) and siblings[place].key == posted
            if after is None or not isinstance(after.entry, PublicityStep) or not follows:
                yield Finding(
                    (*path, "posts"),
                    f"“{step.title}”之后不是公示环节 {posted}",
                    "写紧接在后面的公示环节的代码",
                )
        case PublicityStep(ends_by=str()):
            posting = [one for one in process.steps if isinstance(one, RecordStep) and one.posts == step.key]
            if not posting:
                yield Finding(
                    (*path, "ends_by"),
                    f"“{step.title}”写了上报截止日，却没有人张贴",
                    "在它前面加一个写有 posts 的登记环节，或删去 ends_by",
                )
