"""Every command that the holder of an assignment could ask for, as one of the buttons of a page."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from engine import commands as c
from engine.definition import DetermineStep, ScoreStep
from engine.handling.acts import LABELS, ActName
from engine.handling.opinions import of_visit
from engine.handling.returning import THEN_LABELS, returns_from, thens
from engine.matter import Matter, Turn
from engine.state import ANSWER_LABELS, Person, Tally

Act = Literal[
    "submit",
    "decide",
    "send_back",
    "vote",
    "close_ballot",
    "record_opinion",
    "record_finding",
    "claim",
    "give_back",
    "transfer",
    "delegate",
    "add_signer",
    "ask",
    "answer",
    "take_back",
    "remove_signer",
    "urge",
    "terminate",
    "hold",
    "add_line",
    "score",
    "correct",
]
Answers = Mapping[str, object]

VOTE_LABELS: dict[c.Choice, str] = {"approve": "同意", "reject": "不同意", "abstain": "弃权"}
PLACE_LABELS: dict[c.Place, str] = {"before": "先于我", "beside": "与我一起", "after": "在我之后"}
_SOME_REASON = "（理由）"
_SOME_LINE = "（新的一项）"
_EMPTY_BOX = Tally(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Option:
    """A button before it is tried: act, value and label, and the command that it would ask."""

    act: Act
    value: str
    label: str
    command: c.Command
    needs_comment: bool = False


def options_for(matter: Matter, turn: Turn, act: ActName, answers: Answers) -> Iterator[Option]:
    """The buttons of one act: one, or one for each outcome, vote, answer, finding or way back."""
    return _OPTIONS[act](matter, turn, answers)


def _actor(turn: Turn) -> Person:
    return Person(turn.mine.person, turn.mine.name, turn.mine.unit)


def _somebody(turn: Turn) -> Person:
    """Whoever will be chosen: a colleague about whom there is nothing to object."""
    return Person("somebody", "所选的人", turn.mine.unit)


def _submission(matter: Matter, turn: Turn, answers: Answers) -> Iterator[Option]:
    own = {field.key for field in matter.process.fields_at(turn.step.key)}
    known = {key: value for key, value in {**matter.state.answers, **answers}.items() if key in own}
    place = c.Places(matter.state.unit.name, 1, 0)
    subject, identity = matter.state.subject or "", matter.state.identity
    command = c.Submit(_actor(turn), turn.mine.id, known, subject, identity, place)
    yield Option("submit", "submit", LABELS["submit"], command)


def _approval(_matter: Matter, turn: Turn, answers: Answers) -> Iterator[Option]:
    names: dict[str, ActName] = {"sign": "approve", "visit": "visit"}
    label = LABELS[names.get(turn.step.kind, "record")]
    label = "建议同意" if turn.mine.via == "delegate" else label
    yield Option("decide", "approve", label, c.Decide(_actor(turn), turn.mine.id, "approve", answers=answers))


def _rejection(_matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    command = c.Decide(_actor(turn), turn.mine.id, "reject", _SOME_REASON)
    label = "建议不同意" if turn.mine.via == "delegate" else LABELS["reject"]
    yield Option("decide", "reject", label, command, needs_comment=True)


def _abstention(_matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    command = c.Decide(_actor(turn), turn.mine.id, "abstain")
    yield Option("decide", "abstain", LABELS["abstain"], command)


def _claiming(_matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    yield Option("claim", "claim", LABELS["claim"], c.Claim(_actor(turn), turn.mine.id))


def _giving_back(_matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    yield Option("give_back", "give_back", LABELS["give_back"], c.GiveBack(_actor(turn), turn.mine.id))


def _transfers(_matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    command = c.Transfer(_actor(turn), turn.mine.id, _somebody(turn))
    yield Option("transfer", "transfer", LABELS["transfer"], command)


def _delegations(_matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    command = c.Delegate(_actor(turn), turn.mine.id, _somebody(turn))
    yield Option("delegate", "delegate", LABELS["delegate"], command)


def _added_signers(_matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    for place, label in PLACE_LABELS.items():
        command = c.AddSigner(_actor(turn), turn.mine.id, _somebody(turn), place)
        yield Option("add_signer", place, label, command)


def _questions(_matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    command = c.Ask(_actor(turn), turn.mine.id, _SOME_REASON)
    yield Option("ask", "ask", LABELS["ask"], command, needs_comment=True)


def _lines(_matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    command = c.AddLine(_actor(turn), turn.mine.id, _SOME_LINE)
    yield Option("add_line", "add_line", LABELS["add_line"], command, needs_comment=True)


def _corrections(_matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    """Nothing is said yet of what is to stand there."""
    command = c.Correct(_actor(turn), turn.mine.id, {}, _SOME_REASON)
    yield Option("correct", "correct", LABELS["correct"], command, needs_comment=True)


def _replies(_matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    command = c.AnswerQuestion(_actor(turn), turn.mine.id, _SOME_REASON)
    yield Option("answer", "answer", LABELS["answer"], command, needs_comment=True)


def _votes(_matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    for choice, label in VOTE_LABELS.items():
        yield Option("vote", choice, label, c.CastVote(_actor(turn), turn.mine.id, choice, _EMPTY_BOX))


def _closing(_matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    command = c.CloseBallot(_actor(turn), turn.mine.id, _EMPTY_BOX)
    yield Option("close_ballot", "close", LABELS["close_ballot"], command)


def _scores(matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    """One button, by the example of full points."""
    if isinstance(turn.step, ScoreStep) and (sheet := matter.process.sheet_of(turn.step.key)):
        points = {one.key: str(one.max) for one in sheet.criteria}
        yield Option("score", "score", "提交评分", c.Score(_actor(turn), turn.mine.id, points))


def _outcomes(_matter: Matter, turn: Turn, answers: Answers) -> Iterator[Option]:
    if isinstance(turn.step, DetermineStep):
        for one in turn.step.outcomes:
            reason = _SOME_REASON if one.needs_reason else ""
            command = c.Decide(_actor(turn), turn.mine.id, "approve", reason, answers, one.key)
            yield Option("decide", one.key, one.title, command, needs_comment=one.needs_reason)


def _opinions(matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    """The effects of each answer, by the example of the first body that has not answered finally."""
    asked = [one for one in of_visit(matter, turn.visit.id) if one.answer in (None, "defer")]
    for answer, label in ANSWER_LABELS.items():
        for one in asked[:1]:
            command = c.RecordOpinion(_actor(turn), turn.mine.id, one.agency, answer, _SOME_REASON, "example")
            yield Option("record_opinion", answer, label, command, needs_comment=answer != "agree")


def _findings(_matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    for upheld, value, label in ((True, "upheld", "异议成立"), (False, "dismissed", "异议不成立")):
        objection = turn.mine.objection or ""
        command = c.RecordFinding(_actor(turn), turn.mine.id, objection, upheld, _SOME_REASON)
        yield Option("record_finding", value, label, command, needs_comment=True)


def _returns(matter: Matter, turn: Turn, _answers: Answers) -> Iterator[Option]:
    """One for each step and for what follows the correction; the usual one bears the step's key alone."""
    for key in returns_from(matter, turn.step.key):
        label = f"退回到“{matter.process.step(key).title}”"
        possible = thens(matter, turn, key)
        for then in possible:
            usual = then == possible[0]
            command = c.SendBack(_actor(turn), turn.mine.id, key, _SOME_REASON, then)
            yield Option(
                "send_back",
                key if usual else f"{key} {then}",
                label if len(possible) == 1 else f"{label}，{THEN_LABELS[then]}",
                command,
                needs_comment=True,
            )


_OPTIONS: dict[ActName, Callable[[Matter, Turn, Answers], Iterator[Option]]] = {
    "submit": _submission,
    "approve": _approval,
    "reject": _rejection,
    "record": _approval,
    "determine": _outcomes,
    "vote": _votes,
    "close_ballot": _closing,
    "score": _scores,
    "visit": _approval,
    "record_opinion": _opinions,
    "record_finding": _findings,
    "send_back": _returns,
    "abstain": _abstention,
    "claim": _claiming,
    "give_back": _giving_back,
    "transfer": _transfers,
    "delegate": _delegations,
    "add_signer": _added_signers,
    "ask": _questions,
    "answer": _replies,
    "add_line": _lines,
    "correct": _corrections,
}
