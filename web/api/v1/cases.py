"""Cases in JSON: my lists, one case, beginning and taking back, and files."""

from fastapi import APIRouter, Request, Response, UploadFile

from actions import cases, recommending
from engine.explain import rule_results
from engine.forms.rights import hidden_fields
from engine.state import facts_of
from models import calendars, processes
from models import cases as stored
from models.reads import cases as reads
from models.reads import inbox
from web.api.v1 import shapes
from web.api.v1.paging import Paged
from web.api.v1.precondition import AS_READ, must_be_as_read, put_etag
from web.api.v1.speaker import Speaker
from web.cases.looking_back import moment_of, then
from web.cases.page import known_state, visible_state
from web.cases.scores import score_tables
from web.inbox import box_named
from web.narrowing import AskedHere
from web.speaking import Identity, transaction
from web.uploads import take_in

router = APIRouter()
_KINDS = ("pdf", "docx", "jpg", "png")


@router.get("/me")
def me(speaker: Speaker) -> shapes.Me:
    """Who is signed in."""
    person = speaker.person
    return shapes.Me(
        person=person.id,
        name=person.name,
        unit=person.unit,
        posts=sorted(person.posts),
        waiting=speaker.waiting,
        csrf=speaker.csrf,
    )


@router.get("/inbox")
def lines(
    request: Request, speaker: Speaker, asked: AskedHere, paged: Paged, tab: str = "waiting"
) -> list[shapes.InboxLine]:
    """A box: what waits for me (``waiting``) or colleagues of my bodies (``group``), what I may claim (``claimable``).

    Also what I am to know (``copied``), have done (``done``) and began (``started``), narrowed like every list.
    """
    with transaction(request) as session:
        narrowing = asked.narrowing(speaker.now, calendars.of(session))
        rows, total = inbox.lines(
            session,
            box_named(tab),
            speaker.person.id,
            now=speaker.now,
            narrowing=narrowing,
            limit=paged.until,
        )
    paged.tell(total)
    return [shapes.InboxLine.model_validate(row) for row in rows[paged.skip :]]


@router.get("/inbox/figures")
def figures(request: Request, speaker: Speaker, asked: AskedHere) -> shapes.Figures:
    """How many lines each box has, narrowed in the same way."""
    with transaction(request) as session:
        narrowing = asked.narrowing(speaker.now, calendars.of(session))
        found = inbox.counts(session, speaker.person.id, now=speaker.now, narrowing=narrowing)
    return shapes.Figures.model_validate(found)


@router.get("/cases")
def listed(request: Request, speaker: Speaker, asked: AskedHere, paged: Paged) -> list[shapes.InboxLine]:
    """The cases that I may see, narrowed like every list."""
    with transaction(request) as session:
        narrowing = asked.narrowing(speaker.now, calendars.of(session))
        rows, total = reads.listed(
            session,
            speaker.person.id,
            now=speaker.now,
            narrowing=narrowing,
            limit=paged.size,
            offset=paged.skip,
        )
    paged.tell(total)
    return [shapes.InboxLine.model_validate(row) for row in rows]


@router.get("/cases/{case_id}")
def one(
    request: Request, response: Response, speaker: Speaker, case_id: Identity, as_of: str = ""
) -> shapes.Case:
    """One case; ``as_of`` a day (2022-04-10) or a moment, as its journal knew it then.

    The ETag of the answer may go with an act as If-Match: then it is done to the case as it was read, or not at all.
    """
    with transaction(request) as session:
        state = visible_state(session, speaker, case_id)
        if not as_of and (record := stored.load(session, case_id)):
            put_etag(response, record)
            state = record.state
        hidden = hidden_fields(processes.get(session, state.version), state, speaker.person.id)
        told = then(session, speaker, case_id, moment_of(as_of))[0] if as_of else state
        return shapes.case_of(told, hidden)


@router.get("/cases/{case_id}/scores")
def scores(request: Request, speaker: Speaker, case_id: Identity) -> list[shapes.Scores]:
    """What the judges gave, as far as it may be read yet: of a sealed visit only the own sheet."""
    with transaction(request) as session:
        state = known_state(session, speaker, case_id)
        comments = reads.details(session, state.id).comments
        process = processes.get(session, state.version)
        tables = score_tables(process, state, comments, speaker.person.id)
    return [shapes.Scores.model_validate(one) for one in tables]


@router.get("/cases/{case_id}/rules")
def rules(request: Request, speaker: Speaker, case_id: Identity) -> list[shapes.RuleResult]:
    """Each rule with its result, evidence and clause, and the exception that was made from one not met."""
    with transaction(request) as session:
        state = visible_state(session, speaker, case_id)
        process = processes.get(session, state.version)
        hidden = hidden_fields(process, state, speaker.person.id)
        found = rule_results(process, facts_of(state), hidden, state)
    return [shapes.RuleResult.model_validate(one) for one in found]


@router.post("/cases", status_code=201)
def begin(request: Request, speaker: Speaker, said: shapes.Open) -> shapes.Done:
    """Begin a case of my unit."""
    with transaction(request) as session:
        case_id = cases.open_case(
            session, said.process, actor=speaker.person, now=speaker.now, round_key=said.round
        )
    return shapes.Done(case=case_id)


@router.post("/cases/{case_id}/nomination", status_code=201)
def take_up(request: Request, speaker: Speaker, case_id: Identity) -> shapes.Done:
    """Begin my union's own case from a recommendation that it has chosen (据此申报); the answer is the new case."""
    with transaction(request) as session:
        visible_state(session, speaker, case_id)
        return shapes.Done(case=recommending.take_up(session, case_id, actor=speaker.person, now=speaker.now))


@router.post("/cases/{case_id}/withdrawal", dependencies=[AS_READ])
def withdraw(request: Request, speaker: Speaker, case_id: Identity, said: shapes.Withdrawal) -> shapes.Done:
    """Take my unit's case back."""
    with transaction(request) as session:
        visible_state(session, speaker, case_id)
        must_be_as_read(request, session, case_id)
        cases.withdraw(session, case_id, said.reason, actor=speaker.person, now=speaker.now)
    return shapes.Done(case=case_id)


@router.post("/attachments", status_code=201)
def upload(request: Request, speaker: Speaker, file: UploadFile) -> shapes.Stored:
    """Upload a file, to be named in an answer. Refused by size and by content before it is stored."""
    with transaction(request) as session:
        stored = take_in(request, session, speaker, file, _KINDS)
        return shapes.Stored(
            digest=stored.digest, name=file.filename or stored.name, kind=stored.kind, size=stored.size
        )
