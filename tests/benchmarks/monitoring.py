"""A whole population graded in one run: seconds, peak memory, and the second run of the same period."""

import resource
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from time import perf_counter

from sqlalchemy import text

from actions.monitoring import grade_next, tally
from engine.relapse.rules import GRADES
from models.relapse_checks import Tally
from runtime.database import Database
from seeds.relapse_rules import rules_for
from tests.factories import an_office

_PERIODS = (date(2022, 10, 1), date(2022, 11, 1))
_NOW = datetime(2022, 12, 5, tzinfo=UTC)
# Everybody is due: the worst month there can be.
_MONTHLY = rules_for(_PERIODS[0]).model_copy(update={"every_months": dict.fromkeys(GRADES, 1)})
# Half of a population of this kind has something to say, a fifth of it the worst: more than any office has.
_FACTS = """
    INSERT INTO household_snapshots (household, period, persons, line, net_income, base_income, medical_year,
        medical_half_year, unemployed_months, loss, earner_lost, new_student, arrears)
    SELECT h.id, :period, 1 + n % 4, 740, (1 + n % 4) * 740 * 12 * (0.8 + n % 23 / 8.0), 40000, n % 9 * 1000,
        n % 5 * 4000, n % 7 / 2, n % 11 * 2000, (n % 97 = 0)::int, (n % 13 = 0)::int, n % 3 / 2 * 500
    FROM monitored_households h, LATERAL (
        SELECT (h.id * 7919 + extract(month FROM CAST(:period AS date))::int * 37) % 100003 AS n) draw"""

_MEMBERSHIPS = """
    INSERT INTO monitoring_memberships (household, reason, since, clause, rule_version, noted_at)
    SELECT id, 'relative', '2022-01-01', '', '2022.1', now() FROM monitored_households"""


@dataclass(frozen=True, slots=True)
class Graded:
    """What one run came to and cost. Memory is the largest of the process that graded, in MB."""

    tally: Tally
    seconds: float
    again: float
    peak: float


def prepare(database: Database, *, households: int) -> None:
    """A population with two months of data, the first of them graded: the run then looks at checks before it."""
    with database.transaction() as session:
        an_office(session)
        session.execute(
            text(
                "INSERT INTO monitored_households (file_number, unit)"
                " SELECT 'bench-' || n, 'xjtu' FROM generate_series(1, :households) n"
            ),
            {"households": households},
        )
        session.execute(text(_MEMBERSHIPS))
        for period in _PERIODS:
            session.execute(text(_FACTS), {"period": period})
        session.execute(text("ANALYZE monitored_households, monitoring_memberships, household_snapshots"))
    _grade(database, _PERIODS[0])


def in_a_process_of_its_own(database: Database) -> str:
    """The line of figures, from a process that does nothing else."""
    words = [sys.executable, "-m", "tests.benchmarks.monitoring", database.url]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own program


def measure(database: Database) -> Graded:
    """Grade the second month, and ask for it once more."""
    started = perf_counter()
    _grade(database, _PERIODS[1])
    graded = perf_counter()
    _grade(database, _PERIODS[1])
    again = perf_counter() - graded
    with database.transaction() as session:
        counts = tally(session, _PERIODS[1], _MONTHLY, now=_NOW)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Graded(counts, graded - started, again, peak)


def _grade(database: Database, period: date) -> None:
    more = True
    while more:
        with database.transaction() as session:
            more = grade_next(session, period, _MONTHLY, now=_NOW)


def main() -> None:
    """Measure on the database that is named."""
    one = measure(Database(sys.argv[1]))
    sys.stdout.write(
        f"monitoring, {one.tally.checked} households graded in {one.seconds:.1f} s, {one.tally.warned} warned, "
        f"{one.tally.opened} signals, peak {one.peak:.0f} MB; the same period again {one.again:.3f} s\n"
    )


if __name__ == "__main__":
    main()
