"""The rows that the household's form shows: those that are filled, and some empty ones below."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.hardship.file import FileMember, HouseholdFile
from engine.hardship.file_checks import Finding

Row = dict[str, Any]
_MEMBER: Row = {
    "name": "", "relation": "", "able": True, "working": False, "studying": False, "excuse": "",
    "authorised_on": "",
}  # fmt: skip
_INCOME: Row = {"kind": "", "first": "", "last": "", "amount": ""}
_BILL: Row = {"kind": "", "day": "", "paid": "", "reimbursed": ""}
_ASSET: Row = {"kind": "", "value": "", "area": "", "mobility_aid": False, "controlling": False}
_SPARE_INCOMES, _SPARE_BILLS, _SPARE_ASSETS = 2, 3, 2
_FIRST = 3  # members for whom an empty form has room


def masked(number: str) -> str:
    """An ID number or a card as a page shows it."""
    return f"{number[:3]}{'*' * max(len(number) - 7, 0)}{number[-4:]}" if len(number) > 7 else ""  # noqa: PLR2004


def rows_of(file: HouseholdFile | None, tree: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What the form shows: as typed when it was refused, else as kept; with empty rows for more."""
    shown: Mapping[str, Any] = tree or (file.model_dump(mode="json") if file else {})
    kept = file.members if file else ()
    members = [
        _member(row, _was(row, place), kept, again=tree is not None)
        for place, row in enumerate(shown.get("members", ()))
    ]
    card = file.account.card if file else ""
    return {
        "members": [*members, *(_member({}, None, (), again=False) for _ in range(1 if members else _FIRST))],
        "bills": _with_spare(shown.get("bills", ()), _SPARE_BILLS, _BILL),
        "assets": _with_spare(shown.get("assets", ()), _SPARE_ASSETS, _ASSET),
        "traits": list(shown.get("traits", ())),
        "accident_loss": shown.get("accident_loss", "0"),
        "account": {
            "bank": "",
            "holder": "",
            **shown.get("account", {}),
            "card": tree["account"]["card"] if tree else "",
            "masked": masked(card),
        },
    }


def wrong_at(findings: Sequence[Finding]) -> dict[str, str]:
    """The sentence of each finding by the name of its cell: ``members.0.id_number``."""
    return {".".join(map(str, one.place)): one.sentence for one in findings}


def _was(row: Mapping[str, Any], place: int) -> int | None:
    """Which member of the kept file the row is: the page says so of rows that were typed on."""
    said = str(row.get("was", place))
    return int(said) if said.isdigit() else None


def _member(row: Mapping[str, Any], was: int | None, kept: Sequence[FileMember], *, again: bool) -> Row:
    """A row; a number that was just typed stands there ``again``, one that is kept only as a mask."""
    number = kept[was].id_number if was is not None and was < len(kept) else ""
    return {
        **_MEMBER,
        **row,
        "id_number": row.get("id_number", "") if again else "",
        "masked": masked(number),
        "was": was if number else "",
        "new": not row,
        "incomes": _with_spare(row.get("incomes", ()), _SPARE_INCOMES, _INCOME),
    }


def _with_spare(rows: Sequence[Mapping[str, Any]], spare: int, empty: Row) -> list[Row]:
    filled = (
        {**empty, **{key: "" if value is None else value for key, value in row.items()}} for row in rows
    )
    return [*filled, *(dict(empty) for _ in range(spare))]
