"""What happened to a case's place and on the lists of the levels above, as sentences."""

from collections.abc import Mapping
from typing import Any

from web.wording import Translate

_SENTENCES = {
    "quota.taken": "占用名额一个",
    "quota.returned": "退还名额一个",
    "case.ranked": "“{step}”：{who}排定为第 {rank} 名（共 {of} 件）",
    "case.put_forward": "“{step}”：{who}列入名单上报",
    "case.kept_in_reserve": "“{step}”：列为备选",
    "case.fell_out": "“{step}”：退出名单，名额空出",
}


def of_places(event: str, facts: Mapping[str, Any], step: str, who: str, say: Translate) -> str:
    """The sentence of an event about places or a list; ``step`` is the title of the step that ranks."""
    if event == "case.put_forward" and not facts.get("by"):
        return say("“{step}”：前面有人退出，递补上报").format(step=step)
    told = say(_SENTENCES[event]).format(step=step, who=who, rank=facts.get("rank"), of=facts.get("of"))
    category = facts.get("category")
    return told + (say("（{category}）").format(category=category) if category else "")
