"""The frozen state of a case. Field names are the column names: what is here is what is stored."""

from engine.state.around import CopyState, LinkState, ObjectionState, OpinionState, Waiver, WindowState
from engine.state.case import CaseState, applicants
from engine.state.facts import CASE_FACTS, CRITERION, facts_of, score_of, unit_facts
from engine.state.people import Person, StandIn, Unit
from engine.state.visits import AssignmentState, BlockState, StepState, Tally
from engine.state.words import (
    ANSWER_LABELS,
    CASE_STATUS_LABELS,
    HANDED_OVER,
    Answer,
    AssignmentStatus,
    CaseStatus,
    Decision,
    LinkKind,
    StepOutcome,
    StepStatus,
    Via,
)

__all__ = [
    "ANSWER_LABELS",
    "CASE_FACTS",
    "CASE_STATUS_LABELS",
    "CRITERION",
    "HANDED_OVER",
    "Answer",
    "AssignmentState",
    "AssignmentStatus",
    "BlockState",
    "CaseState",
    "CaseStatus",
    "CopyState",
    "Decision",
    "LinkKind",
    "LinkState",
    "ObjectionState",
    "OpinionState",
    "Person",
    "StandIn",
    "StepOutcome",
    "StepState",
    "StepStatus",
    "Tally",
    "Unit",
    "Via",
    "Waiver",
    "WindowState",
    "applicants",
    "facts_of",
    "score_of",
    "unit_facts",
]
