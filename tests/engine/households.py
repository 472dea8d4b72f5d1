"""A household file of three that is in order, to be changed by a test."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from engine.hardship.file import HouseholdFile
from engine.hardship.file_checks import Asked, findings_of
from engine.hardship.parameters import HardshipParameters

DAY = date(2022, 11, 10)
PLACE = HardshipParameters.model_validate(
    yaml.safe_load(Path("seeds/rules/hardship_xian_2022.yaml").read_text(encoding="utf-8"))["content"]
)
APPLICANT, SPOUSE, DAUGHTER = "999999197507012319", "999999197603041224", "999999200305060026"
YEAR = {"first": "2021-11", "last": "2022-10"}


def members(**own: object) -> list[dict[str, Any]]:
    """The applicant, who works; the disabled spouse; the daughter at college."""
    wage = [{"kind": "wage", "amount": "38400", **YEAR}]
    signed = {"authorised_on": "2022-11-01"}
    return [
        {
            "name": "演示甲", "relation": "本人", "id_number": APPLICANT, "working": True, "incomes": wage,
            **signed, **own,
        },
        {"name": "演示乙", "relation": "配偶", "id_number": SPOUSE, "able": False, **signed},
        {"name": "演示丙", "relation": "子女", "id_number": DAUGHTER, "studying": True, **signed},
    ]  # fmt: skip


def a_file(**changes: object) -> HouseholdFile:
    """The worked household of domain §9.1: 466.67 by head and month."""
    bills = [
        {"kind": "medical", "day": "2022-03-02", "paid": "40000", "reimbursed": "25400"},
        {"kind": "study", "day": "2022-09-01", "paid": "7000"},
    ]
    return HouseholdFile.model_validate({"members": members(), "bills": bills, **changes})


def said_of(file: HouseholdFile, elsewhere: dict[str, str] | None = None) -> list[str]:
    """The findings as sentences."""
    return [one.sentence for one in findings_of(Asked(file, PLACE, DAY, elsewhere or {}))]
