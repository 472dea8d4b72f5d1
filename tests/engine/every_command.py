"""All that people can ask of a case, by whom and about whatever share: what suits and what does not."""

from collections.abc import Iterator

from engine import commands as c
from engine.state import AssignmentState, Person
from tests.engine.builders import ANSWERS, NOMINEE_HASH, Office
from tests.engine.reviewing import WU


def about_shares(office: Office, who: Person, to: Person = WU) -> Iterator[c.Command]:
    """Everything that ``who`` could ask about every share of the case, sensibly or not."""
    for one in office.state.assignments:
        yield from about(office, one, who, to)


def about(office: Office, one: AssignmentState, who: Person, to: Person = WU) -> Iterator[c.Command]:
    """Everything that ``who`` could ask about a share; others are brought in in the person of ``to``."""
    place = c.Places("西安交通大学工会", 1, 0)
    yield c.Submit(who, one.id, ANSWERS, "演示人选", NOMINEE_HASH, place)
    yield from (c.Decide(who, one.id, said, "理由", {}, None) for said in ("approve", "reject", "abstain"))
    yield c.Score(who, one.id, {"results": "10", "team": "10"})
    yield c.Recuse(who, one.id, "师生", office.staff)
    yield c.SendBack(who, one.id, "nominate", "补正")
    yield c.CastVote(who, one.id, "approve", office.box(one))
    yield c.CloseBallot(who, one.id, office.box(one))
    yield c.RecordOpinion(who, one.id, "police", "agree", "", "digest")
    yield c.AcceptOpinion(who, one.id, "police")
    yield c.RecordFinding(who, one.id, one.objection or "", upheld=False, reason="无据")
    yield c.AddLine(who, one.id, "乙")
    yield c.Correct(who, one.id, {"due": 151}, "笔误")
    yield c.Waive(who, one.id, "honour", "特别贡献")
    yield from (c.Claim(who, one.id), c.GiveBack(who, one.id), c.TakeBack(who, one.id))
    yield from (c.Transfer(who, one.id, to), c.Delegate(who, one.id, to))
    yield c.AddSigner(who, one.id, to, "beside")
    yield c.RemoveSigner(who, one.id)
    yield from (c.Ask(who, one.id, "问题"), c.AnswerQuestion(who, one.id, "答复"))
    yield from (c.Rank(who, one.id, 1, 1), c.PutForward(who, one.id, "city", within=True))
    yield c.Waive(who, one.id, "majority", "特殊情况")


def about_the_case(office: Office, who: Person) -> Iterator[c.Command]:
    """Everything that ``who`` could ask about the case as a whole."""
    yield from (c.Withdraw(who, "不报了"), c.Terminate(who, "重复"), c.Hold(who, "等"), c.Resume(who))
    yield from (c.Urge(who), c.CopyTo(who, (WU,)), c.MarkRead(who, "none"), c.Unlink(who, "none"))
    yield c.Link(who, "related", "case-2", "XLC-2")
    yield c.Move(who, office.state.version, office.process, {}, "新规定")
    yield c.Disclose(who, "核对")
    yield from (c.Preserve(who, "调卷"), c.LiftPreservation(who, "审结"))
    yield c.UndoMove(who, None, ())
    yield c.JudgeTwin(who, "XLC-2", "go_on", "另一个人")
    yield c.IssueDocument(who, "d", "decision", "决定", "1 号", 1, {"docx": "digest"})
    yield c.VoidDocument(who, "1 号", "有误")
