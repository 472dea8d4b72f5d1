"""目录与附件: every file is listed, is what the list says, and none is missing or beside the list."""

import hashlib
from collections.abc import Iterator, Mapping

from engine.chain import canonical
from engine.dossier import content as c
from engine.dossier.findings import Flaw
from engine.dossier.reading import Dossier

_DIGEST = 64


def contents(dossier: Dossier) -> Iterator[Flaw | str]:
    """Sizes and digests of all files of a dossier."""
    yield from as_listed(dossier.files, dossier.manifest)


def as_listed(files: Mapping[str, bytes], manifest: c.Manifest | c.Collection) -> Iterator[Flaw | str]:
    """Sizes and digests of all files, and that the list itself is written as the office writes it."""
    listed = {one.path: one for one in manifest.files}
    if canonical(manifest.model_dump(mode="json")).encode() != files[c.MANIFEST]:
        yield Flaw(c.MANIFEST, "写法与系统写出的不同（可能被改动过）")
    if len(listed) != len(manifest.files):
        yield Flaw(c.MANIFEST, "有文件列了两次")
    for path in sorted(set(files) - set(listed) - {c.MANIFEST, c.SIGNATURE}):
        yield Flaw(path, "不在目录里")
    for one in manifest.files:
        yield from _is_as_listed(files, one)
    yield f"文件 {len(listed)} 个"


def _is_as_listed(files: Mapping[str, bytes], one: c.FileLine) -> Iterator[Flaw]:
    if one.path not in files:
        yield Flaw(one.path, "缺少这个文件")
        return
    found = files[one.path]
    if len(found) != one.size or hashlib.sha256(found).hexdigest() != one.sha256:
        yield Flaw(one.path, "内容与目录中的摘要不符（被改动或损坏）")


def attachments(dossier: Dossier) -> Iterator[Flaw | str]:
    """Every file that the journal names is here under its digest, or is said to be withheld."""
    here = {one.sha256 for one in dossier.manifest.files if one.path.startswith(c.ATTACHMENTS)}
    withheld = {one.sha256 for one in dossier.manifest.withheld}
    for line in dossier.lines:
        for digest in sorted(set(_digests(line.payload)) - here - withheld):
            yield Flaw(
                f"{c.JOURNAL} 第 {line.seq} 行", f"提到的文件 {digest[:12]}… 不在案卷里，也没有说明原因"
            )
    yield f"附件 {len(here)} 个" + (f"，未收入 {len(withheld)} 个" if withheld else "")


def _digests(said: object) -> Iterator[str]:
    """The digests of files within a payload: of answers, of written opinions, of what a machine step made."""
    match said:
        case {"digest": str(digest)}:
            yield digest
        case Mapping():
            for key, one in said.items():
                if key in ("document", "carried") and isinstance(one, str) and one:
                    yield one
                elif key == "result" and isinstance(one, Mapping):
                    yield from (x for x in one.values() if isinstance(x, str) and _is_digest(x))
                else:
                    yield from _digests(one)
        case list() | tuple():
            for one in said:
                yield from _digests(one)


def _is_digest(word: str) -> bool:
    return len(word) == _DIGEST and set(word) <= set("0123456789abcdef")
