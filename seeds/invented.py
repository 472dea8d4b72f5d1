"""Invented people (演示): the same for the same sign-in name on every machine, and nobody real."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from zlib import crc32

from faker import Faker

from engine.id_numbers import is_id_number

# No place in China has this code (GB/T 2260), so a number that begins with it belongs to nobody.
_NOWHERE = "999999"


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented person."""

    name: str
    gender: str
    born_on: str
    id_number: str


def invent(word: str, *, born: date | None = None) -> Invented:
    """Make up the person called ``word``; the word alone decides name, number and, unless ``born`` says, birthday."""
    fake = _maker()
    fake.seed_instance(crc32(word.encode()))
    woman = fake.boolean(chance_of_getting_true=45)
    name = fake.name_female() if woman else fake.name_male()
    made_up = fake.date_between_dates(date(1966, 1, 1), date(1990, 12, 31))
    born = born or made_up
    order = fake.random_int(10, 498) * 2 + (0 if woman else 1)
    number = f"{_NOWHERE}{born:%Y%m%d}{order:03d}"
    return Invented(name, "女" if woman else "男", f"{born:%Y-%m}", _checked(number))


def invent_all(words: Iterable[str]) -> dict[str, Invented]:
    """Make up a person for each word, no two of one name."""
    people: dict[str, Invented] = {}
    names: set[str] = set()
    for word in words:
        person, trial = invent(word), 1
        while person.name in names:
            person, trial = invent(f"{word}/{trial}"), trial + 1
        names.add(person.name)
        people[word] = person
    return people


@cache
def _maker() -> Faker:
    """One for all words: it is seeded anew for each."""
    return Faker("zh_CN")


def _checked(number: str) -> str:
    """Add the one check digit with which the number is valid in form."""
    return next(whole for digit in "0123456789X" if is_id_number(whole := number + digit))
