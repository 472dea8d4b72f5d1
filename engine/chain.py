"""The chain of a journal: the hash of a line covers the line before and all that this one says."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime


def canonical(value: object) -> str:
    """JSON in the one way in which it is hashed: keys sorted, no spaces, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def moment(at: datetime) -> str:
    """A moment in the one way in which it is hashed: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def link(
    previous: str,
    case_id: str,
    seq: int,
    payload: Mapping[str, object],
    *,
    by: str | None,
    at: datetime,
    door: str | None = None,
) -> str:
    """The hash of a line after the one whose hash is ``previous`` (empty before the first).

    Lines from before doors were noted have none, and keep the hash that they were written with.
    """
    said: list[object] = [previous, case_id, seq, by, moment(at), payload]
    if door is not None:
        said.append(door)
    return hashlib.sha256(canonical(said).encode()).hexdigest()
