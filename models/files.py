"""Content-addressed files: the name of a file is the SHA-256 of what is in it."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path


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
            draft = place.with_suffix(f".{os.getpid()}")
            draft.write_bytes(content)
            draft.replace(place)
        return digest

    def read(self, digest: str) -> bytes:
        """The content with this digest. Raises FileNotFoundError when it is not kept here."""
        return self._place(digest).read_bytes()

    def _place(self, digest: str) -> Path:
        if len(digest) != hashlib.sha256().digest_size * 2 or not digest.isalnum():
            raise FileNotFoundError(digest)
        return self.folder / digest[:2] / digest
