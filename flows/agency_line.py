"""The line to an outside body: a question about one household goes out, its facts come back.

One that does not answer is asked again a few times, each time later; after so many failures in a row the line is
left alone until the next sweep, so that a body in trouble is not asked a thousand times and holds up nobody else.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

from actions.matching import Sent
from engine.hardship.matching import Agency, Fact

TRIES = 3
OPENS_AFTER = 3
TIMEOUT_SECONDS = 10.0
_FIRST_WAIT_SECONDS = 0.5
_SERVER_ERROR = 500


PAUSED, SLOW, AWAY = "线路连续失败，暂停到下一轮", "对方没有按时答复", "连不上对方"
NONSENSE, BESIDE_THE_POINT = "答复读不懂", "答复与所问不符"


def _returned(status: int) -> str:
    return f"对方返回 {status}"


class LineDown(Exception):
    """The body gave no answer that can be used. The message is a kind of failure and nothing personal."""


class AgencyLine(Protocol):
    """How a body is asked about one household."""

    def ask(self, number: str, people: Sequence[Sent]) -> list[Fact]:
        """What the body knows of these people. Raises LineDown."""
        ...


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    number: str
    facts: list[Fact]


@dataclass
class HttpLine:
    """A body that is asked by HTTP: ``POST address`` with ``{number, people}``, answered with ``{number, facts}``."""

    agency: Agency
    address: str
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=TIMEOUT_SECONDS))
    pause: Callable[[float], None] = time.sleep
    failures: int = 0

    def ask(self, number: str, people: Sequence[Sent]) -> list[Fact]:
        """Ask, several times if need be. Raises LineDown, at once while the line is left alone."""
        if self.failures >= OPENS_AFTER:
            raise LineDown(PAUSED)
        try:
            answer = self._with_patience({"number": number, "people": [one.fields for one in people]})
            facts = self._understood(number, answer)
        except LineDown:
            self.failures += 1
            raise
        self.failures = 0
        return facts

    def _with_patience(self, question: dict[str, object]) -> httpx.Response:
        reason = ""
        for attempt in range(TRIES):
            if attempt:
                self.pause(_FIRST_WAIT_SECONDS * 2 ** (attempt - 1))
            try:
                answer = self.client.post(self.address, json=question)
            except httpx.TimeoutException:
                reason = SLOW
            except httpx.HTTPError:
                reason = AWAY
            else:
                if answer.status_code < _SERVER_ERROR:
                    return answer
                reason = _returned(answer.status_code)
        raise LineDown(reason)

    def _understood(self, number: str, answer: httpx.Response) -> list[Fact]:
        """The facts of an answer that is to this question and says only what this body tells."""
        if answer.status_code != httpx.codes.OK:
            raise LineDown(_returned(answer.status_code))
        try:
            said = _Answer.model_validate_json(answer.content)
        except ValidationError:
            raise LineDown(NONSENSE) from None
        if said.number != number or any(one.told not in self.agency.tells for one in said.facts):
            raise LineDown(BESIDE_THE_POINT)
        return said.facts
