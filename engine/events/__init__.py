"""All that can have happened, past tense, with the dotted name each has in journal, outbox and templates."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, TypeAdapter

from engine.events.asking import (
    AskingEvent,
    CaseCopied,
    CaseUrged,
    CopyRead,
    CopySent,
    QuestionAnswered,
    QuestionAsked,
    QuestionDropped,
)
from engine.events.blocks import (
    BlockEvent,
    BlockGrown,
    BlockOpened,
    BlockReopened,
    BlockRepeated,
    BlockResumed,
    BlockSettled,
    BranchChosen,
    BranchFinished,
    BranchReopened,
)
from engine.events.cases import (
    CaseClosed,
    CaseCorrected,
    CaseDetermined,
    CaseDisclosed,
    CaseEndedWithTitle,
    CaseEvent,
    CaseHeld,
    CaseOpened,
    CaseRejected,
    CaseResumed,
    CaseReturned,
    CaseSubmitted,
    CaseTerminated,
    CaseWithdrawn,
    Disclosed,
    QuotaReturned,
    QuotaTaken,
)
from engine.events.clock import (
    AssignmentOverdue,
    AssignmentReminded,
    ClockEvent,
    Informed,
    OverdueEscalated,
    OverduePassed,
    OverduePassedOn,
    OverdueRefused,
    OverdueReminded,
)
from engine.events.documents import DocumentEvent, DocumentIssued, DocumentVoided
from engine.events.facts import (
    ANSWERS,
    AssignmentOffered,
)
from engine.events.keeping import CaseDestroyed, CasePreserved, KeepingEvent, PreservationLifted
from engine.events.links import (
    CaseLinked,
    CaseUnlinked,
    LinkEvent,
    SubCaseAsked,
    SubCaseClosed,
    SubCaseOpened,
)
from engine.events.lists import (
    CaseFellOut,
    CaseKeptInReserve,
    CasePutForward,
    CaseRanked,
    ListEvent,
)
from engine.events.moving import (
    CaseMoved,
    Renamed,
)
from engine.events.opinions import (
    OpinionAsked,
    OpinionEvent,
    OpinionReceived,
    OpinionRecorded,
    OpinionsAsked,
)
from engine.events.publicity import (
    ObjectionAssigned,
    ObjectionFiled,
    ObjectionSettled,
    PublicityClosed,
    PublicityEvent,
    PublicityOpened,
    PublicityResumed,
    PublicitySuspended,
)
from engine.events.shares import (
    AssignmentClaimed,
    AssignmentDecided,
    AssignmentDelegated,
    AssignmentGivenBack,
    AssignmentOpened,
    AssignmentsOffered,
    AssignmentTakenBack,
    AssignmentTransferred,
    AssignmentVacated,
    ShareEvent,
    SignerAdded,
    SignerRemoved,
)
from engine.events.steps import (
    DueShifted,
    MachineFinished,
    NewDue,
    StepEvent,
    StepOpened,
    StepReopened,
    StepSettled,
    StepSkipped,
)
from engine.events.twins import (
    TwinEvent,
    TwinJudged,
    TwinSuspected,
)
from engine.events.voting import (
    BallotCounted,
    MeetingVote,
    ScoreCounted,
    ScoreGiven,
    VoteCast,
    VotingEvent,
)
from engine.events.waiving import (
    RuleWaived,
    WaiverEvent,
    WaiverLapsed,
)

Event = (
    CaseEvent
    | StepEvent
    | ShareEvent
    | ClockEvent
    | VotingEvent
    | PublicityEvent
    | OpinionEvent
    | AskingEvent
    | BlockEvent
    | LinkEvent
    | DocumentEvent
    | ListEvent
    | WaiverEvent
    | TwinEvent
    | KeepingEvent
    | CaseMoved
)

_ANY: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="event")])


def read_event(payload: Mapping[str, object]) -> Event:
    """The event stored as ``payload``. Raises pydantic's ValidationError when it is none of ours."""
    return _ANY.validate_python(dict(payload))


__all__ = [
    "ANSWERS",
    "AssignmentClaimed",
    "AssignmentDecided",
    "AssignmentDelegated",
    "AssignmentGivenBack",
    "AssignmentOffered",
    "AssignmentOpened",
    "AssignmentOverdue",
    "AssignmentReminded",
    "AssignmentTakenBack",
    "AssignmentTransferred",
    "AssignmentVacated",
    "AssignmentsOffered",
    "BallotCounted",
    "BlockGrown",
    "BlockOpened",
    "BlockReopened",
    "BlockRepeated",
    "BlockResumed",
    "BlockSettled",
    "BranchChosen",
    "BranchFinished",
    "BranchReopened",
    "CaseClosed",
    "CaseCopied",
    "CaseCorrected",
    "CaseDestroyed",
    "CaseDetermined",
    "CaseDisclosed",
    "CaseEndedWithTitle",
    "CaseFellOut",
    "CaseHeld",
    "CaseKeptInReserve",
    "CaseLinked",
    "CaseMoved",
    "CaseOpened",
    "CasePreserved",
    "CasePutForward",
    "CaseRanked",
    "CaseRejected",
    "CaseResumed",
    "CaseReturned",
    "CaseSubmitted",
    "CaseTerminated",
    "CaseUnlinked",
    "CaseUrged",
    "CaseWithdrawn",
    "CopyRead",
    "CopySent",
    "Disclosed",
    "DocumentIssued",
    "DocumentVoided",
    "DueShifted",
    "Event",
    "Informed",
    "MachineFinished",
    "MeetingVote",
    "NewDue",
    "ObjectionAssigned",
    "ObjectionFiled",
    "ObjectionSettled",
    "OpinionAsked",
    "OpinionReceived",
    "OpinionRecorded",
    "OpinionsAsked",
    "OverdueEscalated",
    "OverduePassed",
    "OverduePassedOn",
    "OverdueRefused",
    "OverdueReminded",
    "PreservationLifted",
    "PublicityClosed",
    "PublicityOpened",
    "PublicityResumed",
    "PublicitySuspended",
    "QuestionAnswered",
    "QuestionAsked",
    "QuestionDropped",
    "QuotaReturned",
    "QuotaTaken",
    "Renamed",
    "RuleWaived",
    "ScoreCounted",
    "ScoreGiven",
    "SignerAdded",
    "SignerRemoved",
    "StepOpened",
    "StepReopened",
    "StepSettled",
    "StepSkipped",
    "SubCaseAsked",
    "SubCaseClosed",
    "SubCaseOpened",
    "TwinJudged",
    "TwinSuspected",
    "VoteCast",
    "WaiverLapsed",
    "read_event",
]
