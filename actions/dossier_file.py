"""案卷 as a file: written from its material, and examined without the office."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from itertools import chain
from typing import IO

from pydantic import ValidationError

from actions.dossiers import Material
from engine.chain import canonical, moment
from engine.dossier import content as c
from engine.dossier.checking import check
from engine.dossier.content import FileLine, Line, Manifest, Signature
from engine.dossier.contents import as_listed
from engine.dossier.findings import Flaw, Verdict, verdict
from engine.dossier.reading import Dossier, collection, definition_path
from engine.dossier.stated import stated
from engine.refusals import NotADossier
from models.dossiers import Opened, is_as_written, safe_name, written
from models.files import FileStore
from models.journal import Entry
from models.sealing import Seal, is_signed


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found about a dossier (by its case's number), or about the file that holds several."""

    name: str
    verdicts: tuple[Verdict, ...]

    @property
    def holds(self) -> bool:
        """Whether every check holds."""
        return all(one.holds for one in self.verdicts)


def attachment_paths(material: Material) -> dict[str, str]:
    """Where each file of the case stands in the dossier, by digest: numbered in the order in which they came."""
    return {
        one.digest: f"{c.ATTACHMENTS}{n:02d}-{safe_name(one.name)}"
        for n, one in enumerate(material.enclosed, start=1)
    }


def packed(material: Material, page: str, *, files: FileStore, seal: Seal) -> Iterator[bytes]:
    """The dossier's bytes, piece by piece. The same material gives the same bytes."""
    small = {path: text.encode() for path, text in _texts(material, page).items()}
    paths = attachment_paths(material)
    listed = [FileLine(path=path, size=len(one), sha256=_digest(one)) for path, one in small.items()]
    listed += [
        FileLine(path=paths[one.digest], size=one.size, sha256=one.digest, name=one.name)
        for one in material.enclosed
    ]
    manifest = _manifest(material, listed)
    large = ((path, files.read(digest)) for digest, path in paths.items())
    yield from written(chain(headed(manifest, seal), small.items(), large))


def headed(manifest: Manifest | c.Collection, seal: Seal) -> list[tuple[str, bytes]]:
    """The list of contents and its signature, as they stand at the front."""
    listed = canonical(manifest.model_dump(mode="json")).encode()
    signature = Signature(key=seal.public_key, signature=seal.sign(listed))
    return [
        (c.MANIFEST, listed),
        (c.SIGNATURE, canonical(signature.model_dump(mode="json")).encode()),
    ]


def collected(
    title: str, page: str, dossiers: Iterable[tuple[str, Iterable[bytes]]], *, seal: Seal
) -> Iterator[bytes]:
    """Several dossiers (path and bytes of each) as one file, with a ``page`` that lists them."""
    return written(_collected(title, page, dossiers, seal))


def _collected(
    title: str, page: str, dossiers: Iterable[tuple[str, Iterable[bytes]]], seal: Seal
) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
    """The list of contents comes last: only then is known what has gone by."""
    listed = [FileLine(path=c.PAGE, size=len(page.encode()), sha256=_digest(page.encode()))]
    yield c.PAGE, page.encode()
    for path, pieces in dossiers:
        passing = _Passing(pieces)
        yield path, passing
        listed.append(FileLine(path=path, size=passing.size, sha256=passing.hash.hexdigest()))
    yield from headed(c.Collection(title=title, files=tuple(listed)), seal)


class _Passing:
    """Bytes on their way, measured as they go by."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self.size = 0
        self.hash = sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.size += len(piece)
            self.hash.update(piece)
            yield piece


def examine(file: IO[bytes], *, key: str | None = None, within: bool = False) -> list[Examined]:
    """Every check of a dossier, or of each of several. Raises NotADossier for what is none, or not safe to open.

    With ``key``, the office's public key as one knows it from elsewhere, the signature has to be by that key.
    ``within`` a file that holds several there is one dossier each, and no further file of that kind.
    """
    opened = Opened(file)
    outside = [_container(file, opened), signed(opened, key)]
    several = None if within else collection(opened)
    if several is None:
        dossier = Dossier(opened)
        return [Examined(dossier.manifest.number, (*outside, *check(dossier)))]
    whole = verdict("contents", "目录与摘要", lambda _none: as_listed(opened, several), None)
    found = [Examined(several.title, (*outside, whole))]
    for path in opened:
        if path.endswith(".zip"):
            found += _within(path, opened[path], key)
    return found


def _within(path: str, content: bytes, key: str | None) -> list[Examined]:
    """One of several; what is no dossier is a finding here, for the others are still worth a look."""
    try:
        return examine(BytesIO(content), key=key, within=True)
    except NotADossier as refusal:
        return [
            Examined(path, (Verdict("container", "文件按原样封装", "", (Flaw(path, refusal.sentence),)),))
        ]


def signed(opened: Mapping[str, bytes], key: str | None) -> Verdict:
    """Whether the list of contents is signed; it says by which key when none is given to compare with."""
    flaws = tuple(_signature_flaws(opened, key))
    seen = "" if flaws else _signature(opened).key
    return Verdict("signature", "出具单位的签名", f"公钥 {seen}" if seen else "", flaws)


def _signature_flaws(opened: Mapping[str, bytes], key: str | None) -> Iterator[Flaw]:
    try:
        found = _signature(opened)
    except (KeyError, ValidationError):
        yield Flaw(c.SIGNATURE, "没有可读的签名")
        return
    if canonical(found.model_dump(mode="json")).encode() != opened[c.SIGNATURE]:
        yield Flaw(c.SIGNATURE, "写法与系统写出的不同（可能被改动过）")
    if not is_signed(opened[c.MANIFEST], found.signature, key=found.key):
        yield Flaw(c.SIGNATURE, f"与 {c.MANIFEST} 不符（目录或签名被改动）")
    if key is not None and key.strip().lower() != found.key:
        yield Flaw(c.SIGNATURE, "不是所给公钥的签名（不是该单位出具）")


def _signature(opened: Mapping[str, bytes]) -> Signature:
    return Signature.model_validate_json(opened[c.SIGNATURE])


def _container(file: IO[bytes], opened: Opened) -> Verdict:
    flaws = () if is_as_written(file, opened) else (Flaw("zip", "文件不是按原样封装的（可能被重新打包）"),)
    return Verdict("container", "文件按原样封装", f"{len(opened)} 个文件", flaws)


def _manifest(material: Material, listed: Iterable[FileLine]) -> Manifest:
    return Manifest(
        case=material.state.id,
        number=material.state.number,
        masked=material.identities is None,
        lines=len(material.entries),
        head=material.head,
        files=tuple(listed),
        withheld=tuple(material.withheld),
    )


def _texts(material: Material, page: str) -> dict[str, str]:
    texts = {
        c.PAGE: page,
        c.STATE: canonical(stated(material.state)),
        c.JOURNAL: "".join(_line(one, material.left_out.get(one.seq, ())) for one in material.entries),
        c.CALENDAR: canonical(material.calendar.model_dump(mode="json", by_alias=True)),
        c.PEOPLE: canonical(dict(material.names)),
    }
    texts |= _public(material)
    if material.identities is not None:
        texts[c.IDENTITIES] = canonical(dict(material.identities))
    for n, record in enumerate(material.draws, start=1):
        texts[f"{c.DRAWS}{n:02d}-{record.step}.json"] = canonical(record.model_dump(mode="json"))
    for version, known in material.versions.items():
        texts[definition_path(version)] = known.hashed
        texts[f"{c.DEFINITIONS}{version}.yaml"] = known.source
    return texts


def _public(material: Material) -> dict[str, str]:
    """What was shown to the public, and whether the pages could be reached; nothing of what never was shown."""
    shown = [
        c.ShowingLine(
            seq=one.seq, window=one.change.window, at=one.change.at, content=one.change.content, hash=one.hash
        )
        for one in material.showings
    ]
    looks = [
        c.ProbeLine(window=window, at=look.at, problem=look.problem)
        for window, of_window in material.looks.items()
        for look in of_window
    ]
    texts = {c.SHOWINGS: "".join(_timed(one, one.at) for one in shown)}
    texts[c.PROBES] = "".join(_timed(one, one.at) for one in looks)
    return {path: text for path, text in texts.items() if text}


def _timed(line: c.Part, at: datetime) -> str:
    return canonical({**line.model_dump(), "at": moment(at)}) + "\n"


def _line(entry: Entry, left_out: tuple[str, ...]) -> str:
    line = Line(
        seq=entry.seq,
        at=entry.at,
        actor=entry.actor,
        door=entry.door,
        payload=entry.payload,
        hash=entry.hash,
        withheld=left_out,
    )
    return _timed(line, entry.at)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
