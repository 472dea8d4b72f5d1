"""代理与回避 in JSON: one's substitutes and relatives."""

from fastapi import APIRouter, Request

from actions import kin
from actions.substitutes import end_substitution, name_substitute
from engine.deadlines import local_date
from models import substitutes
from web.api.v1 import shapes
from web.api.v1.shapes import people
from web.api.v1.speaker import Speaker
from web.pages import office_of
from web.speaking import Identity, transaction

router = APIRouter(prefix="/absences")


@router.get("")
def listed(request: Request, speaker: Speaker) -> list[shapes.Absence]:
    """The absences of the speaker, and those in which he or she stands in."""
    with transaction(request) as session:
        found = substitutes.of(session, speaker.person.id, day=local_date(speaker.now))
    return [shapes.Absence.model_validate(one) for one in found]


@router.post("")
def name(request: Request, speaker: Speaker, said: shapes.NewAbsence) -> shapes.Named:
    """Name a substitute. Shares change hands with the next sweep of the clock."""
    with transaction(request) as session:
        identity = name_substitute(
            session,
            said.person or speaker.person.id,
            said.substitute,
            first=said.first,
            last=said.last,
            processes_of=said.processes,
            note=said.note,
            actor=speaker.person,
            now=speaker.now,
        )
    return shapes.Named(id=identity)


@router.post("/{substitution}/end")
def end(request: Request, speaker: Speaker, substitution: Identity) -> shapes.Named:
    """End a substitution early."""
    with transaction(request) as session:
        end_substitution(session, substitution, actor=speaker.person, now=speaker.now)
    return shapes.Named(id=substitution)


@router.get("/kin")
def relatives(request: Request, speaker: Speaker) -> list[people.Relative]:
    """The relatives that I declared; nobody else is told."""
    with transaction(request) as session:
        found = kin.declared(session, actor=speaker.person, seal=office_of(request).seal)
    return [people.Relative.model_validate(one) for one in found]


@router.post("/kin/{relative}/removal", status_code=204)
def forget(request: Request, speaker: Speaker, relative: str) -> None:
    """Take a declaration back."""
    with transaction(request) as session:
        kin.forget(session, relative, actor=speaker.person)


@router.post("/kin", status_code=204)
def declare(request: Request, speaker: Speaker, said: shapes.NewRelative) -> None:
    """Declare a relative."""
    seal = office_of(request).seal
    with transaction(request) as session:
        kin.declare(session, said.relation, said.number, actor=speaker.person, now=speaker.now, seal=seal)
