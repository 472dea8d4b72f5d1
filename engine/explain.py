"""The rules of a case with their results, for the page on which one decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.conditions import Facts, fact_of
from engine.definition import Process
from engine.forms.answers import judge, looks_at
from engine.forms.rights import may_be_told
from engine.handling.waiving import told
from engine.state import Waiver

_NO_WAIVERS: Mapping[str, Waiver] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RuleResult:
    """A rule, whether it is met, by which evidence, and the clause it comes from.

    ``judged`` is false while an answer that the rule looks at is missing; it is not met then, nor broken.
    ``waiver`` says by whom and why an exception was made from a rule that is not met, ``waived_at`` where one could be.
    """

    key: str
    title: str
    met: bool
    evidence: str
    clause: str
    checked_at: str
    judged: bool
    waiver: str = ""
    waived_at: str = ""


def rule_results(
    process: Process,
    answers: Facts,
    hidden: frozenset[str] = frozenset(),
    waivers: Mapping[str, Waiver] = _NO_WAIVERS,
) -> list[RuleResult]:
    """All rules of the process held against ``answers`` (with the unit's facts where rules look at them).

    Beside those that are not met stands the exception that was made, if one was. Those that look at a field
    ``hidden`` from the reader are left out: evidence would tell what it says.
    """
    results = []
    for rule in process.rules:
        if not may_be_told(process, rule, hidden):
            continue
        met, evidence = judge(rule, answers, process.tables)
        judged = all(fact_of(answers, name) is not None for name in looks_at(rule, process.tables))
        said = evidence if judged else "尚未填写"
        results.append(
            RuleResult(
                rule.key,
                rule.title,
                met and judged,
                said,
                rule.clause,
                rule.checked_at,
                judged,
                waiver=told(rule, waivers[rule.key]) if rule.key in waivers and not met else "",
                waived_at=process.step(rule.waived_at).title if rule.waived_at else "",
            )
        )
    return results
