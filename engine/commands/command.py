"""All of them."""

from engine.commands.cases import (
    AddLine,
    AttachSubCase,
    CloseSubCase,
    Correct,
    Disclose,
    Hold,
    Link,
    Move,
    OpenCase,
    Resume,
    SendBack,
    Submit,
    Terminate,
    UndoMove,
    Unlink,
    Withdraw,
)
from engine.commands.clock import (
    Advance,
    Climb,
    CloseWindow,
    CountAtMeeting,
    Elapse,
    EndStandIn,
    EndWithTitle,
    ExpireClaim,
    FailMachine,
    FinishMachine,
    Remind,
    ReplaceLeaver,
    StandInFor,
)
from engine.commands.documents import IssueDocument, VoidDocument
from engine.commands.keeping import Destroy, LiftPreservation, Preserve
from engine.commands.lists import MoveUp, PutForward, Rank
from engine.commands.outside import AcceptOpinion, FileObjection, ReceiveOpinion, RecordFinding, RecordOpinion
from engine.commands.shares import (
    AddSigner,
    AnswerQuestion,
    Ask,
    CastVote,
    Claim,
    CloseBallot,
    Decide,
    Delegate,
    GiveBack,
    Recuse,
    RemoveSigner,
    Score,
    TakeBack,
    Transfer,
)
from engine.commands.telling import CopyByRule, CopyTo, MarkRead, Urge
from engine.commands.twins import JudgeTwin
from engine.commands.waiving import Waive

Command = (
    OpenCase
    | Submit
    | Decide
    | SendBack
    | CastVote
    | CloseBallot
    | CountAtMeeting
    | Score
    | RecordOpinion
    | ReceiveOpinion
    | AcceptOpinion
    | FileObjection
    | RecordFinding
    | CloseWindow
    | Remind
    | Climb
    | Advance
    | FinishMachine
    | FailMachine
    | Resume
    | Withdraw
    | Claim
    | GiveBack
    | ExpireClaim
    | Transfer
    | Recuse
    | ReplaceLeaver
    | StandInFor
    | EndStandIn
    | Delegate
    | AddSigner
    | RemoveSigner
    | TakeBack
    | Ask
    | AnswerQuestion
    | Terminate
    | Hold
    | Urge
    | CopyTo
    | CopyByRule
    | MarkRead
    | Elapse
    | AttachSubCase
    | CloseSubCase
    | AddLine
    | Correct
    | Link
    | Unlink
    | Move
    | UndoMove
    | Disclose
    | IssueDocument
    | VoidDocument
    | Rank
    | PutForward
    | MoveUp
    | JudgeTwin
    | Waive
    | EndWithTitle
    | Preserve
    | LiftPreservation
    | Destroy
)
