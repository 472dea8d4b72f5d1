"""The words for where a case, a visit and a share stand, and how they ended."""

from typing import Literal

CaseStatus = Literal[
    "draft", "under_way", "returned", "in_publicity", "determined", "rejected", "withdrawn", "terminated"
]
StepStatus = Literal["open", "settled"]
LinkKind = Literal[
    "parent", "child", "follows", "followed_by", "appeals", "appealed_by", "same_subject", "related"
]
StepOutcome = Literal[
    "done", "approved", "rejected", "sent_back", "void", "skipped", "withdrawn", "terminated"
]
AssignmentStatus = Literal["waiting", "open", "decided", "closed"]
Via = Literal["offer", "transfer", "substitute", "delegate", "before", "beside", "after", "question"]
HANDED_OVER: tuple[Via, ...] = ("transfer", "substitute")
"""The ways in which a share stands for the one it came from, which is closed."""
Answer = Literal["agree", "disagree", "defer"]
Decision = Literal[
    "submit",
    "approve",
    "reject",
    "abstain",
    "voted",
    "send_back",
    "record",
    "determine",
    "count",
    "upheld",
    "dismissed",
    "answered",
    "scored",
    "visited",
]

CASE_STATUS_LABELS: dict[CaseStatus, str] = {
    "draft": "草稿",
    "under_way": "办理中",
    "returned": "退回补正",
    "in_publicity": "公示中",
    "determined": "已有结果",
    "rejected": "未通过",
    "withdrawn": "已撤回",
    "terminated": "已终止",
}
ANSWER_LABELS: dict[Answer, str] = {"agree": "同意", "disagree": "不同意", "defer": "暂缓"}
