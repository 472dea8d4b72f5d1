"""``make bench``: what a decision costs beside the same writes by hand, and how fast it is passed on."""

import sys
import tempfile
from pathlib import Path

from runtime.database import Database
from runtime.embedded import running as running_cluster
from runtime.schema import migrate
from tests.benchmarks import decisions, dispatching, monitoring, tables
from tests.journeys.office import running as running_office

_CASES, _FACTS, _HOPS, _HOUSEHOLDS, _ROWS = 150, 1000, 60, 100_000, 10_000


def main() -> None:
    """Measure and print; ratios compare figures of one run only."""
    with tempfile.TemporaryDirectory(prefix="banshi-bench-") as folder:
        _tables(Path(folder) / "tables")  # first: the peak of memory is that of the whole process
        _decisions(Path(folder) / "postgres")
        _monitoring(Path(folder) / "population")
        _dispatching(Path(folder) / "office")


def _tables(folder: Path) -> None:
    with running_cluster(folder) as cluster:
        cluster.create_database("tables")
        database = Database(cluster.url("tables"))
        migrate(database)
        read, opened, peak = tables.measure(database, rows=_ROWS)
        database.dispose()
    say(f"{_ROWS} rows of xlsx      read {read:.1f} s   drafts {opened:.1f} s   peak {peak:.0f} MB")


def _decisions(folder: Path) -> None:
    with running_cluster(folder) as cluster:
        cluster.create_database("bench")
        database = Database(cluster.url("bench"))
        migrate(database)
        bare, decide, opening = decisions.measure(database, rounds=_CASES)
        database.dispose()
    say(f"bare transition, by hand   p50 {bare.p50:6.2f} ms   p95 {bare.p95:6.2f} ms   n {len(bare.seconds)}")
    for ours in (decide, opening):
        ratio = f"{ours.p50 / bare.p50:5.2f} × bare"
        say(f"{ours.name:25}  p50 {ours.p50:6.2f} ms   p95 {ours.p95:6.2f} ms   {ratio}")


def _monitoring(folder: Path) -> None:
    with running_cluster(folder) as cluster:
        cluster.create_database("bench")
        database = Database(cluster.url("bench"))
        migrate(database)
        monitoring.prepare(database, households=_HOUSEHOLDS)
        say(monitoring.in_a_process_of_its_own(database).strip())
        database.dispose()


def _dispatching(folder: Path) -> None:
    with running_office(folder) as office:
        hops = dispatching.into_the_inbox(office, rounds=_HOPS)
        say(f"{hops.name:25}  p50 {hops.p50:6.0f} ms   p95 {hops.p95:6.0f} ms   n {len(hops.seconds)}")
        worked, seconds = dispatching.drain(office, facts=_FACTS)
        say(f"one dispatcher, with runs  {worked} facts in {seconds:.1f} s: {worked / seconds:.0f} a second")


def say(sentence: str) -> None:
    """A line of figures."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
