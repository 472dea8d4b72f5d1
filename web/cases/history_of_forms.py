"""What a correction changed, in words."""

from collections.abc import Mapping

from engine.definition import Process
from engine.forms.differences import differences
from engine.forms.words import in_words
from web.wording import Translate


def corrected(
    process: Process,
    before: Mapping[str, object],
    after: Mapping[str, object],
    hidden: frozenset[str],
    say: Translate,
) -> str:
    """Field by field, before and after; of fields that the reader may not see only how many there are."""
    seen = [one for one in process.form.fields if one.key not in hidden]
    told = [
        say("{label}：{before} → {after}").format(
            label=one.label,
            before=in_words(one.of, one.before) or "—",
            after=in_words(one.of, one.after) or "—",
        )
        for one in differences(before, after, seen)
    ]
    if others := sum(key in hidden for key in after):
        told.append(say("另有 {n} 项不对您公开").format(n=others))
    return "；".join(told) or say("不对您公开的栏目")
