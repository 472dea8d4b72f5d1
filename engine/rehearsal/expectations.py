"""The case held against what the script expects of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.deadlines import last_day
from engine.rehearsal.script import Expected
from engine.rehearsal.stage import Refused, Stage, Told
from engine.way.spots import key_of


@dataclass(frozen=True, slots=True)
class Difference:
    """The first thing that is not as expected: the line (from 0), the word, what was written and what is so."""

    line: int
    word: str
    expected: object
    actual: object
    sentence: str


def difference(stage: Stage, expected: Expected, line: int, since: int) -> Difference | None:
    """The first difference, if there is one.

    ``line`` is where it is expected; ``since`` is how much was told before the last act or time.
    """
    for word, wanted in _written(expected):
        actual = _ACTUAL[word](stage, wanted, stage.told[since:])
        if actual != wanted:
            sentence = f"期望 {word} 为 {in_words(wanted)}，实际为 {in_words(actual)}"
            return Difference(line, word, wanted, actual, sentence)
    return None


def in_words(value: object) -> str:
    """The value as a script would write it."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case list():
            return f"[{', '.join(map(in_words, value))}]"
        case dict():
            return f"{{{', '.join(f'{key}: {in_words(one)}' for key, one in value.items())}}}"
        case _:
            return str(value)


def open_steps(stage: Stage) -> list[str]:
    """The steps at which the case is, in their order of opening."""
    return [one.key for one in stage.state.steps if one.status == "open"] if stage.state else []


def _written(expected: Expected) -> Iterator[tuple[str, object]]:
    return (
        (word, getattr(expected, word))
        for word in type(expected).model_fields
        if word in expected.model_fields_set
    )


Lately = list[Told | Refused]


def _open(stage: Stage, wanted: object, _lately: Lately) -> object:
    return _any_order(open_steps(stage), wanted)


def _waiting(stage: Stage, wanted: object, _lately: Lately) -> object:
    shares = stage.state.assignments if stage.state else ()
    return _any_order(list(dict.fromkeys(one.person for one in shares if one.status == "open")), wanted)


def _refused(_stage: Stage, _wanted: object, lately: Lately) -> object:
    return next((type(one.refusal).__name__ for one in lately if isinstance(one, Refused)), None)


def _visit(stage: Stage, wanted: object, _lately: Lately) -> object:
    return {key: stage.state.visits(key) if stage.state else 0 for key in _keys(wanted)}


def _due(stage: Stage, wanted: object, _lately: Lately) -> object:
    steps = {key: stage.state.open_step(key) if stage.state else None for key in _keys(wanted)}
    return {key: last_day(one.due_at) if one and one.due_at else None for key, one in steps.items()}


def _window(stage: Stage, _wanted: object, _lately: Lately) -> object:
    windows = stage.state.windows if stage.state else ()
    running = [one for one in windows if one.closed_at is None and one.suspended_at is None]
    return last_day(running[-1].closes_at) if running else None


def _happened(_stage: Stage, wanted: object, lately: Lately) -> object:
    names = [one.event.event for one in lately if isinstance(one, Told)]
    return wanted if isinstance(wanted, list) and set(wanted) <= set(names) else names


def _any_order(actual: list[str], wanted: object) -> object:
    return wanted if isinstance(wanted, list) and sorted(wanted) == sorted(actual) else actual


def _keys(wanted: object) -> list[str]:
    return list(wanted) if isinstance(wanted, dict) else []


def _ended(stage: Stage, wanted: object, _lately: Lately) -> object:
    visits = {one.key: one.outcome for one in stage.state.steps} if stage.state else {}
    return {key: visits.get(key) for key in _keys(wanted)}


def _pending(stage: Stage, wanted: object, _lately: Lately) -> object:
    return _any_order([key_of(one) for one in stage.state.pending] if stage.state else [], wanted)


def _lines(stage: Stage, wanted: object, _lately: Lately) -> object:
    steps = [one for one in stage.state.steps if one.status == "open"] if stage.state else []
    actual = {key: [one.line or "" for one in steps if one.key == key] for key in _keys(wanted)}
    return {key: _any_order(lines, _of(wanted, key)) for key, lines in actual.items()}


def _papers(stage: Stage, wanted: object, _lately: Lately) -> object:
    """The papers in the box of the ballot that the case came to last."""
    ballots = [one.id for one in stage.state.steps if one.kind == "ballot"] if stage.state else []
    box = stage.papers.get(ballots[-1], []) if ballots else []
    return {key: sum(one == key for one in box) for key in _keys(wanted)}


def _copies(stage: Stage, wanted: object, _lately: Lately) -> object:
    return _any_order([one.person for one in stage.state.copies] if stage.state else [], wanted)


def _unread(stage: Stage, wanted: object, _lately: Lately) -> object:
    copies = stage.state.copies if stage.state else ()
    return _any_order([one.person for one in copies if one.read_at is None], wanted)


def _linked(stage: Stage, wanted: object, _lately: Lately) -> object:
    links = stage.state.links if stage.state else ()
    return _any_order([one.number for one in links if one.removed_at is None], wanted)


def _answers(stage: Stage, wanted: object, _lately: Lately) -> object:
    return {key: stage.state.answers.get(key) if stage.state else None for key in _keys(wanted)}


def _items(stage: Stage, wanted: object, _lately: Lately) -> object:
    found = {one.item.key: one.outcome or one.status for one in stage.meeting.items} if stage.meeting else {}
    return {key: found.get(key) for key in _keys(wanted)}


def _elected(stage: Stage, wanted: object, _lately: Lately) -> object:
    items = stage.meeting.items if stage.meeting else ()
    return _any_order([name for one in items for name in one.elected], wanted)


def _shares(stage: Stage, wanted: object, _lately: Lately) -> object:
    said = stage.shares
    figures = {one.key: one.value for one in said.figures} if said else {}
    found = {"result": said.result, **figures} if said else {}
    return {key: found.get(key) for key in _keys(wanted)}


def _of(wanted: object, key: str) -> object:
    return wanted[key] if isinstance(wanted, dict) else None


_ACTUAL: dict[str, Callable[[Stage, object, Lately], object]] = {
    "open": _open,
    "status": lambda stage, _wanted, _lately: stage.state.status if stage.state else None,
    "determination": lambda stage, _wanted, _lately: stage.state.outcome if stage.state else None,
    "refused": _refused,
    "held": lambda stage, _wanted, _lately: stage.state is not None and stage.state.held is not None,
    "closed": lambda stage, _wanted, _lately: stage.state is not None and stage.state.closed_at is not None,
    "waiting": _waiting,
    "visit": _visit,
    "due": _due,
    "window": _window,
    "late": lambda stage, _wanted, _lately: stage.state is not None and stage.state.late,
    "used": lambda stage, _wanted, _lately: stage.used,
    "happened": _happened,
    "ended": _ended,
    "pending": _pending,
    "lines": _lines,
    "papers": _papers,
    "copies": _copies,
    "unread": _unread,
    "linked": _linked,
    "answers": _answers,
    "waivers": lambda stage, wanted, _lately: _any_order(
        list(stage.state.waivers) if stage.state else [], wanted
    ),
    "items": _items,
    "elected": _elected,
    "shares": _shares,
    "version": lambda stage, _wanted, _lately: stage.state.version if stage.state else None,
}
