"""A script is read liberally: the words of the page, of the commands and of everyday speech mean the same act."""

from collections.abc import Mapping

from engine.rehearsal.act import Act
from engine.rehearsal.acts import ACTS

_SAYING = {
    "approve": "approve",
    "reject": "reject",
    "abstain": "abstain",
    "同意": "approve",
    "不同意": "reject",
    "弃权": "abstain",
}
"""Acts that are a decision by themselves."""

_SAME_ACT = {
    "open_case": "open",
    "start": "open",
    "save_draft": "draft",
    "resubmit": "submit",
    "sign": "decide",
    "determine": "decide",
    "record": "decide",
    "return": "send_back",
    "sendback": "send_back",
    "cast_vote": "vote",
    "count": "close_ballot",
    "record_opinion": "opinion",
    "file_objection": "objection",
    "object": "objection",
    "record_finding": "finding",
    "answer_question": "answer",
    "reply": "answer",
    "mark_read": "read",
    "grow": "add_line",
    "takeback": "take_back",
    "hand_over": "transfer",
    "copy": "copy_to",
    "cc": "copy_to",
    "提交": "submit",
    "退回": "send_back",
    "投票": "vote",
    "认领": "claim",
    "退还": "give_back",
    "转办": "transfer",
    "委派": "delegate",
    "加签": "add_signer",
    "减签": "remove_signer",
    "拿回": "take_back",
    "撤回": "withdraw",
    "终止": "terminate",
    "暂挂": "hold",
    "暂停销毁": "preserve",
    "解除暂停销毁": "lift_preservation",
    "恢复": "resume",
    "催办": "urge",
    "抄送": "copy_to",
    "已阅": "read",
    "询问": "ask",
    "答复": "answer",
    "增加一项": "add_line",
    "更正": "correct",
}

_SAME_WORD: dict[str, tuple[str, ...]] = {
    "by": ("actor",),
    "who": ("actor", "signer"),
    "comment": ("reason", "text"),
    "note": ("reason",),
    "because": ("reason",),
    "reason": ("text",),
    "question": ("text",),
    "value": ("line",),
    "text": ("line",),
    "choice": ("decision",),
    "vote": ("choice", "decision"),
    "verdict": ("decision",),
    "determination": ("outcome",),
    "target": ("to",),
    "person": ("to", "signer"),
    "people": ("to",),
    "assignee": ("to",),
    "to": ("signer", "other"),
    "where": ("place",),
    "position": ("place",),
    "form": ("answers",),
    "number": ("other",),
    "version": ("to",),
}


def plain(written: Mapping[str, object]) -> dict[str, object]:
    """The act in the words that ``ACTS`` and its classes have; what is not known stays as it is written."""
    called = str(written["act"])
    said = {"decision": _SAYING[called]} if called in _SAYING else {}
    act = "decide" if said else _SAME_ACT.get(called, called)
    words = {**said, **written, "act": act}
    if act == "decide" and words.get("decision") in ("send_back", "return", "sent_back", "退回"):
        del words["decision"]
        words["act"] = act = "send_back"
    return _renamed(words, ACTS[act]) if act in ACTS else words


def _renamed(words: Mapping[str, object], model: type[Act]) -> dict[str, object]:
    known = {name for key, field in model.model_fields.items() for name in (key, *_aliases(field))}
    result: dict[str, object] = {}
    for word, value in words.items():
        fitting = [one for one in _SAME_WORD.get(word, ()) if one in known and one not in words]
        result[fitting[0] if word not in known and fitting else word] = value
    return result


def _aliases(field: object) -> list[str]:
    alias = getattr(field, "validation_alias", None)
    return [one for one in getattr(alias, "choices", ()) if isinstance(one, str)]
