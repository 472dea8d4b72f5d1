"""称号台账 in JSON: the titles, the cases about them, and their money."""

from fastapi import APIRouter, Request

from actions import title_money, titles
from engine.titles.money import MoneyLine, balance
from models import titles as register
from models.reads import titles as reads
from models.titles import line_of
from web.api.v1.paging import Paged
from web.api.v1.shapes import Done, Open
from web.api.v1.shapes import titles as shapes
from web.api.v1.speaker import Speaker
from web.speaking import Identity, transaction
from web.titles import readable, unit_of

router = APIRouter(prefix="/titles")


@router.get("")
def listed(
    request: Request, speaker: Speaker, paged: Paged, status: str = "", said: str = ""
) -> list[shapes.TitleLine]:
    """The titles that are the speaker's business, the newest first."""
    with transaction(request) as session:
        asked = {"unit": unit_of(speaker), "status": status, "said": said}
        found = reads.listed(session, **asked, most=paged.size, skip=paged.skip)
        paged.tell(reads.how_many(session, **asked))
    return [shapes.TitleLine.model_validate(one) for one in found]


@router.get("/{number}")
def show(request: Request, speaker: Speaker, number: str) -> shapes.TitlePage:
    """One title: what it is, its entries, the cases about it, and what is left of its grants."""
    with transaction(request) as session:
        one = readable(session, speaker, number)
        left = balance(line_of(row) for row in register.money(session, number))
        return shapes.TitlePage(
            number=number,
            name=one.name,
            subject=one.subject,
            leader=one.title.leader,
            status=one.title.status,
            granted_on=one.title.granted_on,
            rectify_by=one.title.rectify_by,
            entries=[shapes.TitleEntry.model_validate(entry) for entry in register.entries(session, number)],
            cases=[shapes.TitleCase.model_validate(case) for case in reads.cases_about(session, number)],
            others=[shapes.OtherTitle.model_validate(other) for other in reads.others(session, number)],
            granted=left.granted,
            spent=left.spent,
        )


@router.post("/{number}/cases")
def open_about(request: Request, speaker: Speaker, number: str, said: Open) -> Done:
    """Begin a case about the title."""
    with transaction(request) as session:
        readable(session, speaker, number)
        case_id = titles.open_about(session, number, said.process, actor=speaker.person, now=speaker.now)
    return Done(case=case_id)


@router.post("/{number}/money", status_code=204)
def book(request: Request, speaker: Speaker, number: str, said: shapes.NewMoney) -> None:
    """Write a line into the ledger."""
    line = MoneyLine(said.kind, said.amount, said.on, said.purpose)
    with transaction(request) as session:
        readable(session, speaker, number)
        title_money.book(session, number, line, said.note, actor=speaker.person, now=speaker.now)


@router.post("/{number}/money/{line}/strike", status_code=204)
def strike(request: Request, speaker: Speaker, number: str, line: Identity) -> None:
    """Strike a line of the ledger."""
    with transaction(request) as session:
        readable(session, speaker, number)
        title_money.strike(session, number, line, actor=speaker.person, now=speaker.now)
