"""``banshi dossier export``, ``round`` and ``key``: dossiers of the office, written to files."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from actions import dossiers
from engine.refusals import NoSuchCase, NoSuchPerson
from models import cases, organisation
from models.session import Session
from runtime.commands.running_office import running_office
from runtime.complaints import CannotStart
from runtime.wiring import Office, open_office
from web.cases.dossiers import dossier_of, round_of, together


@dataclass(frozen=True, slots=True)
class Full:
    """Who has the whole ID numbers, and why."""

    by: str
    reason: str


def export(number: str, file: Path, full: Full | None) -> None:
    """Write the dossier of a case. Raises NoSuchCase; with ``full`` also what ``disclose`` raises."""
    must_be_new(file)
    with running_office(found=True) as office:
        with office.database.transaction("cli") as session:
            case_id = cases.numbered(session, number)
            if case_id is None:
                raise NoSuchCase
            if full is not None:
                _disclose(session, office, case_id, full)
            in_full = full is not None
            pieces = dossier_of(office, session, case_id, sees_all_units=True, in_full=in_full)
        write(file, pieces)


def export_round(round_key: str, file: Path) -> None:
    """Write the dossiers of a round into one file, telling the progress. Raises NoSuchRound."""
    must_be_new(file)
    with running_office(found=True) as office:
        with office.database.transaction() as session:
            title, found = round_of(session, round_key)
        write(file, together(office, title, found, tell=_tell))
    sys.stdout.write(f"✓ {title}：{len(found)} 件\n")


def key() -> None:
    """Print the office's public key; the database may be down."""
    sys.stdout.write(f"{open_office().seal.public_key}\n")


def _disclose(session: Session, office: Office, case_id: str, full: Full) -> None:
    known = organisation.by_login(session, full.by)
    if known is None:
        raise NoSuchPerson
    actor = organisation.person(session, str(known.id))
    dossiers.disclose(session, case_id, full.reason, actor=actor, now=office.clock())


def _tell(number: str, place: int, whole: int) -> None:
    sys.stdout.write(f"{place}/{whole} {number}\n")
    sys.stdout.flush()


def must_be_new(file: Path) -> None:
    """Nothing is overwritten. Raises CannotStart."""
    if file.exists():
        message = f"{file} 已经存在，请另取文件名"
        raise CannotStart(message)


def write(file: Path, pieces: Iterable[bytes] | Iterator[bytes]) -> None:
    """Under a draft's name until it is whole: what has the name is a whole dossier."""
    draft = file.with_name(f"{file.name}.part")
    try:
        with draft.open("wb") as out:
            out.writelines(pieces)
        draft.replace(file)
    except OSError as problem:
        message = f"{file}：无法写入（{problem.strerror}）"
        raise CannotStart(message) from problem
    finally:
        draft.unlink(missing_ok=True)
    sys.stdout.write(f"✓ {file}\n")
