"""A script held against its definition before it is played. All findings are returned, not the first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from inspect import getmembers, isclass
from typing import get_args

from engine import refusals
from engine.commands import Choice
from engine.deadlines import local_text
from engine.definition import ConsultStep, Process, Step
from engine.events import Event
from engine.linter.findings import Finding, Path
from engine.rehearsal.act import Act, Personal
from engine.rehearsal.acts import Line
from engine.rehearsal.acts_of_others import ReceiveOpinion
from engine.rehearsal.acts_on_cases import Move
from engine.rehearsal.acts_on_rounds import CloseRound, ExtendRound, Freeze, OnGate
from engine.rehearsal.acts_on_shares import AcceptOpinion, Opinion, SendBack
from engine.rehearsal.script import Expect, Expected, Opening, Pass
from engine.rehearsal.stage import FIRST
from engine.rounds.state import INTAKE

REFUSALS = frozenset(name for name, one in getmembers(refusals, isclass) if issubclass(one, refusals.Refusal))
EVENTS = frozenset(str(one.model_fields["event"].default) for one in get_args(Event))


@dataclass(frozen=True, slots=True)
class _Words:
    """All that a script may name, of every version that it plays."""

    processes: tuple[Process, ...]
    opening: Opening
    versions: tuple[str, ...]

    @property
    def bodies(self) -> set[str]:
        return {key for one in self.processes for key in one.bodies}

    @property
    def steps(self) -> list[Step]:
        return [step for one in self.processes for step in one.steps]

    @property
    def fields(self) -> list[str]:
        return [field.key for one in self.processes for field in one.form.fields]

    @property
    def gates(self) -> list[str]:
        return [gate.key for one in self.processes for gate in one.gates]

    @property
    def phases(self) -> list[str]:
        return [INTAKE, *(phase.key for one in self.processes if one.round for phase in one.round.phases)]


def proofread(
    process: Process, script: Sequence[Line | None], versions: Mapping[str, Process] | None = None
) -> list[Finding]:
    """Every finding, line by line. Lines that could not be read at all are None: they have findings already."""
    others = versions or {}
    first = next(iter(script), None)
    opening = first if isinstance(first, Opening) else Opening()
    words = _Words((process, *others.values()), opening, (FIRST, *opening.versions))
    return [*_moments(script), *(found for n, line in enumerate(script) for found in _line(words, n, line))]


def _moments(script: Sequence[Line | None]) -> Iterator[Finding]:
    latest = None
    for number, line in enumerate(script):
        if not isinstance(line, Pass | Act) or line.at is None:
            continue
        if latest is not None and line.at < latest:
            sentence = f"时间倒退：{local_text(line.at)} 早于前面的 {local_text(latest)}"
            yield Finding((number, "at"), sentence, "按先后次序写；只写日期是指当天 00:00")
        latest = max(latest or line.at, line.at)
    if latest is None and None not in script:
        yield Finding((), "没有写任何时间，不知道从哪一刻开始", "给第一个动作写上“at: 2022-02-21T09:00”")


def _line(words: _Words, number: int, line: Line | None) -> Iterator[Finding]:
    match line:
        case Opening():
            yield from _opening(words, number, line)
        case Expect():
            yield from _expected(words, line.expect, (number, "expect"))
        case Act():
            yield from _people(words, number, line)
            yield from _act(words, number, line)


def _opening(words: _Words, number: int, line: Opening) -> Iterator[Finding]:
    if number > 0:
        yield Finding((number,), "cast、unit、quota、answers、gates、versions 只能写在第一条", "移到脚本开头")
    for name, one in (line.cast or {}).items():
        for place, body in enumerate(one.bodies):
            path = (number, "cast", name, "bodies", place)
            yield from _known(body, words.bodies, path, "没有“{}”这个机构（bodies）")
    for key in line.answers:
        yield from _known(key, words.fields, (number, "answers", key), "表单里没有“{}”这一项")
    for place, gate in enumerate(line.gates):
        yield from _known(gate, words.gates, (number, "gates", place), "没有“{}”这个关口")


def _people(words: _Words, number: int, line: Act) -> Iterator[Finding]:
    """With a written cast a name that is not in it is a slip of the pen."""
    cast = words.opening.cast
    if cast is None:
        return
    named = [(line.actor, "actor")] if isinstance(line, Personal) else []
    for name, word in [*named, *((one, "to") for one in line.named())]:
        if name is not None and name not in words.bodies:
            yield from _known(name, cast, (number, word), "演员表（cast）里没有“{}”")


def _act(words: _Words, number: int, line: Act) -> Iterator[Finding]:
    step = getattr(line, "step", None)
    if step is not None:
        yield from _step(words, step, (number, "step"))
    match line:
        case SendBack():
            yield from _step(words, line.to, (number, "to"))
        case Move():
            yield from _known(line.to, words.versions, (number, "to"), "没有“{}”这一版（versions）")
        case ExtendRound() | CloseRound():
            yield from _known(line.phase, words.phases, (number, "phase"), "没有“{}”这个阶段")
        case OnGate() | Freeze():
            yield from _known(line.gate, words.gates, (number, "gate"), "没有“{}”这个关口")
        case Opinion() | AcceptOpinion() | ReceiveOpinion():
            asked = [
                agency.key for one in words.steps if isinstance(one, ConsultStep) for agency in one.agencies
            ]
            yield from _known(line.agency, asked, (number, "agency"), "没有“{}”这个征求意见的部门")


def _expected(words: _Words, expected: Expected, path: Path) -> Iterator[Finding]:
    for word in ("open", "pending"):
        for place, key in enumerate(getattr(expected, word) or ()):
            yield from _step(words, key, (*path, word, place))
    for word in ("visit", "due", "ended", "lines"):
        for key in getattr(expected, word):
            yield from _step(words, key, (*path, word, key))
    for key in expected.answers:
        yield from _known(key, words.fields, (*path, "answers", key), "表单里没有“{}”这一项")
    for key in expected.papers:
        yield from _known(key, get_args(Choice), (*path, "papers", key), "票上没有“{}”")
    if expected.refused is not None:
        yield from _known(expected.refused, REFUSALS, (*path, "refused"), "没有“{}”这种不予办理的情形")
    for place, event in enumerate(expected.happened):
        yield from _known(event, EVENTS, (*path, "happened", place), "没有“{}”这种事件")
    if expected.determination is not None:
        outcomes = [outcome for one in words.processes for outcome in one.outcomes]
        yield from _known(expected.determination, outcomes, (*path, "determination"), "没有“{}”这种结果")


def _step(words: _Words, key: str, path: Path) -> Iterator[Finding]:
    yield from _known(key, [one.key for one in words.steps], path, "没有“{}”这个环节")


def _known(word: str, known: Collection[str], path: Path, sentence: str) -> Iterator[Finding]:
    if word in known:
        return
    near = get_close_matches(word, known, n=1)
    cure = f"是否想写“{near[0]}”？" if near else f"从这些里选：{'、'.join(known)}"
    yield Finding(path, sentence.format(word), cure)
