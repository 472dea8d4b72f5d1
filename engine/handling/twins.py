"""One person by one line only (一人一渠道): the same ID number is refused, a name alike is held for a look."""

from collections.abc import Mapping
from unicodedata import normalize

from engine import commands as c
from engine import events as e
from engine.handling.administering import must_be_administrator
from engine.handling.guards import must_explain
from engine.handling.returning import ended_early
from engine.matter import Matter
from engine.refusals import CaseIsOver, NominatedElsewhere, NoSuchTwin
from engine.state import CASE_STATUS_LABELS

VERDICTS = {"same": "同一人", "not_same": "不是同一人", "go_on": "继续办理"}
_FEWEST = 2  # characters of a name that may differ by one and still be alike
_DOTS = str.maketrans("", "", " ·•．.・‧")


def alike(one: str, other: str) -> bool:
    """Whether two names may be one, however they were typed: equal but for spaces, dots, width, or one character."""
    first, second = _plain(one), _plain(other)
    if min(len(first), len(second)) < _FEWEST:
        return first == second
    return _one_apart(*sorted((first, second), key=len))


def must_be_the_only_line(twins: tuple[c.Twin, ...]) -> None:
    """Nobody is recommended twice in a round. Raises NominatedElsewhere, which names the other unit and nobody."""
    same = next((one for one in twins if one.same), None)
    if same is not None:
        raise NominatedElsewhere(unit=same.unit)


def suspected(matter: Matter, twins: tuple[c.Twin, ...], name: str) -> list[e.Event]:
    """Those with a name alike that nobody has looked at yet: the case is held until somebody does."""
    new = [one for one in twins if one.case not in matter.state.twins and alike(one.name, name)]
    if not new:
        return []
    found: list[e.Event] = [e.TwinSuspected(other=one.case, number=one.number, unit=one.unit) for one in new]
    which = "、".join(f"{one.number}（{one.unit}）" for one in new)
    return [*found, e.CaseHeld(reason=f"疑似与 {which} 为同一人，等待核对")]


def judge(matter: Matter, command: c.JudgeTwin) -> list[e.Event]:
    """同一人: this case ends, and its place comes back. Else it goes on once all have been looked at."""
    must_be_administrator(matter, command.actor)
    if matter.state.closed_at is not None:
        raise CaseIsOver(status=CASE_STATUS_LABELS[matter.state.status])
    if command.other not in waiting(matter.state.twins):
        raise NoSuchTwin
    must_explain(VERDICTS[command.verdict], command.reason)
    known = matter.state.twins[command.other]
    judged: list[e.Event] = [
        e.TwinJudged(
            other=command.other,
            number=known.split("（")[0],
            verdict=command.verdict,
            by=command.actor.id,
            reason=command.reason,
        )
    ]
    if command.verdict == "same":
        because = f"与 {known} 为同一人，同一届只由一条渠道推荐"
        ended = e.CaseTerminated(by=command.actor.id, reason=f"{because}。{command.reason}")
        return [*judged, *ended_early(matter, because, ended)]
    left = [one for one in waiting(matter.state.twins) if one != command.other]
    return judged if left or matter.state.held is None else [*judged, e.CaseResumed(by=command.actor.id)]


def waiting(twins: Mapping[str, str]) -> list[str]:
    """The cases that somebody has to look at."""
    return [case for case, said in twins.items() if said not in VERDICTS]


def _plain(name: str) -> str:
    return normalize("NFKC", name).translate(_DOTS).casefold()


def _one_apart(short: str, long: str) -> bool:
    """Whether one character put in, left out or exchanged makes one of the other."""
    if len(long) - len(short) > 1:
        return False
    same = next((n for n, char in enumerate(short) if char != long[n]), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]
