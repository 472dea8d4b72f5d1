"""What a person can do with an assignment: one list for the guard that refuses and the page that offers."""

from typing import Literal

from engine.definition import (
    BallotStep,
    ConsultStep,
    DetermineStep,
    MachineStep,
    PublicityStep,
    RecordStep,
    SignStep,
    Step,
    SubmitStep,
)
from engine.state import AssignmentState

ActName = Literal[
    "submit",
    "approve",
    "reject",
    "record",
    "determine",
    "vote",
    "close_ballot",
    "record_opinion",
    "record_finding",
    "send_back",
]

LABELS: dict[ActName, str] = {
    "submit": "提交",
    "approve": "同意",
    "reject": "不同意",
    "record": "登记",
    "determine": "登记结果",
    "vote": "投票",
    "close_ballot": "截止投票并计票",
    "record_opinion": "登记部门意见",
    "record_finding": "登记核查结论",
    "send_back": "退回",
}


def acts_for(step: Step, mine: AssignmentState) -> tuple[ActName, ...]:
    """What the holder of ``mine`` can do at ``step``, in the order in which a page shows it."""
    own = _own_acts(step, mine)
    may_return = "send_back" in step.may and own != ("vote",)  # one voter does not end everybody's ballot
    return (*own, "send_back") if may_return else own


def _own_acts(step: Step, mine: AssignmentState) -> tuple[ActName, ...]:
    match step:
        case SignStep():
            return ("approve", "reject") if "reject" in step.may else ("approve",)
        case BallotStep():
            return ("vote",) if mine.body == step.by else ("close_ballot",)
        case _:
            return _ONLY_ACT[type(step)]


_ONLY_ACT: dict[type[Step], tuple[ActName, ...]] = {
    SubmitStep: ("submit",),
    ConsultStep: ("record_opinion",),
    PublicityStep: ("record_finding",),
    DetermineStep: ("determine",),
    RecordStep: ("record",),
    MachineStep: (),
}
