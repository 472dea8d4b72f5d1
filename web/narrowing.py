"""What a list is narrowed by, as it is typed into a page's address; and the words to choose from."""

from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import Depends, Query, Request, Response

from engine.deadlines import Calendar, end_of, local_date
from models.reads import narrowing as reads
from models.reads.narrowing import Narrowing
from models.session import Session

MOST_DAYS = 400  # of an age that is asked for
COOKIE = "banshi_inbox"
_TYPED = ("process", "round_", "step", "who", "unit", "q", "status", "overdue", "age", "read")


@dataclass(frozen=True, slots=True)
class Asked(Narrowing):
    """What was typed; ``age`` are the working days that something has waited at least."""

    age: int = 0

    @property
    def anything(self) -> bool:
        """Whether the list is narrowed at all."""
        return self != Asked()

    @property
    def address(self) -> str:
        """The same as a part of an address."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        return urlencode({name: 1 if value is True else value for name, value in said.items() if value})

    def narrowing(self, now: datetime, calendar: Calendar) -> Narrowing:
        """What the query is asked."""
        return replace(self, waits_before=waited_since(now, self.age, calendar)) if self.age else self


def asked(
    *,
    process: Annotated[str, Query()] = "",
    round_: Annotated[str, Query(alias="round")] = "",
    step: Annotated[str, Query()] = "",
    who: Annotated[str, Query()] = "",
    unit: Annotated[str, Query()] = "",
    q: Annotated[str, Query()] = "",
    status: Annotated[str, Query()] = "",
    overdue: Annotated[str, Query()] = "",
    age: Annotated[str, Query(description="working days that it has waited at least")] = "",
    read: Annotated[str, Query(description="of copies, also those that were read")] = "",
) -> Asked:
    """What the address asks. An age that is no number asks nothing."""
    days = int(age) if age.isascii() and age.isdigit() else 0
    return Asked(
        process=process,
        round=round_,
        step=step,
        who=who.strip(),
        unit=unit.strip(),
        q=q.strip(),
        status=status,
        overdue=bool(overdue),
        read=bool(read),
        age=min(days, MOST_DAYS),
    )


AskedHere = Annotated[Asked, Depends(asked)]


def remember(answer: Response, said: Asked) -> None:
    """Keep what the inbox is narrowed by, so that 办下一件 stays within it; the whole inbox forgets it."""
    if said.anything:
        answer.set_cookie(COOKIE, said.address, samesite="lax", httponly=True)
    else:
        answer.delete_cookie(COOKIE)


def remembered(request: Request) -> Asked:
    """What the reader's inbox was last narrowed by. A cookie that says nothing of ours narrows nothing."""
    said = dict(parse_qsl(request.cookies.get(COOKIE, "")))
    return asked(**{name: said.get(name.rstrip("_"), "") for name in _TYPED})


def waited_since(now: datetime, days: int, calendar: Calendar) -> datetime:
    """What began before this moment has waited at least so many working days, the first day not counted."""
    day, counted = local_date(now), 0
    while counted < days:
        counted += calendar.is_working_day(day)
        day -= timedelta(days=1)
    return end_of(day)


def choices(session: Session, said: Asked) -> dict[str, object]:
    """What a page needs to draw the fields: processes, and the steps of the one that was chosen."""
    return {"asked": said, "processes": reads.processes(session), "steps": reads.steps(session, said.process)}
