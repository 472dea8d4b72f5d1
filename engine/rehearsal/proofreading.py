"""A script held against its definition before it is played. All findings are returned, not the first."""

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from inspect import getmembers, isclass
from typing import get_args

from engine import refusals
from engine.deadlines import local_text
from engine.definition import ConsultStep, DetermineStep, Process
from engine.events import Event
from engine.findings import Finding, Path
from engine.rehearsal.acts import Act, Line, OnAssignment, Opinion, Personal, SendBack
from engine.rehearsal.script import Expect, Expected, Opening, Pass

REFUSALS = frozenset(name for name, one in getmembers(refusals, isclass) if issubclass(one, refusals.Refusal))
EVENTS = frozenset(str(one.model_fields["event"].default) for one in get_args(Event))


def proofread(process: Process, script: Sequence[Line | None]) -> list[Finding]:
    """Every finding, line by line. Lines that could not be read at all are None: they have findings already."""
    return [
        *_moments(script),
        *(found for n, line in enumerate(script) for found in _line(process, script, n, line)),
    ]


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


def _line(
    process: Process, script: Sequence[Line | None], number: int, line: Line | None
) -> Iterator[Finding]:
    match line:
        case Opening():
            yield from _opening(process, number, line)
        case Expect():
            yield from _expected(process, line.expect, (number, "expect"))
        case Act():
            yield from _actor(process, script, number, line)
            yield from _act(process, number, line)


def _opening(process: Process, number: int, line: Opening) -> Iterator[Finding]:
    if number > 0:
        yield Finding((number,), "cast、unit、quota、answers 只能写在第一条", "移到脚本开头")
    for name, one in (line.cast or {}).items():
        for place, body in enumerate(one.bodies):
            path = (number, "cast", name, "bodies", place)
            yield from _known(body, process.bodies, path, "没有“{}”这个机构（bodies）")
    for key in line.answers:
        fields = [one.key for one in process.form.fields]
        yield from _known(key, fields, (number, "answers", key), "表单里没有“{}”这一项")


def _actor(process: Process, script: Sequence[Line | None], number: int, line: Act) -> Iterator[Finding]:
    """With a written cast a name that is not in it is a slip of the pen."""
    opening = script[0] if isinstance(script[0], Opening) else None
    if (
        opening is None
        or opening.cast is None
        or not isinstance(line, Personal)
        or line.actor in process.bodies
    ):
        return
    yield from _known(line.actor, opening.cast, (number, "actor"), "演员表（cast）里没有“{}”")


def _act(process: Process, number: int, line: Act) -> Iterator[Finding]:
    if isinstance(line, OnAssignment) and line.step is not None:
        yield from _step(process, line.step, (number, "step"))
    match line:
        case SendBack():
            yield from _step(process, line.to, (number, "to"))
        case Opinion():
            agencies = [
                agency.key for one in process.steps if isinstance(one, ConsultStep) for agency in one.agencies
            ]
            yield from _known(line.agency, agencies, (number, "agency"), "没有“{}”这个征求意见的部门")


def _expected(process: Process, expected: Expected, path: Path) -> Iterator[Finding]:
    for place, key in enumerate(expected.open or ()):
        yield from _step(process, key, (*path, "open", place))
    for word, keys in (("visit", expected.visit), ("due", expected.due)):
        for key in keys:
            yield from _step(process, key, (*path, word, key))
    if expected.refused is not None:
        yield from _known(expected.refused, REFUSALS, (*path, "refused"), "没有“{}”这种不予办理的情形")
    for place, event in enumerate(expected.happened):
        yield from _known(event, EVENTS, (*path, "happened", place), "没有“{}”这种事件")
    if expected.determination is not None:
        outcomes = [
            outcome.key for one in process.steps if isinstance(one, DetermineStep) for outcome in one.outcomes
        ]
        yield from _known(expected.determination, outcomes, (*path, "determination"), "没有“{}”这种结果")


def _step(process: Process, key: str, path: Path) -> Iterator[Finding]:
    yield from _known(key, [one.key for one in process.steps], path, "没有“{}”这个环节")


def _known(word: str, known: Collection[str], path: Path, sentence: str) -> Iterator[Finding]:
    if word in known:
        return
    near = get_close_matches(word, known, n=1)
    cure = f"是否想写“{near[0]}”？" if near else f"从这些里选：{'、'.join(known)}"
    yield Finding(path, sentence.format(word), cure)
