"""What each button of an assignment would do, found by asking the engine itself. There is no second logic."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.deadlines import Calendar
from engine.definition import BallotStep, Process, ScoreStep
from engine.events import Event
from engine.forms.answers import check_answers
from engine.handling.acts_now import acts_now
from engine.handling.ballots import is_quorate, voters
from engine.handling.correcting import correctable
from engine.handling.judging import is_whole_panel
from engine.matter import Matter, Turn
from engine.offering.effects import effects_of
from engine.offering.options import Act, Option, options_for
from engine.refusals import NothingCorrected, Refusal
from engine.said import Said
from engine.state import CaseState, Tally
from engine.transitions import handle


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: the act, its value, its label, what it will do, and whether a reason must be written.

    ``value`` is what the act is given: approve or reject, the key of an outcome, the step to go back to, a
    vote, an answer, upheld or dismissed. ``refused`` says that the engine says no now; ``effects`` says why.
    """

    act: Act
    value: str
    label: str
    effects: tuple[str, ...]
    needs_comment: bool = False
    refused: bool = False


def choices(
    process: Process,
    state: CaseState,
    assignment_id: str,
    *,
    now: datetime,
    calendar: Calendar,
    answers: Mapping[str, object] | None = None,
) -> list[Choice]:
    """The buttons of an open assignment; none when it is not open or the case is held or over.

    ``answers`` is the draft, if there is one: conditions of steps to be skipped look at it. What is still
    missing in a form is left out of account here: a button says what it does once everything is filled in.
    """
    matter = Matter(_lenient(process), state, now, calendar)
    turn = _turn(matter, assignment_id)
    if turn is None:
        return []
    sound = _sound(matter, turn, answers or {})
    found = [option for act in acts_now(matter, turn) for option in options_for(matter, turn, act, sound)]
    return [_tried(matter, turn, option) for option in found]


def _lenient(process: Process) -> Process:
    """The same process without required fields, and without rules but those that an approval waits for."""
    fields = [field.model_copy(update={"required": False}) for field in process.form.fields]
    form = process.form.model_copy(update={"fields": fields})
    rules = [one for one in process.rules if one.waived_at is not None]
    return process.model_copy(update={"form": form, "rules": rules})


def _sound(matter: Matter, turn: Turn, answers: Mapping[str, object]) -> dict[str, object]:
    """The answers of the draft that have no defect."""
    wrong = {one.field for one in check_answers(matter.process.fields_at(turn.step.key), answers)}
    return {key: value for key, value in answers.items() if key not in wrong}


def _turn(matter: Matter, assignment_id: str) -> Turn | None:
    mine = matter.state.assignment(assignment_id)
    visit = matter.open_visit(mine.step_id) if mine and mine.status == "open" else None
    return matter.turn(mine) if mine and visit and matter.state.held is None else None


def tried(matter: Matter, option: Option, effects: Callable[[list[Event]], tuple[str, ...]]) -> Choice:
    """The button with the ``effects`` of what would happen, or with the refusal it would meet."""
    try:
        events = handle(
            matter.process, matter.state, option.command, now=matter.now, calendar=matter.calendar
        )
    except NothingCorrected:  # nothing is wanting but the answers: it is tried without any
        events = []
    except Refusal as refusal:
        return Choice(
            option.act, option.value, option.label, (refusal.sentence,), option.needs_comment, refused=True
        )
    return Choice(option.act, option.value, option.label, effects(events), option.needs_comment)


def _tried(matter: Matter, turn: Turn, option: Option) -> Choice:
    def effects(events: list[Event]) -> tuple[str, ...]:
        if isinstance(turn.step, BallotStep) and option.act in ("vote", "close_ballot"):
            return _effects_of_ballot(matter, turn, turn.step, option.act)
        if option.act == "score":
            return _effects_of_sheet(matter, turn)
        if option.act == "correct":
            return _effects_of_correction(matter, turn)
        return effects_of(matter, turn.visit, events)

    return tried(matter, option, effects)


def _effects_of_ballot(matter: Matter, turn: Turn, step: BallotStep, act: Act) -> tuple[str, ...]:
    """Nothing that depends on the papers in the box: the last voter must not learn how the others voted."""
    entitled = voters(matter, turn)
    voted = sum(one.status == "decided" for one in entitled)
    if act == "vote":
        left = len(entitled) - voted - 1
        return (Said("还有 {n} 人没有投票", n=left) if left else Said("全部投完，自动计票"),)
    there = Said("应到 {due} 人，已投 {voted} 票", due=len(entitled), voted=voted)
    if is_quorate(step, Tally(len(entitled), 0, 0, voted)):
        return (there, Said("达到法定人数，按票数定结果"))
    return (there, Said("未达到法定人数，本次投票无效，重新投票"))


def _effects_of_sheet(matter: Matter, turn: Turn) -> tuple[str, ...]:
    """Nothing that depends on the other sheets: the last judge must not learn what the others gave."""
    if isinstance(turn.step, ScoreStep) and not is_whole_panel(matter.process, turn.step):
        return (Said("交出后即计分"),)
    left = sum(one.status == "open" for one in matter.state.share_of(turn.visit.id)) - 1
    return (Said("还有 {n} 人没有评分", n=left) if left else Said("全部交齐，自动计分"),)


def _effects_of_correction(matter: Matter, turn: Turn) -> tuple[str, ...]:
    fields = "、".join(one.label for one in correctable(matter.process, matter.state, turn.mine))
    return (Said("可更正：{fields}", fields=fields), Said("改前、改后和理由记入办理记录，环节不变"))
