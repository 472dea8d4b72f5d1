"""办理记录、推演与流程定义: the chain is whole, replaying it gives the state stated, by the versions it names."""

import hashlib
from collections.abc import Iterator

from engine.chain import canonical, link
from engine.dossier import content as c
from engine.dossier.findings import Flaw
from engine.dossier.reading import Dossier, definition_path
from engine.dossier.stated import stated
from engine.dossier.walking import walk
from engine.events import CaseMoved, CaseOpened
from engine.retention.proof import words_gone

_SHORT = 12


def chain(dossier: Dossier) -> Iterator[Flaw | str]:
    """Each line follows from the one before, from 1 without gaps, up to the head that the contents name."""
    previous, manifest = "", dossier.manifest
    for n, line in enumerate(dossier.lines, start=1):
        where = f"{c.JOURNAL} 第 {n} 行"
        if line.seq != n:
            yield Flaw(where, f"应为第 {n} 条，却是第 {line.seq} 条（有缺失、多出或调换）")
        said = link(
            previous, manifest.case, line.seq, line.payload, by=line.actor, at=line.at, door=line.door
        )
        if said != line.hash and not line.withheld:
            yield Flaw(where, "与前文的哈希链接不上（这一条或前一条被改动）")
        previous = line.hash
    if (len(dossier.lines), previous) != (manifest.lines, manifest.head):
        yield Flaw(c.JOURNAL, "末尾与目录所记的条数或核对码不符（有缺失或多出）")
    sealed = sum(one.withheld == c.SHEET for one in dossier.lines)
    note = f"，其中 {sealed} 条含密封的评分，内容不在案卷里" if sealed else ""
    gone = words_gone(dossier.lines)
    private = sum(bool(one.withheld) for one in dossier.lines) - sealed - len(gone)
    note += f"，{len(gone)} 条的个人信息已销毁" if gone else ""
    note += f"，{private} 条含不公开的栏目，内容不在案卷里" if private else ""
    yield f"{len(dossier.lines)} 条，核对码 {manifest.head[:16]}{note}"


def replay(dossier: Dossier) -> Iterator[Flaw | str]:
    """The engine, given the journal alone, comes to the state that the dossier states."""
    last = None
    for stride in walk(dossier.lines):
        last = stride.after
    if last is None:
        yield Flaw(c.JOURNAL, "没有一条记录")
        return
    if canonical(stated(last)) != canonical(dossier.state):
        yield Flaw(c.STATE, f"与推演结果不一致：{'、'.join(_parts_apart(stated(last), dossier.state))}")
    if (last.id, last.number) != (dossier.manifest.case, dossier.manifest.number):
        yield Flaw(c.MANIFEST, "目录所写的事项不是记录里的事项")
    yield f"推演到 {last.status}，与现状核对"


def _parts_apart(first: object, second: object) -> list[str]:
    if not isinstance(first, dict) or not isinstance(second, dict):
        return ["全部"]
    keys = sorted({*first, *second})
    return [key for key in keys if first.get(key) != second.get(key)]


def definition(dossier: Dossier) -> Iterator[Flaw | str]:
    """The versions by which the case went are here, each the text that its name is the hash of."""
    versions: dict[str, None] = {}
    for stride in walk(dossier.lines):
        match stride.event:
            case CaseOpened(version=version):
                versions[version] = None
            case CaseMoved(from_version=was, to_version=now):
                versions |= {was: None, now: None}
    for version in versions:
        key, _, short = version.partition("@")
        path = definition_path(version)
        if hashlib.sha256(dossier.text(path).encode()).hexdigest()[:_SHORT] != short:
            yield Flaw(path, "内容与版本号里的哈希不符（被改动）")
        if dossier.definition(version).key != key:
            yield Flaw(path, "不是记录所说的流程")
    yield "、".join(versions)
