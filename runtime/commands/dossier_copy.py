"""``banshi dossier copy``: cases with invented people, written to a file."""

from collections.abc import Sequence
from pathlib import Path

from actions.anonymous_copies import copied
from engine.refusals import NoSuchCase, NoSuchRound
from models import cases, rounds
from models.session import Session
from runtime.commands.dossier import must_be_new, write
from runtime.commands.running_office import running_office


def copy(file: Path, numbers: Sequence[str], round_key: str | None) -> None:
    """Write the copy of these cases, and of those of a round. Raises NoSuchCase, NoSuchRound."""
    must_be_new(file)
    with running_office(found=True) as office:
        with office.database.transaction() as session:
            chosen = [*_numbered(session, numbers), *_of_round(session, round_key)]
            pieces = copied(session, list(dict.fromkeys(chosen)))
        write(file, pieces)


def _numbered(session: Session, numbers: Sequence[str]) -> list[str]:
    found = [cases.numbered(session, one) for one in numbers]
    if None in found:
        raise NoSuchCase
    return [one for one in found if one is not None]


def _of_round(session: Session, round_key: str | None) -> list[str]:
    if round_key is None:
        return []
    if rounds.by_key(session, round_key) is None:
        raise NoSuchRound
    return [case_id for case_id, _number in cases.in_round(session, round_key)]
