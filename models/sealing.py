"""What is personal is sealed: encrypted at rest, matched by a keyed hash, masked on screens."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


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

    def sign(self, content: bytes) -> str:
        """The office's signature of ``content``, in hex: the same for the same content."""
        return self._signing().sign(content).hex()

    @property
    def public_key(self) -> str:
        """The key with which anybody can check the office's signatures, in hex."""
        return self._signing().public_key().public_bytes_raw().hex()

    def _signing(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._part("sign"))

    def _fernet(self) -> Fernet:
        return Fernet(urlsafe_b64encode(self._part("seal")))

    def _part(self, purpose: str) -> bytes:
        return hmac.new(self.key, purpose.encode(), hashlib.sha256).digest()


def is_signed(content: bytes, signature: str, *, key: str) -> bool:
    """Whether ``signature`` is that of ``content`` by the holder of ``key`` (both in hex)."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True
