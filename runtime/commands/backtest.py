"""``banshi backtest``: what new rules of monitoring would have found in a stored month, before they go live."""

import sys
from pathlib import Path

from engine.deadlines import local_date
from models.reads.relapse_backtest import Difference, differences
from runtime.commands.monitoring import month_of
from runtime.commands.running_office import running_office
from runtime.settings import Settings
from seeds.findings import DefinitionRefused
from seeds.relapse_rules import read_draft, rules_for
from seeds.schema import text_of


def run(file: Path, month: str) -> int:
    """Print a line for each unit and the sum; 2 with every finding when the rules are wrong."""
    period = month_of(month)
    try:
        new = read_draft(text_of(file), str(file))
    except DefinitionRefused as refused:
        sys.stderr.writelines(f"{one}\n" for one in refused.findings)
        return 2
    with running_office(Settings(), found=True) as office, office.database.transaction() as session:
        rules = rules_for(local_date(office.clock()))
        found = differences(session, period, old=rules, new=new)
    sys.stdout.writelines(f"{line}\n" for line in told(found))
    return 0


def told(found: list[Difference]) -> list[str]:
    """The units and their sum, as sentences."""
    lines = [
        f"{one.unit}：新增 {one.added} 户，减少 {one.dropped} 户，走访 {one.visits_before} → {one.visits_after}"
        for one in found
    ]
    added, dropped = sum(one.added for one in found), sum(one.dropped for one in found)
    return [*lines, f"合计：新增 {added} 户，减少 {dropped} 户"] if found else ["这个月没有数据，无从试算。"]
