"""What a careful reader would say of a definition that is otherwise whole: findings, and notices to think about."""

from collections.abc import Iterator

from engine.definition import Process
from engine.linter.copy_checks import lint_copies
from engine.linter.fairness import lint_fairness
from engine.linter.findings import Finding
from engine.linter.form import lint_form
from engine.linter.ladder_checks import lint_ladders
from engine.linter.opening_checks import lint_opening
from engine.linter.people_checks import lint_people
from engine.linter.publicity import lint_publicity
from engine.linter.retention_checks import lint_retention
from engine.linter.return_checks import lint_returns
from engine.linter.right_checks import lint_rights
from engine.linter.score_checks import lint_scoring
from engine.linter.time import lint_time
from engine.linter.title_checks import lint_titles
from engine.linter.waiver_checks import lint_waivers
from engine.linter.way import lint_way
from engine.linter.words import lint_words


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
    yield from lint_retention(process)
