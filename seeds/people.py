"""The people of a working office: registering them from a file, and seeing which bodies have nobody."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from actions import organisation as bring
from engine.definition import Process
from models import organisation, processes
from models.organisation import ADMINISTRATOR
from models.sealing import Seal
from models.session import Session
from seeds.load import ORGANISATION, staffed_now
from seeds.organisation_file import read_organisation
from seeds.people_checks import AskedFor
from seeds.people_file import PeopleFile
from seeds.people_lines import PersonLine
from seeds.staffing import Staffed, Vacancy, check_staffing, vacancies


def asked_for(session: Session) -> AskedFor:
    """The posts and organs of the published definitions, and the posts that every office has."""
    bodies = [body for process in _published(session) for body in process.bodies.values()]
    shipped = {post for one in read_organisation(ORGANISATION).holders for post in one.posts}
    return AskedFor(
        posts=frozenset({*shipped, *(body.post for body in bodies if body.post)}),
        organs=frozenset(body.organ for body in bodies if body.organ),
    )


def load_people(
    session: Session, file: PeopleFile, *, passwords: Mapping[str, str], now: datetime, seal: Seal
) -> None:
    """Register the people and organs of a checked file; ``passwords`` has argon2 hashes for those without one.

    Whoever is not in the file is not touched.
    """
    for line in file.people:
        _load_person(session, line, now=now, seal=seal)
        if line.login in passwords:
            bring.reset_password(session, line.login, passwords[line.login])
    for organ in file.organs:
        bring.import_organ(
            session,
            key=organ.key,
            title=organ.title,
            unit=organ.unit,
            logins=organ.members,
            weights=organ.weights,
        )


def unstaffed(session: Session) -> Iterator[str]:
    """A sentence for each body of a published definition that nobody in the office can fill."""
    staffed = staffed_now(session)
    for process in _published(session):
        yield from (f"“{process.title}”的{one.sentence}" for one in check_staffing(process, staffed))
    if not _looked_after(staffed):
        yield f"没有系统管理员：没有人担任 {ADMINISTRATOR}"


def lost_since(session: Session, before: Staffed) -> Iterator[str]:
    """A sentence for each body that had people ``before`` and has none now, everywhere or in one unit."""
    now = staffed_now(session)
    for process in _published(session):
        yield from (_in_words(session, one) for one in vacancies(process, before, now))
    if _looked_after(before) and not _looked_after(now):
        yield "没有系统管理员了"


def _load_person(session: Session, line: PersonLine, *, now: datetime, seal: Seal) -> None:
    bring.import_person(
        session,
        login=line.login,
        name=line.name,
        unit=line.unit,
        posts=line.posts,
        now=now,
        email=line.email,
        identity=seal.hash(line.id_no) if line.id_no else None,
    )


def _in_words(session: Session, vacancy: Vacancy) -> str:
    where = f"{organisation.unit(session, vacancy.unit).name}：" if vacancy.unit else ""
    return f"{where}“{vacancy.process}”的“{vacancy.body}”没有人了"


def _looked_after(staffed: Staffed) -> bool:
    return any(post == ADMINISTRATOR for _, post in staffed.posts)


def _published(session: Session) -> list[Process]:
    return [process for _, process in processes.all_current(session)]
