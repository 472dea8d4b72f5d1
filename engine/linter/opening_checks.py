"""What a careful reader says of how cases come to be: by a signal of monitoring, or after the outcome of another."""

from collections.abc import Iterator

from engine.definition import Process
from engine.linter.findings import Finding, outcomes_of
from engine.relapse.signals import FILLED_IN


def lint_opening(process: Process) -> Iterator[Finding]:
    """Cases that no signal could open, and outcomes that would never come to an end."""
    if process.opened_by == "signals":
        yield from _by_signals(process)
    if process.variant_of == process.key:
        yield Finding(
            ("variant_of",), "变体写的是流程自己，没有可选的另一种", "写上同一事项的另一个流程的代码"
        )
    if process.recommends_for and (process.quota is not None or process.kind == "campaign"):
        yield Finding(
            ("recommends_for",),
            "推荐在别的活动的届次里进行，自己不分届次，也不占名额",
            "改成 kind: case，删去 quota；或删去 recommends_for",
        )
    for path, one in outcomes_of(process):
        if one.opens == process.key:
            yield Finding(
                (*path, "opens"),
                f"结果“{one.title}”又发起同一流程，没有尽头",
                "改成另一个流程的代码，或删去 opens",
            )


def _by_signals(process: Process) -> Iterator[Finding]:
    if process.kind == "campaign":
        yield Finding(("opened_by",), "活动要人按届发起，不能由预警立案", "改成 kind: case，或删去 opened_by")
    if process.about_titles or process.reviews:
        yield Finding(("opened_by",), "称号和复核的事项各有来处，不能由预警立案", "删去 opened_by")
    known = {one.key for one in process.fields_at(process.steps[0].key)}
    for key in FILLED_IN:
        if key not in known:
            yield Finding(
                ("opened_by",), f"预警立案时要填写 {key}，第一个环节的表单没有这个字段", f"加上字段 {key}"
            )
