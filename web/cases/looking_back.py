"""A case as it was on a day: rebuilt from its journal, plainly marked, and with nothing to press."""

import re
from datetime import UTC, date, datetime, timedelta

from fastapi import Request, Response

from actions.dossiers import as_of
from engine.deadlines import SHANGHAI, day_text, end_of, local_date
from engine.forms.rights import hidden_fields
from engine.state import CaseState
from models import calendars, processes
from models.journal import Entry
from models.session import Session
from web.cases import progress
from web.cases.page import on_file, visible_state
from web.cases.tasks import Desk
from web.pages import office_of, render, words
from web.refusals import DayUnreadable, NotThereYet
from web.speaking import Viewer, transaction
from web.wording import DECISION

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOTHING_TO_DO: dict[str, object] = {
    "refused": None,
    "done": "",
    "tasks": [],
    "afterwards": [],
    "colleagues": [],
    "my_copy": None,
    "signal": None,
    "pending": [],
    "may_withdraw": False,
    "review": None,
    "may_take_up": False,
    "following": None,
    "inbox": "/inbox",
    "answer_words": [],
    "agency_links": {},
}


def show(request: Request, me: Viewer, case_id: str, said: str) -> Response:
    """The page as of ``said``, for who may see the case today. Raises NotFound, DayUnreadable, NotThereYet."""
    moment = moment_of(said)
    with transaction(request) as session:
        state, entries = then(session, me, case_id, moment)
        process, calendar = processes.get(session, state.version), calendars.of(session)
        hidden = hidden_fields(process, visible_state(session, me, case_id), me.person.id)
        desk = Desk(session, office_of(request).seal, me, process, state, calendar, None, hidden)
        say = words(request)
        filed = on_file(request, desk, entries) | {"runs": [], "link_kinds": []}
        given = {
            "case": state,
            "process": process,
            "as_of": moment,
            "waiting": progress.waiting(process, state, moment, calendar),
            "decision_words": {key: say(name) for key, name in DECISION.items()},
        }
        return render(request, "case.html", **_NOTHING_TO_DO, **filed, **given)


def then(session: Session, me: Viewer, case_id: str, moment: datetime) -> tuple[CaseState, list[Entry]]:
    """The case as its journal knew it at ``moment``. Raises NotFound, NotThereYet."""
    now = visible_state(session, me, case_id)
    found = as_of(session, case_id, moment)
    if found is None:
        raise NotThereYet(day=day_text(local_date(moment)), opened=day_text(local_date(now.opened_at)))
    return found


def moment_of(said: str) -> datetime:
    """The moment meant by a day (its end) or by a moment of Shaanxi time. Raises DayUnreadable."""
    try:
        if _DAY.fullmatch(said):
            return end_of(date.fromisoformat(said)) - timedelta(microseconds=1)
        moment = datetime.fromisoformat(said)
    except (ValueError, OverflowError):
        raise DayUnreadable from None
    local = moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    return local.astimezone(UTC)
