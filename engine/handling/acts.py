"""What a person can do with an assignment: one list for the guard that refuses and the page that offers."""

from typing import Literal

from engine.definition import (
    BallotStep,
    ConsultStep,
    DetermineStep,
    MachineStep,
    PublicityStep,
    RecordStep,
    ScoreStep,
    SignStep,
    Step,
    SubCaseStep,
    SubmitStep,
    VisitStep,
    WaitStep,
)
from engine.state import HANDED_OVER, AssignmentState

ActName = Literal[
    "submit",
    "approve",
    "reject",
    "record",
    "determine",
    "vote",
    "close_ballot",
    "score",
    "visit",
    "record_opinion",
    "record_finding",
    "send_back",
    "abstain",
    "claim",
    "give_back",
    "transfer",
    "delegate",
    "add_signer",
    "ask",
    "answer",
    "add_line",
    "correct",
]

LABELS: dict[ActName, str] = {
    "submit": "提交",
    "approve": "同意",
    "reject": "不同意",
    "record": "登记",
    "determine": "登记结果",
    "vote": "投票",
    "close_ballot": "截止投票并计票",
    "score": "评分",
    "visit": "确认考察报告",
    "record_opinion": "登记部门意见",
    "record_finding": "登记核查结论",
    "send_back": "退回",
    "abstain": "弃权",
    "claim": "认领",
    "give_back": "退还",
    "transfer": "转办",
    "delegate": "委派",
    "add_signer": "加签",
    "ask": "询问申请人",
    "answer": "答复",
    "add_line": "增加一项",
    "correct": "更正",
}


def acts_for(step: Step, mine: AssignmentState) -> tuple[ActName, ...]:
    """What the holder of ``mine`` can do at ``step``, in the order in which a page shows it."""
    if mine.via == "question":
        return ("answer",)
    if mine.via == "delegate":
        return ("approve", "reject", "give_back")
    own = _own_acts(step, mine)
    return (
        (*own, *_others(step, mine)) if own != ("vote",) else own
    )  # a vote is personal, and ends nobody else's


def _others(step: Step, mine: AssignmentState) -> tuple[ActName, ...]:
    """What the definition grants besides, in an order of its own; an inquiry can only be handed over."""
    granted: tuple[ActName, ...] = ("send_back", "transfer", "delegate", "add_signer", "ask")
    fitting = granted if mine.objection is None else ("send_back", "transfer")
    return tuple(one for one in fitting if one in step.may)


def _own_acts(step: Step, mine: AssignmentState) -> tuple[ActName, ...]:
    match step:
        case SignStep():
            said: tuple[ActName, ...] = ("approve", "reject", "abstain")
            own = tuple(one for one in said if one == "approve" or one in step.may)
            return (*own, *_in_pool(mine)) if step.pool and mine.via in ("offer", *HANDED_OVER) else own
        case BallotStep(meeting=True):
            return ()
        case BallotStep():
            return ("vote",) if mine.body == step.by else ("close_ballot",)
        case _:
            return _ONLY_ACT[type(step)]


def _in_pool(mine: AssignmentState) -> tuple[ActName, ...]:
    return ("claim",) if mine.claimed_until is None else ("give_back",)


_ONLY_ACT: dict[type[Step], tuple[ActName, ...]] = {
    SubmitStep: ("submit",),
    ConsultStep: ("record_opinion",),
    PublicityStep: ("record_finding",),
    DetermineStep: ("determine",),
    RecordStep: ("record",),
    ScoreStep: ("score",),
    VisitStep: ("visit",),
    MachineStep: (),
    WaitStep: (),
    SubCaseStep: (),
}
