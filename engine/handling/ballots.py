"""票决: papers, quorum and threshold in whole numbers. Of a secret ballot no choice enters an event."""

from dataclasses import replace

from engine import commands as c
from engine import events as e
from engine.definition import BallotStep, Fraction
from engine.handling.guards import admit, must_allow
from engine.handling.opinions import require_valid
from engine.majorities import reaches
from engine.matter import Matter, Turn
from engine.refusals import ActNotAllowed, VotedInMeeting
from engine.state import AssignmentState, CaseState, Tally
from engine.way.routing import reject, settle, settle_to
from engine.way.spots import written


def cast_vote(matter: Matter, command: c.CastVote) -> list[e.Event]:
    """Drop a paper; the last one has the ballot counted by itself."""
    turn = admit(matter, command.actor, command.assignment)
    step = _ballot(turn)
    must_allow(turn, "vote")
    require_valid(matter, step)
    choice = None if step.secret else command.choice
    events: list[e.Event] = [e.VoteCast(id=turn.mine.id, by=command.actor.id, choice=choice)]
    after = matter.after(events)
    box = _with_paper(command.box, command.choice, turn.mine.weight)
    left = sum(one.weight for one in voters(after, turn) if one.status == "open")
    if left and not (step.early and is_certain(step, _tally(after, turn, box), left)):
        return events
    return events + _count(after, turn, step, box)


def close_ballot(matter: Matter, command: c.CloseBallot) -> list[e.Event]:
    """Count although not everybody has voted."""
    turn = admit(matter, command.actor, command.assignment)
    step = _ballot(turn)
    must_allow(turn, "close_ballot")
    counted = e.AssignmentDecided(id=turn.mine.id, by=command.actor.id, decision="count", comment="")
    return [counted, *_count(matter.after([counted]), turn, step, command.box)]


def voters(matter: Matter, turn: Turn) -> list[AssignmentState]:
    """The members entitled in this visit."""
    return entitled(matter.state, _ballot(turn), turn.visit.id)


def entitled(state: CaseState, step: BallotStep, visit_id: str) -> list[AssignmentState]:
    """Who votes in a visit. Recused members have no share, or none any more: they are in no count at all."""
    return [one for one in state.share_of(visit_id) if one.body == step.by and one.status != "closed"]


def meets(part: int, fraction: Fraction, tally: Tally) -> bool:
    """``part`` against the fraction of its base, exactly: ``>=`` is 以上, ``>`` is 超过 (民法典 §1259)."""
    base = tally.present if fraction.base == "present" else tally.due  # without a meeting all are called
    return reaches(part, base, fraction)


def is_quorate(step: BallotStep, tally: Tally) -> bool:
    """Whether enough members took part. An abstention counts as present."""
    return meets(tally.present, step.quorum, tally)


def is_passed(step: BallotStep, tally: Tally) -> bool:
    """Whether enough members agreed. An abstention is never a yes."""
    return is_quorate(step, tally) and meets(tally.approve, step.threshold, tally)


def is_certain(step: BallotStep, tally: Tally, left: int) -> bool:
    """Whether the papers ``left`` cannot change the result any more, however they are filled in or stay away."""
    if not is_quorate(step, tally):
        return False
    worst, best = replace(tally, reject=tally.reject + left), replace(tally, approve=tally.approve + left)
    return meets(tally.approve, step.threshold, worst) or not meets(best.approve, step.threshold, best)


def _ballot(turn: Turn) -> BallotStep:
    if isinstance(turn.step, BallotStep) and turn.step.meeting:
        raise VotedInMeeting(step=turn.step.title)
    if isinstance(turn.step, BallotStep):
        return turn.step
    must_allow(turn, "vote")
    raise ActNotAllowed(step=turn.step.title, act="投票", allowed="")


def _with_paper(box: Tally, choice: c.Choice, weight: int) -> Tally:
    return Tally(
        due=box.due,
        approve=box.approve + weight * (choice == "approve"),
        reject=box.reject + weight * (choice == "reject"),
        abstain=box.abstain + weight * (choice == "abstain"),
    )


def _tally(matter: Matter, turn: Turn, box: Tally) -> Tally:
    """The papers in the box against all that may be cast in this visit."""
    return replace(box, due=sum(one.weight for one in voters(matter, turn)))


def _count(matter: Matter, turn: Turn, step: BallotStep, box: Tally) -> list[e.Event]:
    """The result; a vote without quorum is void and the ballot is held anew, as the next visit.

    The box of a void secret ballot stays shut: with one paper in it, the figures would say how its voter voted.
    """
    tally = _tally(matter, turn, box)
    counted = _counted(turn, step, tally)
    after = matter.after([counted])
    sentence = _sentence(step, tally)
    if not counted.quorate:
        spot = written(step.key, turn.visit.at)
        void = settle_to(turn.visit, "void", spot, f"{sentence}，本次投票无效，重新投票")
        return [void] if step.secret else [counted, void]
    if not counted.passed:
        return [counted, *reject(after.process, after.state, turn.visit, f"票决未通过：{sentence}")]
    return [counted, *settle(after.process, after.state, turn.visit, "approved", f"票决通过：{sentence}")]


def _counted(turn: Turn, step: BallotStep, tally: Tally) -> e.BallotCounted:
    return e.BallotCounted(
        id=turn.visit.id,
        step=step.key,
        due=tally.due,
        approve=tally.approve,
        reject=tally.reject,
        abstain=tally.abstain,
        quorate=is_quorate(step, tally),
        passed=is_passed(step, tally),
    )


def _sentence(step: BallotStep, tally: Tally) -> str:
    each = "票" if step.weighted else "人"
    there = f"应到 {tally.due} {each}，实到 {tally.present} {each}"
    if not is_quorate(step, tally):
        return f"{there}，未达到法定人数{in_words(step.quorum)}"
    return f"{there}，同意 {tally.approve} 票，应{in_words(step.threshold)}"


def in_words(fraction: Fraction) -> str:
    """A fraction as it is said: 超过实到人数的 1/2."""
    base = {"all": "全体人数", "due": "应到人数", "present": "实到人数"}[fraction.base]
    sign = "不少于" if fraction.op == ">=" else "超过"
    return f"{sign}{base}的 {fraction.num}/{fraction.den}"
