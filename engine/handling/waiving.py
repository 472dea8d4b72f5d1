"""准予例外: one rule of eligibility that one nominee does not meet, let pass by those who may, with the reason.

A rule says at which step that is possible (``waived_at``); without it nobody can, and from a 一票否决 never.
"""

from collections.abc import Iterator, Mapping, Sequence

from engine import commands as c
from engine import events as e
from engine.conditions import Facts, fact_of
from engine.definition import Process, Rule
from engine.definition_words import excepted
from engine.forms.answers import judge, looks_at
from engine.handling.guards import admit, must_explain
from engine.handling.settling import ADVICE
from engine.matter import Matter, Turn
from engine.refusals import (
    NoSuchRule,
    NothingToWaive,
    NotWaivable,
    OwnNomination,
    RuleIsVeto,
    RuleNotJudged,
    WaivedElsewhere,
    WaiverNeeded,
    WaiverStands,
)
from engine.state import AssignmentState, CaseState, Person, Waiver, applicants, facts_of


def waive(matter: Matter, command: c.Waive) -> list[e.Event]:
    """Make an exception. Raises the refusals of a turn, and for each reason why there is none its own."""
    turn = admit(matter, command.actor, command.assignment)
    rule = _rule(matter.process, command.rule)
    _must_be_waivable(matter.process, rule, turn)
    _must_not_have_nominated(matter.state, command.actor)
    evidence = _evidence_against(matter.process, rule, facts_of(matter.state))
    if rule.key in matter.state.waivers:
        raise WaiverStands(rule=rule.title, who=matter.state.waivers[rule.key].who)
    must_explain("准予例外", command.reason)
    return [
        e.RuleWaived(
            id=turn.mine.id,
            step=turn.step.key,
            rule=rule.key,
            title=rule.title,
            clause=rule.clause,
            evidence=evidence,
            by=command.actor.id,
            who=turn.mine.whose,
            reason=command.reason,
        )
    ]


def waivable(process: Process, state: CaseState, mine: AssignmentState, person: str) -> list[Rule]:
    """The rules that are not met, and from which ``person`` may make an exception with this share."""
    if _only_advises(mine) or _has_nominated(state, person):
        return []
    return [one for one in unmet(process, state, facts_of(state)) if one.waived_at == mine.step]


def must_be_waived(matter: Matter, answers: Mapping[str, object], step: str | None = None) -> None:
    """Nobody approves at ``step`` (or grants at all) over a rule that is not met, as if nobody had seen it."""
    facts = {**facts_of(matter.state), **answers}
    broken = [one for one in unmet(matter.process, matter.state, facts) if step in (None, one.waived_at)]
    if broken:
        raise WaiverNeeded(rules="".join(f"“{one.title}”" for one in broken))


def unmet(process: Process, state: CaseState, facts: Facts) -> Iterator[Rule]:
    """The rules that do not hold, though an exception from them is possible, and none was made."""
    for rule in process.rules:
        if rule.waived_at is None or rule.key in state.waivers or not state.visits(rule.checked_at):
            continue
        if not judge(rule, facts, process.tables)[0]:
            yield rule


def lapsed(before: Matter, events: Sequence[e.Event]) -> list[e.Event]:
    """The exceptions that fall away with ``events``: they spoke of other facts, or of somebody else."""
    if not before.state.waivers or not events:
        return []
    after = before.after(events).state
    another = _nominee(before.state) != _nominee(after)
    found: list[e.Event] = []
    for key in before.state.waivers:
        rule = _rule(before.process, key)
        changed = _changed(before.process, rule, facts_of(before.state), facts_of(after))
        if changed or another:
            found.append(e.WaiverLapsed(rule=key, title=rule.title, fields=changed, another=another))
    return found


def told(rule: Rule, waiver: Waiver) -> str:
    """The exception in words, as it stands beside the result."""
    return excepted(waiver.who, rule.clause, waiver.reason)


def _nominee(state: CaseState) -> str | None:
    return state.identity or state.subject


def _rule(process: Process, key: str) -> Rule:
    for rule in process.rules:
        if rule.key == key:
            return rule
    raise NoSuchRule(rule=key)


def _must_be_waivable(process: Process, rule: Rule, turn: Turn) -> None:
    if rule.veto:
        raise RuleIsVeto(rule=rule.title)
    if rule.waived_at is None:
        raise NotWaivable(rule=rule.title)
    if rule.waived_at != turn.step.key or _only_advises(turn.mine):
        raise WaivedElsewhere(rule=rule.title, step=process.step(rule.waived_at).title)


def _must_not_have_nominated(state: CaseState, actor: Person) -> None:
    if _has_nominated(state, actor.id):
        raise OwnNomination


def _only_advises(share: AssignmentState) -> bool:
    return share.via in ADVICE


def _has_nominated(state: CaseState, person: str) -> bool:
    return person in applicants(state)


def _evidence_against(process: Process, rule: Rule, facts: Facts) -> str:
    """What speaks against the nominee. Raises RuleNotJudged, NothingToWaive."""
    if any(fact_of(facts, name) is None for name in looks_at(rule, process.tables)):
        raise RuleNotJudged(rule=rule.title)
    met, evidence = judge(rule, facts, process.tables)
    if met:
        raise NothingToWaive(rule=rule.title)
    return evidence


def _changed(process: Process, rule: Rule, before: Facts, after: Facts) -> tuple[str, ...]:
    names = sorted(looks_at(rule, process.tables))
    return tuple(name for name in names if fact_of(before, name) != fact_of(after, name))
