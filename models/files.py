"""Content-addressed files: the name of a file is the SHA-256 of what is in it."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile


@dataclass(frozen=True, slots=True)
class FileStore:
    """A folder of files. Writing twice is writing once; a half-written file never has a digest's name."""

    folder: Path

    def put(self, content: bytes) -> str:
        """Keep ``content`` and return its digest."""
        digest = hashlib.sha256(content).hexdigest()
        place = self._place(digest)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            self._write(place, content)
        return digest

    def _write(self, place: Path, content: bytes) -> None:
        """By a draft of one's own, for others may hand in the same; on the disk before its name is there."""
        with NamedTemporaryFile(dir=place.parent, delete=False) as draft:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
        Path(draft.name).replace(place)

    def read(self, digest: str) -> bytes:
        """The content with this digest. Raises FileNotFoundError when it is not kept here."""
        return self._place(digest).read_bytes()

    def holds(self, digest: str) -> bool:
        """Whether the content with this digest is kept here."""
        try:
            return self._place(digest).is_file()
        except FileNotFoundError:
            return False

    def drop(self, digest: str) -> None:
        """Forget the content with this digest; asked twice, there is nothing left to forget."""
        self._place(digest).unlink(missing_ok=True)

    def _place(self, digest: str) -> Path:
        if len(digest) != hashlib.sha256().digest_size * 2 or not digest.isalnum():
            raise FileNotFoundError(digest)
        return self.folder / digest[:2] / digest
