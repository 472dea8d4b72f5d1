"""The acts on an assignment in JSON. Every one calls the same action as the page does."""

from collections.abc import Callable

from fastapi import APIRouter, Request

from actions import assignments, ballots, cases, corrections, opinions, publicity, scoring, waivers
from engine.offering.choices import choices
from engine.refusals import NoSuchAssignment
from models import calendars, processes
from models.reads.assignments import case_of
from models.session import Session
from web.api.v1 import shapes
from web.api.v1.precondition import AS_READ, must_be_as_read
from web.api.v1.speaker import Speaker
from web.cases.page import known_state
from web.pages import office_of
from web.speaking import Identity, transaction

router = APIRouter(prefix="/assignments/{assignment_id}", dependencies=[AS_READ])


@router.get("/choices")
def offered(request: Request, speaker: Speaker, assignment_id: Identity) -> list[shapes.Button]:
    """What the holder of the assignment could do, and what it would do."""
    with transaction(request) as session:
        case_id = case_of(session, assignment_id)
        if case_id is None:
            raise NoSuchAssignment
        state = known_state(session, speaker, case_id)
        process = processes.get(session, state.version)
        found = choices(process, state, assignment_id, now=speaker.now, calendar=calendars.of(session))
        return [shapes.Button.model_validate(one) for one in found]


@router.post("/draft")
def draft(request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Fill) -> shapes.Done:
    """Keep what is filled in so far."""

    def act(session: Session) -> None:
        seal = office_of(request).seal
        cases.save_draft(
            session, assignment_id, said.answers, actor=speaker.person, now=speaker.now, seal=seal
        )

    return done(request, assignment_id, act)


@router.post("/submission")
def submit(request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Fill) -> shapes.Done:
    """Hand the form in."""

    def act(session: Session) -> None:
        seal = office_of(request).seal
        cases.submit(session, assignment_id, said.answers, actor=speaker.person, now=speaker.now, seal=seal)

    return done(request, assignment_id, act)


@router.post("/decision")
def decide(request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Decision) -> shapes.Done:
    """Approve, reject, record or determine."""

    def act(session: Session) -> None:
        assignments.decide(
            session,
            assignment_id,
            said.decision,
            actor=speaker.person,
            now=speaker.now,
            seal=office_of(request).seal,
            comment=said.comment,
            answers=said.answers or None,
            outcome=said.outcome,
        )

    return done(request, assignment_id, act)


@router.post("/correction")
def correct(
    request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Correction
) -> shapes.Done:
    """Put right what was filled before; what is not said stays."""

    def act(session: Session) -> None:
        seal = office_of(request).seal
        corrections.correct(
            session,
            assignment_id,
            said.answers,
            said.reason,
            actor=speaker.person,
            now=speaker.now,
            seal=seal,
        )

    return done(request, assignment_id, act)


@router.post("/waiver")
def waive(request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Waiver) -> shapes.Done:
    """Make an exception from a rule that is not met, with the reason."""

    def act(session: Session) -> None:
        waivers.waive(session, assignment_id, said.rule, said.reason, actor=speaker.person, now=speaker.now)

    return done(request, assignment_id, act)


@router.post("/return")
def send_back(
    request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Return
) -> shapes.Done:
    """Return the case to an earlier step."""

    def act(session: Session) -> None:
        assignments.send_back(
            session,
            assignment_id,
            said.to,
            said.comment,
            actor=speaker.person,
            now=speaker.now,
            then=said.then,
        )

    return done(request, assignment_id, act)


@router.post("/vote")
def vote(request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Vote) -> shapes.Done:
    """Drop a paper into the box."""

    def act(session: Session) -> None:
        ballots.cast_vote(session, assignment_id, said.choice, actor=speaker.person, now=speaker.now)

    return done(request, assignment_id, act)


@router.post("/vote/preview")
def foresee_vote(
    request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Vote
) -> shapes.VoteForeseen:
    """What a paper would do once cast. Nothing is changed, and the box stays shut."""
    with transaction(request) as session:
        found = ballots.foresee(session, assignment_id, said.choice, actor=speaker.person, now=speaker.now)
        return shapes.VoteForeseen.model_validate(found)


@router.post("/count")
def count(request: Request, speaker: Speaker, assignment_id: Identity) -> shapes.Done:
    """Close the ballot and count."""

    def act(session: Session) -> None:
        ballots.close_ballot(session, assignment_id, actor=speaker.person, now=speaker.now)

    return done(request, assignment_id, act)


@router.post("/score")
def score(request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Sheet) -> shapes.Done:
    """Hand in a score sheet."""

    def act(session: Session) -> None:
        scoring.give_score(
            session,
            assignment_id,
            said.points,
            actor=speaker.person,
            now=speaker.now,
            comment=said.comment,
        )

    return done(request, assignment_id, act)


@router.post("/opinion")
def opinion(request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Opinion) -> shapes.Done:
    """Put an outside body's answer on file."""

    def act(session: Session) -> None:
        opinions.record_opinion(
            session,
            assignment_id,
            said.agency,
            said.answer,
            actor=speaker.person,
            now=speaker.now,
            reason=said.reason,
            document=said.document,
        )

    return done(request, assignment_id, act)


@router.post("/opinion/acceptance")
def accept(
    request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Acceptance
) -> shapes.Done:
    """Put on file what an outside body answered by its signed link."""

    def act(session: Session) -> None:
        opinions.accept_opinion(session, assignment_id, said.agency, actor=speaker.person, now=speaker.now)

    return done(request, assignment_id, act)


@router.post("/finding")
def finding(request: Request, speaker: Speaker, assignment_id: Identity, said: shapes.Finding) -> shapes.Done:
    """Say what an inquiry found."""

    def act(session: Session) -> None:
        publicity.record_finding(
            session,
            assignment_id,
            upheld=said.upheld,
            reason=said.reason,
            actor=speaker.person,
            now=speaker.now,
        )

    return done(request, assignment_id, act)


def done(request: Request, assignment_id: str, act: Callable[[Session], None]) -> shapes.Done:
    """Do it in one transaction. What the rules refuse is answered by the application's one table of refusals."""
    with transaction(request) as session:
        case_id = case_of(session, assignment_id)
        must_be_as_read(request, session, case_id)
        act(session)
        return shapes.Done(case=case_id or "")
