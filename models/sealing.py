"""What is personal is sealed: encrypted at rest, matched by a keyed hash, masked on screens."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from cryptography.fernet import Fernet


@dataclass(frozen=True, slots=True)
class Seal:
    """The office's key. Losing it loses every sealed value: it is part of the backup."""

    key: bytes

    def text(self, plain: str) -> str:
        """``plain``, encrypted."""
        return self._fernet().encrypt(plain.encode()).decode()

    def open(self, sealed: str) -> str:
        """What was sealed. Raises cryptography.fernet.InvalidToken for anything else or another key."""
        return self._fernet().decrypt(sealed.encode()).decode()

    def hash(self, plain: str) -> str:
        """A keyed hash: the same for the same text, and useless without the key."""
        return hmac.new(self._part("match"), plain.encode(), hashlib.sha256).hexdigest()

    def id_number(self, plain: str) -> dict[str, str]:
        """An ID number as a case keeps it: sealed, with its hash for matching and a mask for screens."""
        return {
            "sealed": self.text(plain),
            "hash": self.hash(plain),
            "masked": f"{plain[:3]}{'*' * 11}{plain[-4:]}",
        }

    def letter(self, content: dict[str, str]) -> str:
        """A small record, encrypted as one."""
        return self.text(json.dumps(content, ensure_ascii=False))

    def _fernet(self) -> Fernet:
        return Fernet(urlsafe_b64encode(self._part("seal")))

    def _part(self, purpose: str) -> bytes:
        return hmac.new(self.key, purpose.encode(), hashlib.sha256).digest()
