"""What a careful reader would say of a definition that is otherwise whole: findings, and notices to think about."""

from collections.abc import Iterator

from engine.copy_checks import lint_copies
from engine.definition import Process
from engine.findings import Finding
from engine.ladder_checks import lint_ladders
from engine.lint_fairness import lint_fairness
from engine.lint_form import lint_form
from engine.lint_publicity import lint_publicity
from engine.lint_time import lint_time
from engine.lint_way import lint_way
from engine.lint_words import lint_words
from engine.opening_checks import lint_opening
from engine.people_checks import lint_people
from engine.return_checks import lint_returns
from engine.right_checks import lint_rights
from engine.score_checks import lint_scoring
from engine.title_checks import lint_titles
from engine.waiver_checks import lint_waivers


def lint(process: Process) -> Iterator[Finding]:
    """All of it, findings and notices, part by part. The definition has passed the other checks."""
    yield from lint_words(process)
    yield from lint_form(process)
    yield from lint_rights(process)
    yield from lint_time(process)
    yield from lint_way(process)
    yield from lint_fairness(process)
    yield from lint_publicity(process)
    yield from lint_people(process)
    yield from lint_returns(process)
    yield from lint_copies(process)
    yield from lint_scoring(process)
    yield from lint_ladders(process)
    yield from lint_titles(process)
    yield from lint_waivers(process)
    yield from lint_opening(process)
