"""Refusals: the rules say no, in a sentence. The docstring is the sentence shown; ``{names}`` are its facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Instead:
    """A sentence that says what would be allowed now, with its facts."""

    template: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The sentence in Chinese."""
        return self.template.format(**self.facts)


class Refusal(Exception):
    """不予办理。"""

    instead: Instead | None = None

    def __init__(self, **facts: object) -> None:
        """Keep the facts that the sentence speaks of."""
        super().__init__()
        self.facts = facts

    @classmethod
    def template(cls) -> str:
        """The sentence with its places for facts: what translators translate."""
        return (cls.__doc__ or "").strip()

    @property
    def sentence(self) -> str:
        """The sentence in Chinese, as a reviewer reads it, and what would be allowed instead where that is known."""
        return self.template().format(**self.facts) + (self.instead.sentence if self.instead else "")

    def __str__(self) -> str:
        """The sentence, for logs of tests and scripts."""
        return self.sentence


class NoSuchAssignment(Refusal):
    """没有这件待办。"""


class NoSuchStep(Refusal):
    """事项 {number} 当前没有停在“{step}”环节。"""


class AlreadyDecided(Refusal):
    """已由 {who} 于 {at} 办理。"""


class AlreadyClosed(Refusal):
    """这件待办已关闭：{because}。"""


class NotYourTurn(Refusal):
    """还没有轮到您办理，请等待前一位办结。"""


class WaitsForColleague(NotYourTurn):
    """请等待 {who} 先办理（可以撤回）。"""


class ClaimedByColleague(NotYourTurn):
    """已由 {who} 认领，{until} 前由其办理。"""


class NotYours(Refusal):
    """这件待办由 {who} 办理，不是您的待办。"""


class NotYourUnit(Refusal):
    """这不是您所在单位可以办理的事项（事项属于：{unit}）。"""


class NoRightToOpen(Refusal):
    """只有{body}可以为本单位发起“{process}”。"""


class OwnCase(Refusal):
    """您是本事项的人选，按回避规定不得办理。"""


class CaseIsHeld(Refusal):
    """事项已暂挂，等待管理员处理：{reason}。"""


class CaseIsOver(Refusal):
    """事项已办结（{status}），不能再办理。"""


class ActNotAllowed(Refusal):
    """“{step}”环节不能{act}。现在可以：{allowed}。"""


class CommentMissing(Refusal):
    """请写明理由：{act}必须说明原因。"""


class CommentTooLong(Refusal):
    """意见不超过 {most} 字，现有 {length} 字。"""


class NotInBulk(Refusal):
    """“{step}”要逐件办理，不能批量。"""


class SeveralWaysFollow(Refusal):
    """“{step}”办结后分几路，请打开本件逐件办理。"""


class TooManyAtOnce(Refusal):
    """一次最多办理 {most} 件，您选了 {chosen} 件。"""


class NothingChosen(Refusal):
    """还没有选择要办理的事项。"""


class ReturnsOtherwise(Refusal):
    """“{step}”退回后不能“{then}”：流程没有这样规定。"""


class ShownOrVotedSince(Refusal):
    """材料改动后要重新经过“{step}”（公示或票决的是原来的材料），不能直接回来。"""


class NoSuchReturn(Refusal):
    """不能退回到“{to}”：只能退回到已经办过的环节（{allowed}）。"""


class OutcomeUnknown(Refusal):
    """请选择结果：{allowed}。"""


class Recused(Refusal):
    """{who} 按回避规定不得办理本事项（{why}）。"""


class AlreadyTakesPart(Refusal):
    """{who} 在本环节已经有待办或已经办理，不能再交给其办理。"""


class OnlyWithinTheUnit(Refusal):
    """只能{act}给本单位的同事；{who} 是其他单位的。"""


class NotToYourself(Refusal):
    """不能{act}给自己。"""


class NotPooled(Refusal):
    """“{step}”不需要认领，可以直接办理。"""


class AlreadyClaimed(Refusal):
    """您已经认领，{until} 前由您办理。"""


class NothingToGiveBack(Refusal):
    """这件待办不是认领来的，也不是别人委派的，没有可以退还的。"""


class AddedTooDeep(Refusal):
    """加签最多 {most} 层，不能再加。"""


class NotAdded(Refusal):
    """{who} 不是加签来的，不能减签。"""


class NotYourSigner(Refusal):
    """只有加签的人（{who}）和管理员可以减签。"""


class NothingToTakeBack(Refusal):
    """您在这件待办上没有可以撤回的办理。"""


class NextHasActed(Refusal):
    """不能撤回：{what}。"""


class PaperInTheBox(Refusal):
    """票已投入票箱，不能撤回。"""


class QuestionIsOpen(Refusal):
    """已经有一个问题在等申请人答复。"""


class OutcomeIsFixed(Refusal):
    """本事项已有结果，不能{act}。"""


class AlreadyHeld(Refusal):
    """事项已经暂挂：{reason}。"""


class NotInvolved(Refusal):
    """您没有参与本事项，不能{act}。"""


class NobodyToUrge(Refusal):
    """现在没有等待办理的人，不需要催办。"""


class UrgedAlready(Refusal):
    """{at} 已经催办过，{from_when} 起可以再催。"""


class OutsideOfficeHours(Refusal):
    """请在工作日 {first} 至 {last} 之间催办，不打扰休息。"""


class SubstituteUnfit(Refusal):
    """不能这样安排代理：{reasons}。"""


class NoSuchSubstitution(Refusal):
    """没有这项代理，或它已经结束。"""


class KinUnreadable(Refusal):
    """请填写亲属关系（至多 {most} 字）和正确的 18 位身份证号。"""


class StandInOver(Refusal):
    """您代理 {who} 的期限已于 {until} 结束，请由本人办理。"""


class CopiedAlready(Refusal):
    """已经抄送过：{who}。"""


class NoSuchCopy(Refusal):
    """没有这份抄送。"""


class NoSuchPerson(Refusal):
    """没有找到这个人，或其已离开。"""


class QuotaExhausted(Refusal):
    """{unit}本届名额已用完（{places} 个）。"""


class NoQuota(Refusal):
    """{unit}本届没有分配名额。"""


class OpinionExpired(Refusal):
    """{agencies}的意见已过有效期，请先退回重新征求意见。"""


class NoSuchOpinion(Refusal):
    """本次没有向“{agency}”征求意见。"""


class OpinionAlreadyGiven(Refusal):
    """“{title}”已于 {at} 答复“{answer}”，不能重复登记。"""


class OpinionNotAsked(Refusal):
    """“{title}”的意见现在不再需要答复：事项已经往下办理或已结束。"""


class NothingReceived(Refusal):
    """“{title}”还没有通过链接答复；收到书面意见后请直接登记。"""


class SignerMissing(Refusal):
    """请写明签署人的姓名和职务（至多 {most} 字）。"""


class DocumentMissing(Refusal):
    """请上传“{title}”的书面意见：口头答复不算数。"""


class WindowNotOpen(Refusal):
    """现在不在公示期内，不能提出异议。"""


class WindowStillOpen(Refusal):
    """公示期到 {until} 才结束。"""


class WindowSuspended(Refusal):
    """有异议正在核查，公示期已中止。"""


class NoSuchObjection(Refusal):
    """没有这件异议，或已有核查结论。"""


class NotReturnable(Refusal):
    """事项已经上报，不能再撤回。"""


class NothingHeld(Refusal):
    """事项没有暂挂，不需要恢复。"""


class VersionNotValid(Refusal):
    """“{process}”的这一版规则只适用于 {first} 至 {last}，今天不能发起。"""


class NoSuchCase(Refusal):
    """没有这件事项，或您无权查看。"""


class NoSuchProcess(Refusal):
    """{day} 没有可以发起的“{process}”：还没有发布，或不在有效期内。"""


class RoundNotOpen(Refusal):
    """{year} 年“{process}”还没有下达名额通知，不能发起。"""


class RoundAlreadyOpen(Refusal):
    """{year} 年“{process}”的名额通知已经下达，不能重复下达。"""


class QuotaUnreadable(Refusal):
    """名额表有 {count} 处不对：{lines}"""


class ObjectionUntraceable(Refusal):
    """请补充：{missing}。提出异议应当具名并留下联系方式，写明具体事实或线索。"""


class NoSuchFile(Refusal):
    """“{title}”没有上传成功，请重新上传。"""


class FileTooLarge(Refusal):
    """文件“{name}”有 {size}，超过了 {most} 的上限，没有保存。"""


class FileWrongKind(Refusal):
    """文件“{name}”的内容不是允许的类型（{allowed}），没有保存。"""


class WrongPassword(Refusal):
    """用户名或密码不正确。"""


class TooManyTries(Refusal):
    """密码错误次数过多，请 {minutes} 分钟后再试。"""


class NotAdministrator(Refusal):
    """只有管理员可以这样做。"""


class NoRightToOpenRound(Refusal):
    """只有省教科文卫体工会业务部和管理员可以下达名额通知。"""


class ClockBackwards(Refusal):
    """演示时钟只能向后拨：已经发生的事不能收回。"""


class ClockTooFar(Refusal):
    """演示时钟一次最多向后拨 {days} 天。"""


class WaitNotOver(Refusal):
    """等候到 {until} 为止，现在不能结束。"""


class ListDoesNotGrow(Refusal):
    """“{step}”不是逐项办理的环节，或者不允许增加。"""


class LineMissing(Refusal):
    """请填写要增加的一项。"""


class LineThereAlready(Refusal):
    """“{line}”已经在办理。"""


class LinkedToItself(Refusal):
    """事项不能与自己关联。"""


class AlreadyLinked(Refusal):
    """已经与 {number} 关联（{kind}）。"""


class NoSuchLink(Refusal):
    """没有这条关联，或者它是系统建立的，不能取消。"""


class NotSuchALink(Refusal):
    """手工建立的关联只能是：{kinds}。"""


class NoSuchRound(Refusal):
    """没有 {round} 这一届。"""


class NoSuchGate(Refusal):
    """“{process}”没有关口 {gate}。现有：{gates}。"""


class GateAlready(Refusal):
    """关口“{gate}”已经{how}。"""


class MoveRefused(Refusal):
    """{number} 不能移到新的版本：{because}。"""


class NoSuchVersion(Refusal):
    """没有“{process}”的这一版：{version}。"""


class VersionAlready(Refusal):
    """事项已经在这一版。"""


class MappingUnreadable(Refusal):
    """对应关系有 {count} 处不对：{lines}"""


class CaseInTransit(Refusal):
    """{number} 正在转入下一环节，请稍后再移。"""


class NotADossier(Refusal):
    """这不是本系统写出的案卷：{because}。请向出具单位索取原件。"""


class NoMoveToUndo(Refusal):
    """没有可以撤销的版本移动。"""


class ActedSinceMove(Refusal):
    """移动之后事项已经往下办理，不能撤销移动。"""


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """What is wrong with one field or one rule of the form, and the clause that says so."""

    field: str
    label: str
    message: str
    clause: str = ""


class FormIncomplete(Refusal):
    """表单有 {count} 处需要补正：{lines}"""

    def __init__(self, findings: Sequence[FieldFinding]) -> None:
        """All findings at once: nobody should hand in five times to hear five defects."""
        lines = "；".join(f"{finding.label}：{finding.message}" for finding in findings)
        super().__init__(count=len(findings), lines=lines)
        self.findings = tuple(findings)


class MonthRefused(Refusal):
    """本月数据有 {count} 处问题，没有收下任何一户：{lines}"""

    def __init__(self, findings: Sequence[str]) -> None:
        """All findings at once; nothing is taken in by halves."""
        super().__init__(count=len(findings), lines="；".join(findings))
        self.findings = tuple(findings)


class PeriodNotYetBegun(Refusal):
    """{period} 尚未开始，只能监测本月及以前的月份。"""


class SheetIncomplete(FormIncomplete):
    """评分表有 {count} 处需要补正：{lines}"""


class ReportDiffers(Refusal):
    """考察报告已由 {who} 填写，{fields}与之不一致：请照原报告确认，或请 {who} 撤回后改正。"""


class ScoresAreIn(Refusal):
    """评分已全部交齐并得出结果，评分表不能再撤回；确有差错的，请在后面的环节退回重新评分。"""


class DrawImpossible(Refusal):
    """抽签有 {count} 处不能成立，没有抽取：{lines}"""

    def __init__(self, findings: Sequence[FieldFinding]) -> None:
        """All at once: which case has too few judges, or which judge too few cases, and why."""
        lines = "；".join(f"{finding.label}：{finding.message}" for finding in findings)
        super().__init__(count=len(findings), lines=lines)
        self.findings = tuple(findings)


class NothingToDraw(Refusal):
    """“{step}”没有等候抽签的事项：都还没有走到，或已经抽过。"""


class SeedMissing(Refusal):
    """请写明抽签的种子：事先公布的一段文字，例如届次、日期和当日公开的开奖号码。"""


class NoSuchDraw(Refusal):
    """没有这次抽签。"""
