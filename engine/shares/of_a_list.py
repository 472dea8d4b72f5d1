"""A list of nominees as counts: what the rule of shares is told of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.conditions import Facts, holds
from engine.definition import ListShares, ShareRules
from engine.ledger.booking import APART
from engine.shares.question import REST, FromUnit, SharesAsked


@dataclass(frozen=True, slots=True)
class Nominee:
    """One on the list: the answers, the recommending unit's name, and the category of the place taken."""

    facts: Facts
    unit: str
    category: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """The same as figures, for trying out what a change would do."""

    places: int
    single_listed: int = 0
    classes: Mapping[str, int] = field(default_factory=dict)
    flags: Mapping[str, int] = field(default_factory=dict)
    from_units: Sequence[tuple[str, str, int]] = ()

    def __add__(self, other: "Counts") -> "Counts":
        """Both on one list."""
        return Counts(
            self.places + other.places,
            self.single_listed + other.single_listed,
            Counter(self.classes) + Counter(other.classes),
            {one: self.flags.get(one, 0) + other.flags.get(one, 0) for one in {**self.flags, **other.flags}},
            [*self.from_units, *other.from_units],
        )


def counts_of(shares: ListShares, nominees: Sequence[Nominee]) -> Counts:
    """Who is listed apart (单列) enters neither side; a class with no ratio on it is one of the rest."""
    regular = [one for one in nominees if one.category != APART]
    known = {name for one in shares.ratios if one.class_ for name in (one.class_, *one.also)}
    known |= {one.class_ for one in shares.head_caps}
    classes = [_class_of(shares, one, known) for one in regular]
    by_unit = Counter((one.unit, class_) for one, class_ in zip(regular, classes, strict=True))
    return Counts(
        len(nominees),
        len(nominees) - len(regular),
        Counter(classes),
        {flag: sum(holds(when, one.facts) for one in regular) for flag, when in shares.counted_if.items()},
        [(unit, class_, count) for (unit, class_), count in by_unit.items()],
    )


def asked_of(rules: ShareRules, counts: Counts) -> SharesAsked:
    """The question to the rule. Raises pydantic's ValidationError when the figures do not fit together."""
    return SharesAsked(
        rules=ShareRules(ratios=rules.ratios, head_caps=rules.head_caps),
        places=counts.places,
        single_listed=counts.single_listed,
        classes=dict(counts.classes),
        flags=dict(counts.flags),
        from_units=[FromUnit(unit=unit, class_=class_, count=n) for unit, class_, n in counts.from_units],
    )


def _class_of(shares: ListShares, one: Nominee, known: set[str]) -> str:
    said = str(one.facts.get(shares.sorted_by) or REST)
    return said if said in known else REST
