"""What is done to a household through any door: keeping its file, looking at whole numbers, help, clearing."""

from fastapi import Request

from actions import helping, matching
from actions.dossiers import disclose
from actions.households import Opened, open_file, save_file
from engine.deadlines import local_date
from engine.forms.rights import hidden_fields, hides_household
from engine.hardship.file import HouseholdFile
from engine.rulebook.published import RuleSet
from engine.state import AssignmentState, CaseState
from models import households, processes
from models.payments import HelpPayment
from models.reads.assignments import case_of
from models.session import Session
from seeds.household_rules import aid_table_for, parameters_for
from web.cases.page import visible_state
from web.households.page import Look
from web.pages import office_of
from web.refusals import NotFound
from web.speaking import Viewer


def visible(session: Session, me: Viewer, case_id: str) -> CaseState:
    """The case. Raises NotFound also where the household is not for the reader's eyes."""
    state = visible_state(session, me, case_id)
    process = processes.get(session, state.version)
    if hides_household(process, state, hidden_fields(process, state, me.person.id)):
        raise NotFound
    return state


def mine(session: Session, me: Viewer, assignment_id: str) -> tuple[CaseState, AssignmentState]:
    """The reader's own open share of a case. Raises NotFound for anything else."""
    case_id = case_of(session, assignment_id)
    state = visible(session, me, case_id) if case_id else None
    share = state.assignment(assignment_id) if state else None
    if state is None or share is None or share.person != me.person.id or share.status != "open":
        raise NotFound
    return state, share


def kept_file(request: Request, session: Session, state: CaseState) -> HouseholdFile | None:
    """The file as it was kept last, with which empty numbers are filled up; None before the first time."""
    before = open_file(session, state.id, office_of(request).seal)
    return before.file if before else None


def keep(
    request: Request,
    session: Session,
    me: Viewer,
    share: AssignmentState,
    file: HouseholdFile,
    *,
    state: CaseState,
) -> None:
    """Keep the file of one's ``share`` whatever is wrong with it. Raises the refusals of turn, and NoParameters."""
    rules, seal = parameters(session, state, me), office_of(request).seal
    save_file(session, share.id, file, rules, actor=me.person, now=me.now, seal=seal)


def parameters(session: Session, state: CaseState, me: Viewer) -> RuleSet:
    """Those of the day of the application: what is corrected after the turn of the year is reckoned as it began.

    Raises NoParameters.
    """
    day = households.applied_on(session, state.id) or local_date(me.now)
    return parameters_for(session, state.unit.city, day)


def look_at(request: Request, session: Session, me: Viewer, case_id: str, *, whole: bool) -> Look:
    """The file of a case before the reader. Raises NotFound when there is none, or not for these eyes."""
    state = visible(session, me, case_id)
    process, file = processes.get(session, state.version), _file_of(request, session, case_id)
    return Look(session, office_of(request).seal, me, process, state, file, whole)


def look_at_numbers(session: Session, me: Viewer, case_id: str, reason: str) -> None:
    """Note in the journal who looks at whole numbers, and why. Raises CommentMissing."""
    visible(session, me, case_id)
    disclose(session, case_id, reason, actor=me.person, now=me.now, what="household")


def grant(request: Request, session: Session, me: Viewer, case_id: str, wish: helping.Wish) -> HelpPayment:
    """Grant a sum for the household of the case, within the caps of the year."""
    visible(session, me, case_id)
    household, seal = _file_of(request, session, case_id).household.id, office_of(request).seal
    table = aid_table_for(session, local_date(me.now))
    return helping.grant(session, household, wish, table, actor=me.person, now=me.now, seal=seal)


def clear(
    request: Request, session: Session, me: Viewer, contradiction: str, reason: str, *, stands: bool
) -> None:
    """Say whether a contradiction stands, and why."""
    seal = office_of(request).seal
    matching.clear(session, contradiction, reason, stands=stands, actor=me.person, now=me.now, seal=seal)


def _file_of(request: Request, session: Session, case_id: str) -> Opened:
    found = open_file(session, case_id, office_of(request).seal)
    if found is None:
        raise NotFound
    return found
