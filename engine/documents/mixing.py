"""请示 and 报告 are never mixed in one document (《党政机关公文处理工作条例》第八条、第十五条 [K])."""

from collections.abc import Iterator, Sequence

from engine.documents.kinds import Nature
from engine.documents.text import TextBlock

_ASKS = ("请批示", "请批准", "请予批复", "请予批准", "请审批", "妥否", "当否", "请示如下", "特此请示")
_REPORTS = ("特此报告", "现报告如下", "报告如下", "请审阅")


def mixed(nature: Nature, text: Sequence[TextBlock]) -> Iterator[str]:
    """What stands in the text that does not belong into a document of this nature, each in a sentence.

    A request asks, and waits for the answer; a report tells, and expects none. Nothing is both.
    """
    titles = [one.text for one in text if one.kind == "title"]
    if any("请示报告" in one or "报告请示" in one for one in titles):
        yield "标题里“请示”和“报告”并用，请分成两份行文"
    body = "\n".join(one.text for one in text if one.kind != "title")
    if nature == "request":
        yield from (f"请示里写了“{word}”：请示不得夹带报告" for word in _REPORTS if word in body)
    if nature == "report":
        yield from (f"报告里写了“{word}”：报告不得夹带请示事项" for word in _ASKS if word in body)
    yield from _wrong_name(nature, titles)


def _wrong_name(nature: Nature, titles: Sequence[str]) -> Iterator[str]:
    word = {"request": "请示", "report": "报告"}.get(nature)
    if word and not any(one.endswith(word) for one in titles):
        yield f"标题没有写明是{word}"
