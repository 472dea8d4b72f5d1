"""The page of one case, with everything in sight that a decision needs."""

from collections.abc import Mapping, Sequence

from fastapi import Request, Response
from markupsafe import Markup

from actions.recommending import may_take_up
from actions.reviews import ended_without_success, reviewing
from engine.definition import BallotStep, ConsultStep, Process
from engine.explain import rule_results
from engine.forms.rights import hidden_fields, hides_household, without
from engine.handling.judging import is_judged_blindly, shown_to_judges
from engine.handling.subcases import BY_HAND, LINK_LABELS
from engine.handling.twins import VERDICTS
from engine.pictures.case import case_picture
from engine.refusals import JudgedBlindly, Refusal
from engine.state import CaseState, StepState, facts_of
from models import calendars, cases, households, journal, outbox, processes
from models.journal import Entry
from models.opinions import answers_of_several_units
from models.reads import cases as reads
from models.reads import meetings as meeting_reads
from models.reads import statistics, titles
from models.reads.assignments import case_of
from models.reads.cases import Details, FileLine
from models.reads.inbox import next_of
from models.reads.visible import may_see
from models.session import Session
from web.cases import answers, progress
from web.cases.beside import beside, chain, changes, signs
from web.cases.history import Sentence, history, outcome_title
from web.cases.overdue import nudges
from web.cases.papers import papers
from web.cases.scores import score_tables
from web.cases.tasks import Desk, Refused, tasks
from web.errors import status_of
from web.narrowing import remembered
from web.outsiders.signed_links import opinion_link
from web.pages import office_of, render, words
from web.refusals import NotFound
from web.rounds.gate_words import why_at_gates
from web.speaking import Viewer, transaction
from web.titles import unit_of
from web.wording import ANSWER, DECISION, Translate, word


def show(
    request: Request,
    me: Viewer,
    case_id: str,
    *,
    status: int = 200,
    refused: Refused | None = None,
    done: str = "",
) -> Response:
    """The page, as far as the reader may see the case. Raises NotFound otherwise."""
    with transaction(request) as session:
        state = known_state(session, me, case_id)
        process = processes.get(session, state.version)
        desk = desk_of(request, me, session, state, refused=refused)
        if is_judged_blindly(process, state, me.person.id):
            return render(
                request, "blind_case.html", status, refused=refused, done=done, **_blindly(request, desk)
            )
        given = {"refused": refused, "done": done, "as_of": None}
        filed = on_file(request, desk, journal.lines(session, case_id))
        page = render(request, "case.html", status, **given, **_at_hand(request, desk), **filed)
    if request.headers.get("hx-request") and not state.pending:
        page.headers["HX-Refresh"] = "true"  # the open page waits for what follows: it is there
    return page


def show_refused(
    request: Request, me: Viewer, assignment_id: str, refusal: Refusal, refused: Refused
) -> Response:
    """The case page with the refusal in its place; to those who may not see the case, the refusal alone."""
    with transaction(request) as session:
        case_id = case_of(session, assignment_id)
        visible = case_id is not None and may_see(session, case_id, me.person.id)
    if case_id is None or not visible:
        raise refusal
    return show(request, me, case_id, status=status_of(refusal), refused=refused)


def visible_state(session: Session, me: Viewer, case_id: str) -> CaseState:
    """The case. Raises NotFound as ``known_state`` does, and JudgedBlindly to whoever must not know whose it is."""
    state = known_state(session, me, case_id)
    if is_judged_blindly(processes.get(session, state.version), state, me.person.id):
        raise JudgedBlindly
    return state


def known_state(session: Session, me: Viewer, case_id: str) -> CaseState:
    """The case. Raises NotFound when there is none or the reader has no right to it: nobody learns which.

    What is shown of it to a judge of a blind step is the caller's to choose.
    """
    record = cases.load(session, case_id) if may_see(session, case_id, me.person.id) else None
    if record is None:
        raise NotFound
    return record.state


def desk_of(
    request: Request, me: Viewer, session: Session, state: CaseState, *, refused: Refused | None = None
) -> Desk:
    """The case before the reader, with what is hidden from him or her."""
    process = processes.get(session, state.version)
    hidden = hidden_fields(process, state, me.person.id)
    return Desk(session, office_of(request).seal, me, process, state, calendars.of(session), refused, hidden)


def told(desk: Desk, entries: Sequence[Entry], names: Mapping[str, str], say: Translate) -> list[Sentence]:
    """The case's history as the reader may know it, latest first."""
    return history(
        desk.process,
        desk.state,
        entries,
        names,
        say,
        former=_former_titles(desk, entries),
        hidden=desk.hidden,
    )


def _blindly(request: Request, desk: Desk) -> dict[str, object]:
    """What a judge sees who must not know whose case it is: the answers without those that tell, and the sheet."""
    state, process, say = desk.state, desk.process, words(request)
    shown = shown_to_judges(process, state, desk.me.person.id)
    details = reads.details(desk.session, state.id)
    return {
        "case": state,
        "process": process,
        "tasks": tasks(desk),
        "sections": answers.sections(process, shown, say),
        "scores": score_tables(process, state, details.comments, desk.me.person.id, blind=True),
        "files": details.files,
        **_following(request, desk),
    }


def _at_hand(request: Request, desk: Desk) -> dict[str, object]:
    """What is to be done, and by whom."""
    state, process, me, say = desk.state, desk.process, desk.me, words(request)
    return {
        "case": state,
        "process": process,
        "tasks": tasks(desk),
        **beside(desk),
        "waiting": progress.waiting(process, state, me.now, desk.calendar),
        "pending": progress.coming(process, state, why_at_gates(desk.session, process, state, say), say),
        "review": _review(desk),
        "may_take_up": may_take_up(desk.session, state, me.person),
        "may_withdraw": state.opened_by == me.person.id and state.closed_at is None,
        "answer_words": [(key, word(ANSWER, key, say)) for key in ANSWER],
        "decision_words": {key: say(name) for key, name in DECISION.items()},
        "agency_links": _agency_links(request, desk),
        **_following(request, desk),
    }


def _review(desk: Desk) -> Process | None:
    """The process by which the reader may have the case looked at again (复核), if there is one."""
    mine = desk.me.may_open and desk.me.person.unit == desk.state.unit.key
    if not mine or not ended_without_success(desk.state, desk.process):
        return None
    return reviewing(desk.session, desk.state.process, now=desk.me.now)


def _agency_links(request: Request, desk: Desk) -> dict[str, str]:
    """The address for each agency that is asked and has not answered: for those only who asked, by opinion."""
    mine = {one.assignment.step_id for one in tasks(desk) if one.kind == "consult"}
    visits = {one.id: desk.process.step(one.key) for one in desk.state.steps if one.id in mine}
    return {
        one.id: opinion_link(request, step, one, desk.me.now)
        for one in desk.state.opinions
        if isinstance(step := visits.get(one.step_id), ConsultStep) and one.answer in (None, "defer")
    }


def _following(request: Request, desk: Desk) -> dict[str, object]:
    """The next thing to do, within what the reader's inbox was narrowed to; and the way back there."""
    me, kept = desk.me, remembered(request)
    narrowing = kept.narrowing(me.now, desk.calendar)
    following = next_of(desk.session, me.person.id, but=desk.state.id, now=me.now, narrowing=narrowing)
    return {"following": following, "inbox": f"/inbox?{kept.address}" if kept.anything else "/inbox"}


def on_file(request: Request, desk: Desk, entries: Sequence[Entry]) -> dict[str, object]:
    """What has been said and found so far, by the state of the desk and the journal up to then."""
    state, process, say = desk.state, desk.process, words(request)
    details = reads.details(desk.session, state.id)
    lines = told(desk, entries, details.names, say)
    return {
        "stations": progress.stations(process, state, say),
        "path": Markup(case_picture(process, state)),  # noqa: S704 - drawn by us, every word escaped
        "sections": answers.sections(process, without(state.answers, desk.hidden), say),
        "has_household": not hides_household(process, state, desk.hidden)
        and households.of_case(desk.session, state.id) is not None,
        "rules": rule_results(process, facts_of(state), desk.hidden, state) if state.answers else [],
        "history": lines,
        "ending": next((one for one in lines if one.ends), None),
        "comments": _comments(process, state, _said(entries), say),
        "changes": changes(process, entries, say, desk.hidden),
        "nudges": nudges(process, state, entries, say),
        "copies": state.copies,
        "verdicts": VERDICTS,
        "titles": _titles(desk),
        "recommended_for": _recommended_for(desk),
        "links": [(LINK_LABELS[one.kind], one) for one in state.links if one.removed_at is None],
        "link_kinds": [] if state.destroyed_at else [(kind, LINK_LABELS[kind]) for kind in BY_HAND],
        "names": details.names,
        "files": openable(desk, details),
        "ballots": [
            (process.step(one.key), one, _seats(process, state, one))
            for one in state.steps
            if one.kind == "ballot"
        ],
        "meetings": meeting_reads.of_case(desk.session, state.id, desk.me.person.id),
        "scores": score_tables(process, state, details.comments, desk.me.person.id),
        "windows": [(process.step(_key_of(state, one.id)), one) for one in state.windows],
        "papers": papers(desk, details),
        "outcome": outcome_title(process, state.outcome),
        "runs": outbox.runs_of(desk.session, state.id) if desk.me.is_administrator else [],
    }


def _recommended_for(desk: Desk) -> str:
    """The round for which the case recommends; empty for a case that is there for itself."""
    if not desk.process.recommends_for or desk.state.round is None:
        return ""
    return statistics.round_title(desk.session, desk.state.round)


def _titles(desk: Desk) -> list[tuple[titles.TitleOfCase, bool]]:
    """The titles that the case has to do with, and whether the register shows them to the reader."""
    unit = unit_of(desk.me)
    found = titles.of_case(desk.session, desk.state.id)
    return [(one, titles.may_see(desk.session, one.number, unit=unit)) for one in found]


def _former_titles(desk: Desk, entries: Sequence[Entry]) -> dict[str, str]:
    """How steps were called in the versions the case was moved from."""
    former = [one.payload["from_version"] for one in entries if one.event == "case.moved"]
    known = [processes.get(desk.session, version) for version in former]
    return {home.entry.key: home.entry.title for process in known for home in process.layout}


def _seats(process: Process, state: CaseState, visit: StepState) -> list[tuple[str, int]]:
    """Who votes with which weight, where votes are weighted: known to all before the first paper."""
    step = process.step(visit.key)
    if not isinstance(step, BallotStep) or not step.weighted:
        return []
    return [(one.name, one.weight) for one in state.share_of(visit.id) if one.body == step.by]


def _key_of(state: CaseState, step_id: str) -> str:
    return next(one.key for one in state.steps if one.id == step_id)


def _said(entries: Sequence[Entry]) -> dict[str, str]:
    """The words that went with each decision, by assignment: those of the last one, where one was taken back."""
    decided = [one.payload for one in entries if one.event == "assignment.decided"]
    return {one["id"]: one.get("comment", "") for one in decided}


def _comments(
    process: Process, state: CaseState, said: Mapping[str, str], say: Translate
) -> list[dict[str, object]]:
    """What others decided, with their words; papers of a ballot are counted, sheets of judges in their own table."""
    kinds = {one.id: one.kind for one in state.steps}
    return [
        {
            "step": process.step(one.step).title,
            "visit": one.visit,
            "name": one.name,
            "decision": one.decision,
            "at": one.decided_at,
            "comment": said.get(one.id, ""),
            "chain": chain(state, one, say),
            "urged": signs(one, say),
        }
        for one in state.assignments
        if one.status == "decided"
        and (one.via == "question" or kinds[one.step_id] not in ("ballot", "score", "submit"))
    ]


def openable(desk: Desk, details: Details) -> dict[str, FileLine]:
    """The files by digest, without the answers of outside bodies that name people of other units."""
    shut = frozenset() if desk.me.sees_all_units else answers_of_several_units(desk.session, desk.state.id)
    return {digest: one for digest, one in details.files.items() if digest not in shut}
