"""The table of places (名额) that a round is opened with."""

from collections.abc import Collection, Mapping

from engine.ledger.verbs import MOST_PLACES
from engine.refusals import QuotaUnreadable


def must_be_places(quota: Mapping[str, int], *, known: Collection[str]) -> None:
    """Every unit is known and gets a sensible number of places. Raises QuotaUnreadable with every wrong line."""
    wrong = [f"没有这个单位：{unit}" for unit in quota if unit not in known]
    wrong += [
        f"{unit}：名额应在 1 至 {MOST_PLACES} 之间，现为 {places}"
        for unit, places in quota.items()
        if not 1 <= places <= MOST_PLACES
    ]
    wrong += [] if quota else ["没有任何单位"]
    if wrong:
        raise QuotaUnreadable(count=len(wrong), lines="；".join(wrong))
