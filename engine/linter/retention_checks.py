"""What a careful reader says of how long cases are kept (保管期限): every way of ending has one line."""

from collections.abc import Iterator

from engine.definition import Process
from engine.linter.findings import Finding, Notice, outcomes_of
from engine.retention.periods import ENDING_LABELS, ENDS_WITHOUT_OUTCOME, kept_for

_PERSONAL = ("id_no", "household")


def lint_retention(process: Process) -> Iterator[Finding]:
    """Personal data without a period, ways of ending without one, lines that no case ever comes to."""
    if not process.retention:
        if _is_personal(process):
            yield Notice(
                ("form",),
                "收集身份证号等个人信息，却没有写保管多久",
                "写上 retention，例如 - {keep: 10 years, clause: …}",
            )
        return
    outcomes = {one.key: one.title for _path, one in outcomes_of(process)}
    yield from _lines(process, {*outcomes, *ENDS_WITHOUT_OUTCOME})
    for ending, title in {**outcomes, **ENDING_LABELS}.items():
        if kept_for(process, ending) is None:
            yield Finding(
                ("retention",), f"没有写以“{title}”结束的事项保管多久", "最后加一条不写 of 的，管其余各种结果"
            )


def _lines(process: Process, endings: set[str]) -> Iterator[Finding]:
    named: set[str] = set()
    for n, one in enumerate(process.retention):
        for ending in one.of:
            if ending not in endings:
                yield Finding(
                    ("retention", n, "of"),
                    f"保管期限写到 {ending}，但没有这种结果",
                    "写结果的代码，或 rejected、withdrawn、terminated",
                )
        if endings <= named or (one.of and named.issuperset(one.of)):
            yield Finding(
                ("retention", n), "这一条保管期限永远用不上，前面的几条已经管了这些结果", "删去，或调整先后"
            )
        named |= set(one.of) or endings


def _is_personal(process: Process) -> bool:
    fields = process.form.fields
    columns = [column for field in fields for column in field.columns]
    return process.form.identity is not None or any(one.type in _PERSONAL for one in [*fields, *columns])
