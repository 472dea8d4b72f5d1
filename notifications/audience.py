"""Which people of a case are told of which event. Pure: their ids follow from the event and the state.

Whoever acted is not told what he did himself, and one act brings one person one message, not three. Nobody
learns from a message who objected, how anybody voted or what an inquiry found: that is read on the case page,
by those who may.
"""

from collections.abc import Callable, Iterable
from typing import Any

from engine import events as e
from engine.state import CaseState, applicants

People = tuple[str, ...]
Audience = Callable[[Any, CaseState], People]

SILENT = {
    "case.opened": "whoever opened it has it on the screen",
    "case.resumed": "the next step that opens tells the people it waits for",
    "step.skipped": "nobody has to do anything",
    "step.settled": "the step that follows, or the end of the case, is told of",
    "assignment.decided": "whoever decided knows; the others hear of what follows",
    "vote.cast": "a vote concerns nobody but the voter (票决)",
    "ballot.counted": "the figures stand on the case page; what follows from them is told of",
    "score.given": "a sheet concerns nobody but the judge until all are in (评分)",
    "score.counted": "the figures stand on the case page; what follows from them is told of",
    "opinion.recorded": "whoever put it on file knows",
    "machine.finished": "the document stands on the case page",
    "quota.taken": "the places stand on the page of the round",
    "quota.returned": "the end of the case is told of, and with it the place came back",
    "rule.waived": "it stands beside the rule on the case page; what is decided with it is told of",
    "waiver.lapsed": "whoever decides next finds the rule open again",
    "twin.suspected": "the administrators are told that the case is held",
    "twin.judged": "the case goes on or ends, and of that people are told",
    "case.ranked": "the rank stands on the level's list, which is nobody else's business",
    "case.kept_in_reserve": "the unit is told when the case moves up or ends",
    "case.fell_out": "the end of the case is told of, and whoever moves up is told of that",
    "assignment.claimed": "the colleagues see on the case page who took it",
    "assignment.vacated": "whoever declared a conflict knows; those who act instead are told of that",
    "assignment.given_back": "those whose turn it is again are told of that",
    "step.reopened": "whoever took a decision back knows; the others find the case in the inbox again",
    "step.due_shifted": "the new due date stands in the inbox",
    "question.dropped": "whoever asked went on, and the applicant has one thing less to do",
    "block.opened": "the steps that open in it tell the people they wait for",
    "block.settled": "the step that follows, or the end of the case, is told of",
    "block.repeated": "the step that opens again tells the people it waits for",
    "block.grown": "the step that opens for the new line tells the people it waits for",
    "block.reopened": "whoever took a decision back knows",
    "block.resumed": "the steps that open in it again tell the people they wait for",
    "branch.finished": "the colleagues of other branches see it on the case page",
    "branch.chosen": "what is stopped has left the inbox; why stands on the case page",
    "branch.reopened": "whoever took a decision back knows",
    "subcase.asked": "the office opens it by itself",
    "subcase.opened": "the people of the new case are told of it",
    "subcase.closed": "the step that follows is told of",
    "case.linked": "links stand on the case page",
    "case.unlinked": "links stand on the case page",
    "document.issued": "it is handed over on paper; whoever looks at the case finds it there",
    "document.voided": "whoever voided it says so to those who have it",
    "case.disclosed": "who looked at whole numbers stands in the history",
    "copy.read": "who has read a copy stands on the case page",
    "case.preserved": "whoever put destruction off knows; it stands on the case page",
    "preservation.lifted": "whoever lifted it knows; it stands on the case page",
    "case.destroyed": "those who decided it find it on their list",
    "case.moved": "the people and what they have to do stay the same; the move stands in the history",
}


def is_for_administrators(event: e.Event) -> bool:
    """What only an administrator can mend: a case held, a rung of the ladder that leads to nobody."""
    match event:
        case e.CaseHeld():
            return True
        case e.OverdueEscalated(people=people):
            return not people
        case e.OverduePassedOn(assignments=assignments):
            return not assignments
        case _:
            return False


def audience(event: e.Event, state: CaseState) -> People:
    """The ids of those told of ``event``, each once. Raises KeyError for an event nobody thought of."""
    if event.event in SILENT:
        return ()
    return tuple(dict.fromkeys(AUDIENCES[event.event](event, state)))


def _without(people: Iterable[str], *left_out: str | None) -> People:
    return tuple(one for one in people if one not in left_out)


def _applicants(_event: e.Event, state: CaseState) -> People:
    return applicants(state)


def _step_opened(event: e.StepOpened, state: CaseState) -> People:
    """Those whose turn it is and who have not acted meanwhile.

    An applicant has just begun the case, or is told of the return: no second message for the form. Who is to
    ask outside bodies hears it with their names (``opinion.asked``).
    """
    if event.kind == "consult":
        return ()
    waited_for = _open_shares(state, event.id)
    return _without(waited_for, *applicants(state)) if event.kind == "submit" else waited_for


def _open_shares(state: CaseState, step_id: str) -> People:
    return tuple(one.person for one in state.share_of(step_id) if one.status == "open" and not one.objection)


def _assignment(
    event: e.AssignmentOpened | e.AssignmentReminded | e.AssignmentOverdue, state: CaseState
) -> People:
    share = state.assignment(event.id)
    return (share.person,) if share is not None and share.status == "open" else ()


def _overdue(event: e.AssignmentOverdue, state: CaseState) -> People:
    return _assignment(event, state) if event.told else ()


def _overdue_reminded(event: e.OverdueReminded, state: CaseState) -> People:
    shares = [state.assignment(one) for one in event.shares]
    return tuple(one.person for one in shares if one is not None and one.status == "open")


def _overdue_escalated(event: e.OverdueEscalated, _state: CaseState) -> People:
    return tuple(one.person for one in event.people)


def _overdue_passed_on(event: e.OverduePassedOn, state: CaseState) -> People:
    """Those whose turn it is now; whoever lost the share finds out why on the case page."""
    given = [state.assignment(one.id) for one in event.assignments]
    return tuple(one.person for one in given if one is not None and one.status == "open")


def _settled_by_rule(event: e.OverdueRefused | e.OverduePassed, state: CaseState) -> People:
    """Those from whose inbox the case has gone; what follows is told of by what follows."""
    return tuple(one.person for one in state.share_of(event.id) if one.closed_with_step)


def _also_offered(event: e.AssignmentsOffered, state: CaseState) -> People:
    shares = [state.assignment(one.id) for one in event.assignments]
    return tuple(one.person for one in shares if one is not None and one.status == "open")


def _handed_on(
    event: e.AssignmentTransferred | e.AssignmentDelegated | e.SignerAdded | e.QuestionAsked, state: CaseState
) -> People:
    """Whoever got the share, if it is not done yet; one who signs after others hears when the turn comes."""
    share = state.assignment(event.to.id)
    return (share.person,) if share is not None and share.status == "open" else ()


def _nothing_to_do(event: e.SignerRemoved | e.AssignmentTakenBack, state: CaseState) -> People:
    """Those from whose inbox the case has gone: who had been asked, or who came next."""
    taken = [event.id] if isinstance(event, e.SignerRemoved) else []
    shares = [state.assignment(one) for one in (*taken, *event.closes)]
    return _without((one.person for one in shares if one is not None), event.by)


def _question_answered(event: e.QuestionAnswered, _state: CaseState) -> People:
    return (event.asked_by,)


def _urged(event: e.CaseUrged, state: CaseState) -> People:
    shares = [state.assignment(one) for one in event.assignments]
    return tuple(one.person for one in shares if one is not None and one.status == "open")


def _copied(event: e.CaseCopied, _state: CaseState) -> People:
    return _without((one.person for one in event.copies), event.by)


def _case_terminated(event: e.CaseTerminated, state: CaseState) -> People:
    return _without(_ended_early(event, state), event.by)


def _ended_early(_event: e.CaseTerminated | e.CaseEndedWithTitle, state: CaseState) -> People:
    """The unit's people, and those from whose inbox the case has gone."""
    left = {step.id for step in state.steps if step.outcome == "terminated"}
    waited_for = (one.person for one in state.assignments if one.step_id in left and one.status == "closed")
    return (*applicants(state), *waited_for)


def _opinions_asked(event: e.OpinionsAsked, state: CaseState) -> People:
    return _open_shares(state, event.step_id)


def _opinion_received(event: e.OpinionReceived, state: CaseState) -> People:
    """Whoever asked has to put it on file."""
    asked = next(one for one in state.opinions if one.id == event.id)
    return _open_shares(state, asked.step_id)


def _corrected(event: e.CaseCorrected, state: CaseState) -> People:
    """The unit hears that its form was changed, and reads on the page of the case in what."""
    return _without(applicants(state), event.by)


def _case_returned(event: e.CaseReturned, state: CaseState) -> People:
    return _without(applicants(state), event.by)


def _publicity_closed(event: e.PublicityClosed, state: CaseState) -> People:
    """Only a window that ran its time; one taken down with its case is told of by the return or the end."""
    ran_out = any(one.id == event.id and one.outcome == "done" for one in state.steps)
    return applicants(state) if ran_out else ()


def _objection_to_look_into(event: e.ObjectionFiled | e.ObjectionAssigned, state: CaseState) -> People:
    """Those who look into it, and nobody else: the other side hears that the window rests (公示中止)."""
    return tuple(
        one.person for one in state.assignments if one.objection == event.id and one.status == "open"
    )


def _objection_settled(event: e.ObjectionSettled, state: CaseState) -> People:
    """The others who had it in their inbox; the applicants hear that the window goes on, or of the end."""
    inquiry = (one.person for one in state.assignments if one.objection == event.id)
    return _without(inquiry, event.by)


def _case_withdrawn(event: e.CaseWithdrawn, state: CaseState) -> People:
    """The unit's people, and those from whose inbox the case has gone."""
    left = {step.id for step in state.steps if step.outcome == "withdrawn"}
    waited_for = (one.person for one in state.assignments if one.step_id in left and one.status == "closed")
    return _without((*applicants(state), *waited_for), event.by)


def _case_determined(event: e.CaseDetermined, state: CaseState) -> People:
    return _without(applicants(state), event.by)


def _put_forward(event: e.CasePutForward, state: CaseState) -> People:
    """递补 only: whoever put the list forward knows, and what the office did by itself is new to all."""
    return () if event.by else (*_open_shares(state, event.id), *applicants(state))


def _case_closed(_event: e.CaseClosed, state: CaseState) -> People:
    """A case that was rejected or withdrawn has had its last message already."""
    return applicants(state) if state.outcome is not None else ()


AUDIENCES: dict[str, Audience] = {
    "case.submitted": _applicants,
    "case.corrected": _corrected,
    "step.opened": _step_opened,
    "assignment.opened": _assignment,
    "assignment.reminded": _assignment,
    "assignment.overdue": _overdue,
    "overdue.reminded": _overdue_reminded,
    "overdue.escalated": _overdue_escalated,
    "overdue.passed_on": _overdue_passed_on,
    "overdue.refused": _settled_by_rule,
    "overdue.passed": _settled_by_rule,
    "opinion.asked": _opinions_asked,
    "opinion.received": _opinion_received,
    "publicity.opened": _applicants,
    "publicity.suspended": _applicants,
    "publicity.resumed": _applicants,
    "publicity.closed": _publicity_closed,
    "objection.filed": _objection_to_look_into,
    "objection.assigned": _objection_to_look_into,
    "objection.settled": _objection_settled,
    "case.returned": _case_returned,
    "case.determined": _case_determined,
    "case.rejected": _applicants,
    "case.withdrawn": _case_withdrawn,
    "case.closed": _case_closed,
    "case.put_forward": _put_forward,
    "assignment.transferred": _handed_on,
    "assignment.offered": _also_offered,
    "assignment.delegated": _handed_on,
    "assignment.taken_back": _nothing_to_do,
    "signer.added": _handed_on,
    "signer.removed": _nothing_to_do,
    "question.asked": _handed_on,
    "question.answered": _question_answered,
    "case.urged": _urged,
    "case.copied": _copied,
    "case.terminated": _case_terminated,
    "case.ended_with_title": _ended_early,
}
