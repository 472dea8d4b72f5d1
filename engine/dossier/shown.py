"""公示过的内容: the chain of what was shown is whole, and is what the journal and the definition make of it."""

from collections.abc import Iterator

from engine.dossier import content as c
from engine.dossier.findings import Flaw
from engine.dossier.reading import Dossier
from engine.dossier.walking import walk
from engine.retention.proof import words_gone
from engine.showing.shown import Change, link, made_by


def shown(dossier: Dossier) -> Iterator[Flaw | str]:
    """Every line follows from the one before, and says what the public had to read at that moment."""
    lines = dossier.showings
    if words_gone(dossier.lines):
        yield f"公示内容变动 {len(lines)} 次，内容已随个人信息销毁，只余核对码"
        return
    yield from _chain(dossier)
    made = list(_made(dossier))
    # A window that was open before the office began to keep what it showed has no first line: the end must fit.
    for expected, line in zip(made[len(made) - len(lines) :], lines, strict=False):
        if expected != Change(line.window, line.at, line.content):
            yield Flaw(f"{c.SHOWINGS} 第 {line.seq} 行", "与办理记录和流程定义推出的公示内容不符")
    if len(lines) > len(made):
        yield Flaw(c.SHOWINGS, f"按办理记录公示内容变动 {len(made)} 次，却记了 {len(lines)} 次")
    if lines or not made:
        yield f"公示内容变动 {len(lines)} 次，逐次留痕"
    else:
        yield "办理时还没有公示留痕，以办理记录为准"


def _chain(dossier: Dossier) -> Iterator[Flaw]:
    previous = ""
    for n, line in enumerate(dossier.showings, start=1):
        said = Change(line.window, line.at, line.content)
        if line.seq != n or link(previous, dossier.manifest.case, line.seq, said) != line.hash:
            yield Flaw(f"{c.SHOWINGS} 第 {n} 行", "与前文的哈希链接不上（这一条或前一条被改动）")
        previous = line.hash


def _made(dossier: Dossier) -> Iterator[Change]:
    """What the public read from when on, by the journal."""
    for stride in walk(dossier.lines):
        if stride.before is not None:
            yield from made_by(stride.before, [stride.event], stride.at, dossier.definition)
