"""Form schema → check of the answers. Every wrong field is named at once, in a sentence."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from engine.conditions import (
    MONTHS,
    TABLE,
    Condition,
    Facts,
    fact_of,
    fields_named,
    fields_of,
    holds,
    tables_in,
)
from engine.definition import FormField, Process, Rule, Share
from engine.exact_figures import figure_of
from engine.forms.answer import check_field
from engine.forms.parts import asked_at
from engine.refusals import FieldFinding, FormIncomplete
from engine.tables import Table, answered, rows_in_words

Answers = Mapping[str, object]


def check_answers(fields: list[FormField], answers: Answers) -> list[FieldFinding]:
    """Every defect of ``answers``: missing, wrong kind, too long, not among the options, not in the form."""
    findings = [found for field in fields for found in check_field(field, answers.get(field.key))]
    known = {field.key for field in fields}
    findings += [FieldFinding(key, key, "表单里没有这一项") for key in answers if key not in known]
    return findings


def check_rules(
    process: Process, step: str, facts: Facts, unsure: Collection[str] = ()
) -> list[FieldFinding]:
    """The rules checked at ``step`` that ``facts`` do not meet, each with its clause.

    A rule on a field in ``unsure`` is left out: that field has a defect of its own, said already. So is one from
    which an exception can be made: it is decided on later (准予例外).
    """
    return [
        FieldFinding(rule.key, rule.title, evidence, rule.clause)
        for rule in process.rules
        if rule.checked_at == step
        and rule.waived_at is None
        and not fields_named(looks_at(rule, process.tables)) & set(unsure)
        for met, evidence in [judge(rule, facts, process.tables)]
        if not met
    ]


def must_be_complete(
    process: Process, step: str, answers: Answers, facts: Facts, more: Sequence[FieldFinding] = ()
) -> None:
    """Raise FormIncomplete with every defect of the asked fields and the rules of ``step``, if there is one.

    ``more`` is what else is known to be wrong.
    """
    findings = check_answers(asked_at(process, step, {**facts, **answers}), answers)
    findings += check_rules(process, step, {**facts, **answers}, [one.field for one in findings])
    findings += more
    if findings:
        raise FormIncomplete(findings)


def looks_at(rule: Rule, tables: Sequence[Table]) -> set[str]:
    """The names of the facts that ``rule`` is about, those that its decision tables look at included."""
    if rule.share is not None:
        return {rule.share.part, rule.share.whole}
    if rule.condition is None:
        return set()
    asked = {name for table in _asked(rule, tables) for name in table.looks_at}
    return asked | {name for name in fields_of(rule.condition) if not name.startswith(TABLE)}


def judge(rule: Rule, facts: Facts, tables: Sequence[Table]) -> tuple[bool, str]:
    """Whether ``facts`` meet ``rule``, and the evidence in a few words: of a decision table, the row and its clause."""
    if rule.share is not None:
        return _judge_share(rule.share, facts)
    if rule.condition is None:
        return True, "符合"
    met = holds(rule.condition, answered(tables, facts))
    rows = rows_in_words(tables, [rule.condition], facts)
    said = ["符合" if met else "不符合", *_reckoned(rule.condition, facts), *filter(None, [rows])]
    return met, "；".join(said)


def _reckoned(condition: Condition, facts: Facts) -> Iterator[str]:
    """What was reckoned from dates, for whoever filled them in and never saw the figure."""
    for name in sorted(fields_of(condition)):
        if name.endswith(f".{MONTHS}") and (months := fact_of(facts, name)) is not None:
            yield f"满 {months} 个月"


def _asked(rule: Rule, tables: Sequence[Table]) -> list[Table]:
    named = {one.table for one in tables_in(rule.condition)} if rule.condition else set()
    return [table for table in tables if table.key in named]


def _judge_share(share: Share, facts: Facts) -> tuple[bool, str]:
    part, whole = facts.get(share.part), facts.get(share.whole)
    upper, lower = figure_of(part), figure_of(whole)
    if upper is None or lower is None or lower <= 0:
        return False, "数目没有填全"
    left, right = upper * share.den, lower * share.num
    met = left >= right if share.op == ">=" else left > right
    # Nobody says "at least 1/1": it is told as its title does, what is bounded comes first.
    if share.num == share.den:
        within, beyond = ("不超过", "超过") if share.op == ">=" else ("少于", "不少于")
        return met, f"{whole} {within if met else beyond} {part}"
    sign = "不少于" if share.op == ">=" else "超过"
    return met, f"{part}/{whole}，应{sign} {share.num}/{share.den}"
