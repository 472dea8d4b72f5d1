"""Relatives one declares for recusal (回避): matched by a keyed hash, readable by nobody else."""

from dataclasses import dataclass
from datetime import datetime

from engine.id_numbers import as_id_number, is_id_number
from engine.refusals import KinUnreadable
from engine.state import Person
from models import kin
from models.sealing import Seal
from models.session import Session

LONGEST = 20  # characters of a relation


@dataclass(frozen=True, slots=True)
class Relative:
    """A declared relative as its declarer reads it."""

    id: str
    words: str


def declare(
    session: Session, relation: str, number: str, *, actor: Person, now: datetime, seal: Seal
) -> None:
    """Declare a relative by relation and ID number. Raises KinUnreadable."""
    number = as_id_number(number)
    if not 0 < len(relation.strip()) <= LONGEST or not is_id_number(number):
        raise KinUnreadable(most=LONGEST)
    sealed = seal.id_number(number)
    words = seal.text(f"{relation.strip()} {sealed['masked']}")
    kin.declare(session, actor.id, sealed["hash"], words, at=now)


def forget(session: Session, identity: str, *, actor: Person) -> None:
    """Take back what one declared by mistake."""
    kin.drop(session, actor.id, identity)


def declared(session: Session, *, actor: Person, seal: Seal) -> list[Relative]:
    """What the actor declared."""
    return [Relative(one.id, seal.open(one.words)) for one in kin.of(session, actor.id)]
