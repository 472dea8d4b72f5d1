"""Exceptions from rules in the history: made, and fallen away."""

from collections.abc import Mapping
from typing import Any

from engine.definition import Process
from engine.definition_words import without_marks
from engine.forms.rights import may_be_told
from web.wording import Translate


def waived(facts: Mapping[str, Any], step: str, who: str, say: Translate) -> str:
    """Who made an exception from what."""
    text = say("{who}在“{step}”对“{rule}”（{clause}）准予例外")
    return text.format(who=who, step=step, rule=facts["title"], clause=without_marks(facts["clause"]))


def lapsed(process: Process, facts: Mapping[str, Any], hidden: frozenset[str], say: Translate) -> str:
    """That an exception holds no more, and because of which fields or of whom."""
    if facts.get("another"):
        return say("对“{rule}”的例外失效：人选已经变更").format(rule=facts["title"])
    named = [one.label for one in process.form.fields if one.key in facts["fields"] and one.key not in hidden]
    if not named:
        return say("对“{rule}”的例外失效：它依据的内容已经改动").format(rule=facts["title"])
    return say("对“{rule}”的例外失效：{fields}已经改动").format(rule=facts["title"], fields="、".join(named))


def may_read_reason(process: Process, key: str, hidden: frozenset[str]) -> bool:
    """Whether the reader sees all that the rule is about: the reason speaks of it."""
    return all(may_be_told(process, one, hidden) for one in process.rules if one.key == key)
