"""What is looked at before a file is opened: its kind, its size unpacked, merged cells."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from web.refusals import SheetMerged, SheetTooLarge, SheetUnreadable

_MOST_BYTES = 20 * 1024 * 1024
_MOST_UNPACKED = 300 * 1024 * 1024
_MOST_PARTS = 500
_PIECE = 1 << 20
_MERGED = b"<mergeCell "


def must_be_sound(content: bytes) -> None:
    """Raises SheetUnreadable, SheetTooLarge or SheetMerged before anything of the file is believed."""
    if len(content) > _MOST_BYTES:
        raise SheetTooLarge
    try:
        with ZipFile(BytesIO(content)) as packed:
            _must_fit(packed)
            _must_not_merge(packed)
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise SheetUnreadable from error


def _must_fit(packed: ZipFile) -> None:
    parts = packed.infolist()
    if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > _MOST_UNPACKED:
        raise SheetTooLarge


def _must_not_merge(packed: ZipFile) -> None:
    """The streaming reader does not tell of merged cells: they are looked for in the sheets as they are written."""
    for name in packed.namelist():
        if name.startswith("xl/worksheets/") and _is_in(packed, name):
            raise SheetMerged


def _is_in(packed: ZipFile, name: str) -> bool:
    with packed.open(name) as part:
        before = b""
        while piece := part.read(_PIECE):
            if _MERGED in before + piece:
                return True
            before = piece[-len(_MERGED) :]
    return False
