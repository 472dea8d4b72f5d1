"""公示页面可以访问: the looks at the pages, and the gaps between them."""

from collections.abc import Iterator

from engine.dossier import content as c
from engine.dossier.findings import Flaw
from engine.dossier.reading import Dossier
from engine.dossier.walking import walk
from engine.showing.reachable import Look, gaps_of


def reached(dossier: Dossier) -> Iterator[Flaw | str]:
    """Each look lies within its window; the gaps are told, for a showing with gaps is still a showing."""
    last = None
    for stride in walk(dossier.lines):
        last = stride
    if last is None:
        return
    windows = {one.id: one for one in last.after.windows}
    for n, line in enumerate(dossier.probes, start=1):
        window = windows.get(line.window)
        if window is None or line.at < window.posted_at:
            yield Flaw(f"{c.PROBES} 第 {n} 行", "探测的不是本件的公示，或早于张贴")
    yield f"探测 {len(dossier.probes)} 次"
    for window in last.after.windows:
        looks = [Look(one.at, one.problem) for one in dossier.probes if one.window == window.id]
        found = gaps_of(window, looks, last.at)
        if looks and found:
            yield f"空档 {len(found)} 处：{'；'.join(one.sentence for one in found)}"
