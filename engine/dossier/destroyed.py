"""个人信息的销毁: what was taken out of the lines is what the line of the destruction says, and no more."""

from collections.abc import Iterator

from engine.dossier.content import JOURNAL
from engine.dossier.findings import Flaw
from engine.dossier.reading import Dossier
from engine.dossier.walking import walk
from engine.events import CaseDestroyed
from engine.retention.proof import is_as_left, words_gone


def destroyed(dossier: Dossier) -> Iterator[Flaw | str]:
    """Two people decided it; what is left of every line, and of what was shown, is as it was left then."""
    told = next((one.event for one in walk(dossier.lines) if isinstance(one.event, CaseDestroyed)), None)
    if told is None:
        yield "没有"
        return
    if told.proposed_by == told.approved_by:
        yield Flaw(JOURNAL, "提出和批准销毁的是同一个人")
    gone = words_gone(dossier.lines)
    for line in dossier.lines:
        if line.withheld != gone.get(line.seq, ()):
            yield Flaw(f"{JOURNAL} 第 {line.seq} 行", "没有写出的内容不是销毁时所记的内容")
    if not is_as_left(dossier.lines, [(one.seq, one.hash) for one in dossier.showings]):
        yield Flaw(JOURNAL, "销毁之后余下的内容又被改动")
    yield f"按清册 {told.listed} 销毁，{len(gone)} 条的个人信息只余核对码"
