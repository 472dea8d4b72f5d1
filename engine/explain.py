"""The rules of a case with their results, for the page on which one decides."""

from dataclasses import dataclass

from engine.conditions import Facts, fact_of
from engine.definition import Process, Rule
from engine.forms.answers import judge, looks_at
from engine.forms.rights import may_be_told
from engine.handling.waiving import told
from engine.state import CaseState


@dataclass(frozen=True, slots=True)
class RuleResult:
    """A rule, whether it is met, by which evidence, and the clause it comes from.

    ``judged`` is false while an answer that the rule looks at is missing; it is not met then, nor broken.
    ``later`` is the step at which it will be, while the case has not come there.
    ``waiver`` says by whom and why an exception was made from a rule that is not met, ``waived_at`` where one could be.
    """

    key: str
    title: str
    met: bool
    evidence: str
    clause: str
    checked_at: str
    judged: bool
    later: str = ""
    waiver: str = ""
    waived_at: str = ""


def rule_results(
    process: Process,
    answers: Facts,
    hidden: frozenset[str] = frozenset(),
    case: CaseState | None = None,
) -> list[RuleResult]:
    """The rules of the process held against ``answers`` (with the unit's facts where rules look at them).

    Of ``case`` stands the exception that was made beside the rule that is not met, and which rules are answered at
    a later step; a case that ended before it has none of those. Rules that look at a field ``hidden`` from the reader
    are left out: evidence would tell what it says.
    """
    told_of = [rule for rule in process.rules if may_be_told(process, rule, hidden)]
    results = [_result(process, rule, answers, case) for rule in told_of]
    return [one for one in results if not (one.later and case and case.closed_at)]


def _result(process: Process, rule: Rule, answers: Facts, case: CaseState | None) -> RuleResult:
    met, evidence = judge(rule, answers, process.tables)
    judged = all(fact_of(answers, name) is not None for name in looks_at(rule, process.tables))
    later = "" if judged or case is None else _later(process, rule, case)
    waiver = case.waivers.get(rule.key) if case and not met else None
    return RuleResult(
        rule.key,
        rule.title,
        met and judged,
        evidence if judged else f"在“{later}”核对" if later else "尚未填写",
        rule.clause,
        rule.checked_at,
        judged,
        later,
        waiver=told(rule, waiver) if waiver else "",
        waived_at=process.step(rule.waived_at).title if rule.waived_at else "",
    )


def _later(process: Process, rule: Rule, case: CaseState) -> str:
    """The title of the step at which the rule is checked; empty once the case has come there."""
    came = any(visit.key == rule.checked_at for visit in case.steps)
    return "" if came else process.step(rule.checked_at).title
