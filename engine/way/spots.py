"""A spot of a case as it is stored: ``key``, or within lists ``key@2.0`` (third line of one, first of another)."""

from collections.abc import Mapping


def written(key: str, at: str) -> str:
    """The spot of step or block ``key`` at these lines."""
    return f"{key}@{at}" if at else key


def read_spot(spot: str) -> tuple[str, str]:
    """Key and lines of a spot."""
    key, _, at = spot.partition("@")
    return key, at


def key_of(spot: str) -> str:
    """The step or block of a spot."""
    return read_spot(spot)[0]


def renamed(spot: str, names: Mapping[str, str]) -> str:
    """The same spot where steps and blocks have other names."""
    key, at = read_spot(spot)
    return written(names.get(key, key), at)


def into_line(at: str, line: int) -> str:
    """Within one more list, at this line."""
    return f"{at}.{line}" if at else str(line)


def out_of_line(at: str) -> tuple[str, int]:
    """The lines without the innermost, and the innermost."""
    outer, _, line = at.rpartition(".")
    return outer, int(line)
