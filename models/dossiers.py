"""The dossier as a file: a zip that is always written in the same way, and read with suspicion.

Nothing in it is compressed: what is inside cannot be larger than the file, and the same contents are the same bytes.
"""

import io
import re
import stat
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import IO

from engine.refusals import NotADossier

_BEGINNING = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the first moment that a zip can name: the file says nothing of when it was made
_MODE = 0o100644
_HEAD = 30  # bytes before the name of a file in a zip
_MOST_FILES = 20_000
_PORTION = 1 << 20
_SAFE = re.compile(r"^(?!/)(?!.*(?:^|/)\.\.?(?:/|$))[^\\\x00-\x1f\x7f:*?\"<>|]+$")


class _Sink(io.RawIOBase):
    """Takes what the zip writes and hands it on."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        self.taken.append(bytes(content))  # type: ignore[call-overload]
        return len(self.taken[-1])

    def handed_on(self) -> Iterator[bytes]:
        taken, self.taken = self.taken, []
        yield from taken


def written(parts: Iterable[tuple[str, bytes | Iterable[bytes]]]) -> Iterator[bytes]:
    """The zip of ``parts`` in their order, piece by piece: only one piece of one part is in memory at a time."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for path, content in parts:
            entry = zipfile.ZipInfo(path, _BEGINNING)
            entry.external_attr = _MODE << 16
            entry.create_system = 3  # the same on every machine
            with archive.open(entry, "w") as inside:
                for piece in (content,) if isinstance(content, bytes) else content:
                    inside.write(piece)
                    yield from sink.handed_on()
            yield from sink.handed_on()
    yield from sink.handed_on()


class Opened(Mapping[str, bytes]):
    """The files of an opened dossier by path, read when asked for."""

    def __init__(self, file: IO[bytes]) -> None:
        """Raises NotADossier for what is no zip of ours; nothing was unpacked then."""
        self._file = file
        try:
            with zipfile.ZipFile(file) as archive:
                found = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
            raise NotADossier(because="不是 zip 文件，或文件不完整") from problem
        _must_be_safe(found, length=file.seek(0, io.SEEK_END))
        self._entries = {one.filename: one for one in found}

    def __getitem__(self, path: str) -> bytes:
        """A file as it lies in the zip, damaged or not: what it should be, the list of contents knows."""
        entry = self._entries[path]
        self._file.seek(entry.header_offset)
        head = self._file.read(_HEAD)
        name, extra = (int.from_bytes(head[at : at + 2], "little") for at in (26, 28))
        self._file.seek(entry.header_offset + _HEAD + name + extra)
        return self._file.read(entry.file_size)

    def __iter__(self) -> Iterator[str]:
        """The paths, in the order in which they lie in the zip."""
        return iter(self._entries)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._entries)


def is_as_written(file: IO[bytes], opened: Opened) -> bool:
    """Whether the file is byte for byte what we write of its contents: nothing before, between or behind them."""
    again = _digest(written(opened.items()))
    file.seek(0)
    return again == _digest(iter(lambda: file.read(_PORTION), b""))


def _digest(pieces: Iterable[bytes]) -> bytes:
    found = sha256()
    for piece in pieces:
        found.update(piece)
    return found.digest()


def safe_name(name: str) -> str:
    """A file name that means the same on every machine, and no folder."""
    kept = re.sub(r"[^\w.()（）《》、，。\-]+", "_", name).strip("._")
    return kept[-80:] or "_"


def _must_be_safe(entries: list[zipfile.ZipInfo], *, length: int) -> None:
    """Refuses what could write elsewhere, hide a second file of a name, be a link, or swell when unpacked."""
    if len(entries) > _MOST_FILES:
        raise NotADossier(because=f"里面有 {len(entries)} 个文件，多于案卷可能有的 {_MOST_FILES} 个")
    if len({one.filename for one in entries}) != len(entries):
        raise NotADossier(because="里面有同名的文件")
    for one in entries:
        _must_be_plain(one)
    if sum(one.file_size for one in entries) > length:
        raise NotADossier(because="解开后比文件本身还大（压缩炸弹）")


def _must_be_plain(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if not _SAFE.match(name) or name.endswith("/"):
        raise NotADossier(because=f"里面有不安全的文件名 {name[:60]!r}")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise NotADossier(because=f"{name}：是链接，不是文件")
    if entry.compress_type != zipfile.ZIP_STORED or entry.compress_size != entry.file_size:
        raise NotADossier(because=f"{name}：是压缩过的，不是本系统写出的案卷")
