"""Reads the seeds into an office: definitions, organisation, demonstration. Loading twice is loading once."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from actions import organisation as bring
from actions.issuing import Workshop
from actions.processes import PublishedVersion, publish
from actions.sign_in import hash_password
from engine.definition import Process
from models import clock, processes
from models.files import FileStore
from models.organisation import Unit
from models.reads.staffing import seats
from models.sealing import Seal
from models.session import Session
from seeds.definition_file import parse_definition, read_definition
from seeds.demo_households import play_households
from seeds.demo_monitoring import play_monitoring
from seeds.demo_player import play
from seeds.demo_script import Script, read_script
from seeds.demo_stage import Stage
from seeds.findings import DefinitionRefused, Finding
from seeds.invented import Invented, invent_all
from seeds.organisation_file import Organisation, read_organisation
from seeds.staffing import Staffed

_HERE = Path(__file__).parent
PROCESSES = _HERE / "processes"
ORGANISATION = _HERE / "organisation"
DEMONSTRATIONS = _HERE / "demo"  # a folder for each year in which a demonstration's clock may start
# Everybody of a demonstration office signs in with it; a working office has no such people.
DEMONSTRATION_PASSWORD = "banshi-2022"  # noqa: S105 - printed at every start, protects nothing


@dataclass(frozen=True, slots=True)
class Account:
    """A demonstration account, as a first visitor is told of it."""

    login: str
    name: str
    title: str
    unit: str


def check_files(paths: Sequence[Path] = ()) -> list[Finding]:
    """Find every defect of the definitions in ``paths`` (all we ship when there are none), bodies included.

    Raises OSError when a file cannot be read.
    """
    staffed = read_organisation(ORGANISATION).staffed()
    return [finding for path in paths or _definitions() for finding in _defects(path, staffed)]


def load_processes(
    session: Session, *, now: datetime, paths: Sequence[Path] = (), actor_id: str | None = None
) -> list[PublishedVersion]:
    """Publish the definitions in ``paths``, or all we ship. Changed ones get a new version, the old one stays.

    Raises DefinitionRefused with the findings of all files; then nothing is published. An office in which
    nobody is registered yet is not asked for people, nor is a definition that is published already: when the last
    one of a body leaves, the office still starts.
    """
    staffed = _if_anybody(staffed_now(session))
    read, findings = _read_all(paths or _definitions(), lambda path: _read(session, path, staffed))
    if findings:
        raise DefinitionRefused(findings)
    return [publish(session, process, text, actor_id=actor_id, now=now) for process, text in read]


def publish_text(session: Session, text: str, *, file: str, actor_id: str, now: datetime) -> PublishedVersion:
    """Publish the definition written in ``text``, as an administrator hands it in. Raises DefinitionRefused."""
    process = parse_definition(text, file, _if_anybody(staffed_now(session)))
    return publish(session, process, text, actor_id=actor_id, now=now)


def staffed_now(session: Session) -> Staffed:
    """Tell who is in the office now."""
    there = seats(session)
    return Staffed(there.units, there.posts, frozenset(there.organs), there.organs)


def load_units(session: Session) -> None:
    """Bring in the units alone: what a working office begins with."""
    _load_units(session, read_organisation(ORGANISATION))


def load_organisation(session: Session, *, now: datetime, seal: Seal) -> None:
    """Bring in units, invented people (演示) with the demonstration password, and organs."""
    whole = read_organisation(ORGANISATION)
    _load_units(session, whole)
    invented = invent_all(one.login for one in whole.holders)
    password = hash_password(DEMONSTRATION_PASSWORD)
    for one in whole.holders:
        bring.import_person(
            session,
            login=one.login,
            name=invented[one.login].name,
            unit=one.unit,
            posts=one.posts,
            now=now,
            email=f"{one.login}@banshi.example",
            password=password,
            identity=seal.id_number(invented[one.login].id_number)["hash"],
            demo=True,
        )
    for organ in whole.organs:
        logins = [seat.login for seat in organ.members]
        weights = {seat.login: seat.weight for seat in organ.members}
        bring.import_organ(
            session, key=organ.key, title=organ.title, unit=organ.unit, logins=logins, weights=weights
        )


def load_demonstration(
    session: Session,
    *,
    now: datetime,
    seal: Seal,
    files: FileStore,
    year: str = "2022",
    with_cases: bool = True,
) -> bool:
    """Make the whole demonstration office of ``year``: organisation, definitions, rounds and cases half-way.

    ``now`` is the real time; the office's clock is set so that it begins at the script's start. An office whose
    clock was set before is left alone, and False is returned. Without cases its first round is still to be opened.
    """
    folder = DEMONSTRATIONS / year
    script = read_script(folder)
    if clock.shift(session) is not None:
        return False
    clock.set_shift(session, script.starts - now)
    load_organisation(session, now=script.begins, seal=seal)
    load_processes(session, now=script.begins)
    if with_cases:
        # No paper of a machine step prints an address.
        workshop = Workshop(files, seal, demo=True, address="")
        play(Stage(session, script, _cast(script), workshop))
        play_households(session, folder, seal=seal, files=files)
        play_monitoring(session, folder, seal=seal)
    return True


def demonstration_accounts(year: str) -> list[Account]:
    """Tell the accounts that a first visitor should try, in the order of the process."""
    whole, script = read_organisation(ORGANISATION), read_script(DEMONSTRATIONS / year)
    holders = {one.login: one for one in whole.holders}
    units = {one.key: one.name for one in whole.units}
    invented = invent_all(holders)
    return [
        Account(login, invented[login].name, holders[login].title, units[holders[login].unit])
        for login in script.shown
    ]


def _cast(script: Script) -> dict[str, Invented]:
    """Everybody invented: the organisation first, so that its names do not depend on the nominees."""
    holders = [one.login for one in read_organisation(ORGANISATION).holders]
    return invent_all(dict.fromkeys([*holders, *script.nominees]))


def _definitions() -> list[Path]:
    return sorted(PROCESSES.glob("*.yaml"))


def _defects(path: Path, staffed: Staffed) -> Sequence[Finding]:
    return _read_all([path], lambda one: read_definition(one, staffed))[1]


def _read_all(
    paths: Iterable[Path], read_one: Callable[[Path], tuple[Process, str]]
) -> tuple[list[tuple[Process, str]], list[Finding]]:
    read: list[tuple[Process, str]] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            read.append(read_one(path))
        except DefinitionRefused as refused:
            findings += refused.findings
    return read, findings


def _read(session: Session, path: Path, staffed: Staffed | None) -> tuple[Process, str]:
    with suppress(DefinitionRefused):  # said below, together with the bodies that lack people
        process, text = read_definition(path)
        if processes.is_known(session, process):
            return process, text
    return read_definition(path, staffed)


def _if_anybody(staffed: Staffed) -> Staffed | None:
    return staffed if staffed.posts else None


def _load_units(session: Session, whole: Organisation) -> None:
    bring.import_units(session, [Unit(**line.model_dump()) for line in whole.units])
