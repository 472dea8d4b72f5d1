"""A small question that people answer at once and scripts stumble over: no third party, no cookie, no picture.

The question travels with a signed token that holds for half an hour and for one answer.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from runtime.wiring import Office
from web.allowance import Allowance
from web.speaking import real_time

_HOLDS = timedelta(minutes=30)
_ANSWERED = Allowance(1, _HOLDS, real_time)


@dataclass(frozen=True, slots=True)
class Question:
    """``first`` and ``second`` are to be added; ``token`` goes back with the answer."""

    first: int
    second: int
    token: str


def ask(office: Office) -> Question:
    """A new question."""
    first, second = 2 + secrets.randbelow(8), 2 + secrets.randbelow(8)
    said = f"{int((real_time() + _HOLDS).timestamp())}.{secrets.token_hex(8)}"
    return Question(first, second, f"{said}.{_signed(office, said, first + second)}")


def passes(office: Office, token: str, answer: str) -> bool:
    """Whether ``answer`` is right for the question of this token, in time and for the first time."""
    said, _, signature = token.rpartition(".")
    until = said.partition(".")[0]
    if not (until.isdecimal() and answer.strip().isdecimal()):
        return False
    right = hmac.compare_digest(_signed(office, said, int(answer)).encode(), signature.encode())
    return (
        right
        and real_time() < datetime.fromtimestamp(int(until), real_time().tzinfo)
        and _ANSWERED.take(said)
    )


def _signed(office: Office, said: str, total: int) -> str:
    key = office.settings.secret_key.get_secret_value().encode()
    return hmac.new(key, f"human:{said}:{total}".encode(), sha256).hexdigest()
