"""公示 in JSON, open to all: what is shown, list by list and one by one, and objections to it."""

from fastapi import APIRouter, Request

from models.reads import publicity as reads
from web.api.v1 import shapes
from web.api.v1.paging import Paged
from web.outsiders import human_check
from web.outsiders.objections import Typed, standing, take_in
from web.outsiders.publicity import Notice, lists_now, notice_of, shown_now
from web.pages import office_of
from web.speaking import Identity, transaction

router = APIRouter(prefix="/publicity")


@router.get("")
def shown(request: Request, paged: Paged) -> list[shapes.Notice]:
    """What is shown to the public now; open to all."""
    with transaction(request) as session:
        found = reads.shown(session, now=office_of(request).clock())
        return [_told(notice_of(request, session, one)) for one in paged.of(found)]


@router.get("/lists")
def lists(request: Request) -> list[shapes.NoticeList]:
    """The same list by list, as they are posted, with the addresses of their files; open to all."""
    return [
        shapes.NoticeList(
            title=one.title,
            level=one.notices[0].shown.level,
            columns=list(one.columns),
            notices=[notice.shown.id for notice in one.notices],
            page=one.address,
            pdf=f"{one.address}/notice.pdf",
            docx=f"{one.address}/notice.docx",
            xlsx=f"{one.address}/list.xlsx",
        )
        for one in lists_now(request)
    ]


@router.get("/question")
def question(request: Request) -> shapes.Question:
    """The small question to be answered with an objection; it holds for half an hour and for one answer."""
    asked = human_check.ask(office_of(request))
    return shapes.Question(add=(asked.first, asked.second), check=asked.token)


@router.post("/{window}/objections", status_code=201)
def objection(request: Request, window: Identity, said: shapes.Objection) -> shapes.Code:
    """Object to what is shown; open to all, a few times an hour from one address and for one case."""
    return shapes.Code(code=take_in(request, window, Typed(**said.model_dump())))


@router.post("/objections")
def objection_state(request: Request, said: shapes.Code) -> shapes.ObjectionState:
    """How an objection stands, for its author."""
    found = standing(request, said.code)
    return shapes.ObjectionState(
        filed_at=found.filed_at, due_at=found.due_at, upheld=found.upheld, finding=found.finding
    )


@router.get("/{window}")
def one(request: Request, window: Identity) -> shapes.Notice:
    """One showing of this moment; open to all."""
    with transaction(request) as session:
        return _told(notice_of(request, session, shown_now(request, session, window)))


def _told(one: Notice) -> shapes.Notice:
    return shapes.Notice(
        id=one.shown.id,
        process=one.shown.process_title,
        unit=one.shown.unit_name,
        level=one.shown.level,
        posted_at=one.shown.posted_at,
        closes_at=one.shown.closes_at,
        suspended=one.shown.suspended_at is not None,
        days_left=one.days_left,
        receives=one.receives,
        lines=dict(one.lines),
    )
