"""All acts that a script may contain, by the word for each. A further act is one class and one line here."""

from engine.rehearsal import acts_at_meetings as meetings
from engine.rehearsal import acts_of_handing_on as handing_on
from engine.rehearsal import acts_of_others as others
from engine.rehearsal import acts_on_cases as cases
from engine.rehearsal import acts_on_lists as lists
from engine.rehearsal import acts_on_rounds as rounds
from engine.rehearsal import acts_on_rules as rules
from engine.rehearsal import acts_on_shares as shares
from engine.rehearsal import acts_on_the_archive as archive
from engine.rehearsal.act import Act
from engine.rehearsal.script import Expect, Opening, Pass

ACTS: dict[str, type[Act]] = {
    "open": cases.Open,
    "draft": shares.Draft,
    "submit": shares.Submit,
    "decide": shares.Decide,
    "send_back": shares.SendBack,
    "vote": shares.Vote,
    "score": shares.Score,
    "recuse": shares.Recuse,
    "close_ballot": shares.CloseBallot,
    "opinion": shares.Opinion,
    "receive_opinion": others.ReceiveOpinion,
    "accept_opinion": shares.AcceptOpinion,
    "objection": others.Objection,
    "finding": shares.Finding,
    "judge_twin": cases.JudgeTwin,
    "rank": lists.Rank,
    "put_forward": lists.PutForward,
    "ask": shares.Ask,
    "answer": shares.AnswerQuestion,
    "add_line": shares.AddLine,
    "correct": shares.Correct,
    "waive": rules.Waive,
    "claim": handing_on.Claim,
    "give_back": handing_on.GiveBack,
    "transfer": handing_on.Transfer,
    "delegate": handing_on.Delegate,
    "add_signer": handing_on.AddSigner,
    "remove_signer": handing_on.RemoveSigner,
    "take_back": handing_on.TakeBack,
    "urge": cases.Urge,
    "copy_to": cases.CopyTo,
    "read": cases.Read,
    "link": cases.Link,
    "unlink": cases.Unlink,
    "withdraw": cases.Withdraw,
    "terminate": cases.Terminate,
    "hold": cases.Hold,
    "resume": cases.Resume,
    "disclose": cases.Disclose,
    "preserve": archive.Preserve,
    "lift_preservation": archive.LiftPreservation,
    "issue_document": cases.IssueDocument,
    "void_document": cases.VoidDocument,
    "move": cases.Move,
    "undo_move": cases.UndoMove,
    "fail_machine": others.FailMachine,
    "finish_machine": others.FinishMachine,
    "close_sub_case": others.CloseSubCase,
    "call_meeting": meetings.CallMeeting,
    "attend": meetings.Attend,
    "leave_meeting": meetings.LeaveMeeting,
    "stay_out": meetings.StayOut,
    "issue_papers": meetings.IssuePapers,
    "cast_paper": meetings.CastPaper,
    "count_papers": meetings.CountPapers,
    "close_item": meetings.CloseItem,
    "run_off": meetings.RunOff,
    "set_aside": meetings.SetAside,
    "end_meeting": meetings.EndMeeting,
    "open_round": rounds.OpenRound,
    "extend_round": rounds.ExtendRound,
    "close_round": rounds.CloseRound,
    "open_gate": rounds.OpenGate,
    "close_gate": rounds.CloseGate,
    "freeze": rounds.Freeze,
}

Line = Opening | Pass | Expect | Act
