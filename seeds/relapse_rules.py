"""The version of the rules of monitoring that holds for a month."""

from datetime import date
from pathlib import Path

import yaml

from engine.relapse.rules import RelapseRules

_FOLDER = Path(__file__).parent / "rules"


def rules_for(period: date) -> RelapseRules:
    """The newest rules valid at the beginning of the month.

    Raises LookupError when none hold yet, pydantic's ValidationError with every finding for a file that is wrong.
    """
    every = [_read(path) for path in _FOLDER.glob("relapse_[0-9]*.yaml")]
    valid = [one for one in every if one.valid_from <= period]
    if not valid:
        raise LookupError(period)
    return max(valid, key=lambda one: one.valid_from)


def _read(path: Path) -> RelapseRules:
    return RelapseRules.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
