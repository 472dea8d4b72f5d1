"""征求意见: an outside body's written answer. Silence is never consent, and an answer expires (domain §8.17)."""

from collections.abc import Sequence
from datetime import date, timedelta

from engine import commands as c
from engine import events as e
from engine.deadlines import day_text, end_of, local_date, local_text
from engine.definition import ConsultStep, Step
from engine.handling.guards import admit, must_allow, must_be_brief, must_explain
from engine.matter import Matter, Turn
from engine.refusals import (
    ActNotAllowed,
    AnswerDateUnfit,
    DocumentMissing,
    NoSuchOpinion,
    NothingReceived,
    OpinionAlreadyGiven,
    OpinionExpired,
    OpinionNotAsked,
    SignerMissing,
)
from engine.state import ANSWER_LABELS, Answer, OpinionState
from engine.way.routing import reject, settle

LONGEST_SIGNER = 60  # characters of name and office


def record_opinion(matter: Matter, command: c.RecordOpinion) -> list[e.Event]:
    """Put an answer on file. The step settles when every asked body agrees; one no ends the case."""
    turn = admit(matter, command.actor, command.assignment)
    step = _consult(turn)
    opinion = _asked(matter, turn, command.agency)
    _require_written(opinion, command)
    _require_day(matter, step, opinion, command)
    recorded = _recorded(matter, step, opinion, command)
    after = matter.after([recorded])
    if command.answer == "disagree":
        done = _decided(turn, command)
        after = after.after([done])
        reason = f"{opinion.title}不同意：{command.reason}"
        return [recorded, done, *reject(after.process, after.state, turn.visit, reason)]
    if not all_agree(of_visit(after, turn.visit.id)):
        return [recorded]
    done = _decided(turn, command)
    after = after.after([done])
    return [recorded, done, *settle(after.process, after.state, turn.visit, "done", "各部门均已书面同意")]


def receive_opinion(matter: Matter, command: c.ReceiveOpinion) -> list[e.Event]:
    """Take what an outside body answers by its signed link. Nothing follows from it until it is put on file (核收)."""
    opinion = next((one for one in matter.state.opinions if one.id == command.opinion), None)
    if opinion is None:
        raise NoSuchOpinion(agency="")
    if matter.open_visit(opinion.step_id) is None:
        raise OpinionNotAsked(title=opinion.title)
    document = _require_written(opinion, command)
    if not 0 < len(command.signer.strip()) <= LONGEST_SIGNER:
        raise SignerMissing(most=LONGEST_SIGNER)
    received = e.OpinionReceived(
        id=opinion.id,
        agency=opinion.agency,
        answer=command.answer,
        reason=command.reason,
        document=document,
        signer=command.signer.strip(),
    )
    return [received]


def accept_opinion(matter: Matter, command: c.AcceptOpinion) -> list[e.Event]:
    """Put what came by the link on file, as if the paper had come by hand."""
    turn = admit(matter, command.actor, command.assignment)
    _consult(turn)
    opinion = _asked(matter, turn, command.agency)
    if opinion.received is None:
        raise NothingReceived(title=opinion.title)
    answer = next(one for one in ANSWER_LABELS if one == opinion.received["answer"])
    return record_opinion(
        matter,
        c.RecordOpinion(
            command.actor,
            command.assignment,
            command.agency,
            answer,
            opinion.received["reason"],
            opinion.received["document"],
            signer=opinion.received["signer"],
        ),
    )


def of_visit(matter: Matter, step_id: str) -> list[OpinionState]:
    """The opinions asked at one visit."""
    return [one for one in matter.state.opinions if one.step_id == step_id]


def all_agree(opinions: Sequence[OpinionState]) -> bool:
    """Whether every asked body agrees: no answer, and 暂缓, are not consent."""
    return all(one.answer == "agree" for one in opinions)


def require_valid(matter: Matter, step: Step) -> None:
    """Refuse a yes that rests on opinions which have expired. Raises OpinionExpired naming them all."""
    if step.needs_valid is None:
        return
    visits = [one for one in matter.state.steps if one.key == step.needs_valid and one.outcome != "skipped"]
    if not visits:
        return
    expired = [one.title for one in of_visit(matter, visits[-1].id) if _has_expired(one, matter)]
    if expired:
        raise OpinionExpired(agencies="、".join(expired))


def _has_expired(opinion: OpinionState, matter: Matter) -> bool:
    return opinion.valid_until is None or opinion.valid_until <= matter.now


def _consult(turn: Turn) -> ConsultStep:
    if isinstance(turn.step, ConsultStep):
        return turn.step
    must_allow(turn, "record_opinion")
    raise ActNotAllowed(step=turn.step.title, act="登记部门意见", allowed="")


def _asked(matter: Matter, turn: Turn, agency: str) -> OpinionState:
    for opinion in of_visit(matter, turn.visit.id):
        if opinion.agency == agency:
            return opinion
    raise NoSuchOpinion(agency=agency)


def _require_written(opinion: OpinionState, command: c.RecordOpinion | c.ReceiveOpinion) -> str:
    """The written answer. A yes or a no stands; a 暂缓 may be followed by another answer."""
    if opinion.answer in ("agree", "disagree") and opinion.answered_at is not None:
        at = local_text(opinion.answered_at)
        raise OpinionAlreadyGiven(title=opinion.title, at=at, answer=ANSWER_LABELS[opinion.answer])
    if not command.document:
        raise DocumentMissing(title=opinion.title)
    must_be_brief(command.reason)
    if command.answer != "agree":
        must_explain(f"答复“{ANSWER_LABELS[command.answer]}”", command.reason)
    return command.document


def unfit_day(dated: date, *, asked: date, today: date, valid_days: int, answer: Answer) -> str | None:
    """Why a paper cannot be of that day: an answer follows the question, and a consent still has to hold."""
    if dated > today:
        return "还没有到这一天"
    if dated < asked:
        return f"早于征求意见的日期（{day_text(asked)}）"
    if answer == "agree" and dated + timedelta(days=valid_days) < today:
        return f"已超过 {valid_days} 天的有效期"
    return None


def _require_day(matter: Matter, step: ConsultStep, opinion: OpinionState, command: c.RecordOpinion) -> None:
    if command.dated is None:
        return
    why = unfit_day(
        command.dated,
        asked=local_date(opinion.asked_at),
        today=local_date(matter.now),
        valid_days=step.valid_days,
        answer=command.answer,
    )
    if why is not None:
        raise AnswerDateUnfit(title=opinion.title, because=why)


def _recorded(
    matter: Matter, step: ConsultStep, opinion: OpinionState, command: c.RecordOpinion
) -> e.OpinionRecorded:
    last_day = (command.dated or local_date(matter.now)) + timedelta(days=step.valid_days)
    return e.OpinionRecorded(
        id=opinion.id,
        agency=opinion.agency,
        answer=command.answer,
        reason=command.reason,
        document=command.document,
        valid_until=end_of(last_day) if command.answer == "agree" else None,
        by=command.actor.id,
        signer=command.signer,
        dated=command.dated,
    )


def _decided(turn: Turn, command: c.RecordOpinion) -> e.AssignmentDecided:
    return e.AssignmentDecided(id=turn.mine.id, by=command.actor.id, decision="record", comment="")
