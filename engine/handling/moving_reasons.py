"""Why a case cannot go on under another version: what it would lose, or what would change under people's hands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.definition import (
    BallotStep,
    Block,
    Process,
    ScoreStep,
    SignStep,
    Step,
    StepBase,
    branches_of,
)
from engine.forms.parts import asked
from engine.linter.step_checks import bodies_named
from engine.state import CaseState, StepState, facts_of
from engine.way.identity import id_within
from engine.way.spots import key_of, written

_SIGN_RULES = ("mode", "needed", "on_refusal", "pool")
_SCORE_RULES = ("judges", "drop", "pass_", "below", "blind", "draw")
_VOTE_RULES = ("secret", "weighted", "quorum", "threshold", "early")


@dataclass(frozen=True, slots=True)
class Places:
    """A case between two versions, and the names under which its places go."""

    old: Process
    new: Process
    state: CaseState
    mapping: Mapping[str, str]

    def name(self, key: str) -> str:
        """How the step or block is called in the new version."""
        return self.mapping.get(key, key)

    @property
    def used(self) -> dict[str, bool]:
        """Every step and block the case has been at or is to come to, and whether it is there now."""
        visited = [(one.key, one.status == "open") for one in self.state.steps]
        entered = [(one.key, one.status == "open") for one in self.state.blocks]
        coming = [(key_of(spot), True) for spot in (*self.state.pending, *self._ways_back())]
        used: dict[str, bool] = {}
        for key, live in (*visited, *entered, *coming):
            used[key] = live or used.get(key, False)
        return used

    def _ways_back(self) -> Iterator[str]:
        """The spots to which the case comes straight back."""
        for back in self.state.ways_back.values():
            yield from back
        for one in self.state.steps:
            if one.status == "open":
                yield from one.back

    @property
    def former(self) -> frozenset[str]:
        """The steps that the new version knows only because cases have passed them."""
        return frozenset(step.key for step in self.new.former)

    def title(self, key: str) -> str:
        """The title in the old version."""
        return self.old.homes[key].entry.title

    def is_ahead(self, key: str) -> bool:
        """Whether the case is at this step of the new version, or may still come to it."""
        keys = [one.entry.key for one in self.new.layout]
        here = [
            keys.index(self.name(one)) for one, live in self.used.items() if live and self.name(one) in keys
        ]
        return not here or keys.index(key) >= min(here)


def reasons(places: Places) -> Iterator[str]:
    """Every reason, as sentences for the administrator."""
    gone = list(_gone(places))
    yield from gone
    yield from _merged(places)
    if gone:
        return
    yield from _other_place(places)
    yield from _other_rules(places)
    yield from _without_body(places)
    yield from _never_filled(places)
    yield from _other_fields(places)
    yield from _outcome(places)
    yield from _same_identity(places)
    yield from _waived_otherwise(places)


def body_in(places: Places, step: str, body: str) -> str | None:
    """The body of a share in the new version: the same, or the one that stands in the same word of the step."""
    words = [word for word, key in bodies_named(places.old.step(step)).items() if key == body]
    there = bodies_named(places.new.step(places.name(step)))
    named = [there[word] for word in words if word in there]
    if body in places.new.bodies and (body in named or not named):
        return body
    return named[0] if named and named[0] in places.new.bodies else None


def _gone(places: Places) -> Iterator[str]:
    for key, live in places.used.items():
        name = places.name(key)
        if name in places.new.homes and not (live and name in places.former):
            continue
        title = places.title(key)
        holders = [
            one.name
            for one in places.state.assignments
            if one.step == key and one.status in ("open", "waiting")
        ]
        if holders:
            yield f"“{title}”等 {'、'.join(dict.fromkeys(holders))} 办理，新版没有对应的环节，待办会丢失"
        elif live:
            yield f"事项正在“{title}”，新版没有对应的环节"
        else:
            yield f"已经走过的“{title}”在新版没有对应的环节"


def _merged(places: Places) -> Iterator[str]:
    seen: dict[str, str] = {}
    for key in places.used:
        name = places.name(key)
        if name in seen:
            yield f"“{places.title(seen[name])}”和“{places.title(key)}”不能对应到同一个环节"
        seen[name] = key
        if name != key and key in places.new.homes:
            yield f"“{places.title(key)}”在新版里还在，不能改作别的环节"


def _other_place(places: Places) -> Iterator[str]:
    """The kind of the step, and the branches around it, are the same."""
    for key in places.used:
        was, now = places.old.homes[key], places.new.homes[places.name(key)]
        if was.entry.kind != now.entry.kind:
            yield f"“{was.entry.title}”在新版是另一类环节"
        elif now.entry.key in places.former:
            continue
        elif [(places.name(one.key), n) for one, n in was.around] != [(one.key, n) for one, n in now.around]:
            yield f"“{was.entry.title}”在新版不在同样的分支里"
        elif not isinstance(was.entry, StepBase) and not isinstance(now.entry, StepBase):
            yield from _other_branches(places, was.entry, now.entry)


def _other_branches(places: Places, was: Block, now: Block) -> Iterator[str]:
    live = any(one.key == was.key and one.status == "open" for one in places.state.blocks)
    if live and len(branches_of(was)) != len(branches_of(now)):
        yield f"“{was.title}”正在办理，新版的路数不同"


def _open_visits(places: Places) -> Iterator[tuple[StepState, Step, Step]]:
    for visit in places.state.steps:
        if visit.status == "open":
            yield visit, places.old.step(visit.key), places.new.step(places.name(visit.key))


def _other_rules(places: Places) -> Iterator[str]:
    """Nobody finds the rules of signing, voting or scoring changed while it goes on."""
    for _, was, now in _open_visits(places):
        match was, now:
            case SignStep(), SignStep():
                same = all(getattr(was, word) == getattr(now, word) for word in _SIGN_RULES)
            case BallotStep(), BallotStep():
                same = all(getattr(was, word) == getattr(now, word) for word in _VOTE_RULES)
            case ScoreStep(), ScoreStep():
                same = all(getattr(was, word) == getattr(now, word) for word in _SCORE_RULES)
                same = same and places.old.sheet_of(was.key) == places.new.sheet_of(now.key)
            case _:
                same = True
        if not same:
            yield f"“{was.title}”正在办理，新版改了它的办理规则"


def _without_body(places: Places) -> Iterator[str]:
    lost = {
        places.title(one.step)
        for one in places.state.assignments
        if places.old.homes[one.step].entry.kind == places.new.homes[places.name(one.step)].entry.kind
        and body_in(places, one.step, one.body) is None
    }
    for title in sorted(lost):
        yield f"“{title}”的办理机构在新版里没有"


def _never_filled(places: Places) -> Iterator[str]:
    """A required answer of the new version whose step lies behind can be given by nobody any more."""
    first = places.new.steps[0].key
    for field in asked(places.new, facts_of(places.state)):
        filled_at = field.filled_at or first
        missing = field.required and field.key not in places.state.answers
        if missing and filled_at in places.new.homes and not places.is_ahead(filled_at):
            title = places.new.step(filled_at).title
            yield f"新版要填“{field.label}”，填写它的“{title}”已经办过；先退回补填再移"


def _other_fields(places: Places) -> Iterator[str]:
    old = {field.key: field for field in places.old.form.fields}
    for field in places.new.form.fields:
        answered = field.key in places.state.answers and field.key in old
        if answered and old[field.key].type != field.type:
            yield f"已填的“{old[field.key].label}”在新版是另一种内容"


def _outcome(places: Places) -> Iterator[str]:
    if places.state.outcome is not None and places.state.outcome not in places.new.outcomes:
        yield "已定的结果在新版里没有"


def _same_identity(places: Places) -> Iterator[str]:
    """A step that was called otherwise left its ids behind: a step of that name now would get them again."""
    taken = {one.id: one for one in places.state.steps}
    spots = {one.at for one in places.state.steps}
    for step in places.new.steps:
        for at in sorted(spots):
            twin = taken.get(id_within(places.state.id, written(step.key, at), 1))
            if twin is not None and places.name(twin.key) != step.key:
                yield f"“{step.title}”的代码 {step.key} 在本件里曾是别的环节"


def _waived_otherwise(places: Places) -> Iterator[str]:
    """An exception was made from the rule as it stood: from another one it is none."""
    new = {one.key: one for one in places.new.rules}
    for rule in places.old.rules:
        if rule.key in places.state.waivers and new.get(rule.key) != rule:
            yield f"已对“{rule.title}”准予例外，新版的这条规则不同"
