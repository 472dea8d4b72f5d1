"""不公开的栏目: an answer that is left out must be one to a field that the definition shows to certain bodies only."""

from collections.abc import Iterator

from engine.dossier.content import JOURNAL, SHEET
from engine.dossier.findings import Flaw
from engine.dossier.reading import Dossier
from engine.dossier.walking import walk
from engine.events import ANSWERS
from engine.retention.proof import words_gone


def fields(dossier: Dossier) -> Iterator[Flaw | str]:
    """Every line from which something is withheld that is no judge's sheet."""
    left_out, gone = 0, words_gone(dossier.lines)
    for line, stride in zip(dossier.lines, walk(dossier.lines), strict=True):
        if line.withheld in ((), SHEET, gone.get(line.seq)):
            continue
        form = dossier.definition(stride.after.version).form
        restricted = {one.key for one in form.fields if one.seen_by}
        for word in line.withheld:
            where, _, key = word.partition(".")
            left_out += 1
            if where not in ANSWERS or key not in restricted:
                yield Flaw(f"{JOURNAL} 第 {line.seq} 行", f"没有写出“{word}”，它却不是只给一部分人看的")
    yield f"未写出 {left_out} 处" if left_out else "没有"
