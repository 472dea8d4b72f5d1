"""What the rule of shares says of a list, a line for each ratio and cap: needed, there, percent, clause."""

from dataclasses import dataclass

from engine.definition import ShareRules
from engine.rulebook.answer import Answer, Figure


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One ratio or cap. ``met`` is None where a count is missing."""

    subject: str
    op: str
    need: str
    have: str
    percent: str
    met: bool | None
    clause: str
    how: str = ""


def share_lines(rules: ShareRules, answer: Answer) -> list[ShareLine]:
    """The ratios in their order, then the caps per unit that are on the list."""
    figures = {one.key: one for one in answer.figures}
    lines = []
    for one in rules.ratios:
        need, ok = figures[f"{one.word}.need"], figures[f"{one.word}.ok"]
        lines.append(
            ShareLine(
                one.subject,
                "≥" if one.op == ">=" else "≤",
                str(need.value),
                _value(figures, f"{one.word}.have"),
                _value(figures, f"{one.word}.share"),
                ok.value if isinstance(ok.value, bool) else None,
                one.clause,
                need.how,
            )
        )
    return lines + [_cap(one) for one in answer.figures if one.key.startswith("head_cap.")]


def _cap(one: Figure) -> ShareLine:
    return ShareLine(one.label, "≤", "", "", "", bool(one.value), one.clause, one.how)


def _value(figures: dict[str, Figure], key: str) -> str:
    return str(figures[key].value) if key in figures else "—"
