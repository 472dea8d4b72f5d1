"""ID numbers that no real person has, with right check digits."""

_WEIGHTS, _DIGITS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"


def id_numbers(many: int, *, born: str = "19750701") -> list[str]:
    """So many different ones of people born on one day; the region 999999 does not exist."""
    stems = [f"999999{born}{n:03}" for n in range(many)]
    return [
        stem + _DIGITS[sum(int(d) * w for d, w in zip(stem, _WEIGHTS, strict=True)) % 11] for stem in stems
    ]
