"""What every refusal is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.said import Said


@dataclass(frozen=True, slots=True)
class Instead:
    """A sentence that says what would be allowed now, with its facts."""

    template: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The sentence in Chinese."""
        return Said(self.template, **self.facts)


class Refusal(Exception):
    """不予办理。"""

    instead: Instead | None = None

    def __init__(self, **facts: object) -> None:
        """Keep the facts that the sentence speaks of."""
        super().__init__()
        self.facts = facts

    @classmethod
    def template(cls) -> str:
        """The sentence with its places for facts: what translators translate."""
        return (cls.__doc__ or "").strip()

    @property
    def sentence(self) -> str:
        """The sentence in Chinese, as a reviewer reads it, and what would be allowed instead where that is known."""
        said = Said(self.template(), **self.facts)
        return Said("{said}{instead}", said=said, instead=self.instead.sentence) if self.instead else said

    def __str__(self) -> str:
        """The sentence, for logs of tests and scripts."""
        return self.sentence


class Forbidden(Refusal):
    """您没有办理它的权限。"""


class Missing(Refusal):
    """没有找到它，或它已经结束。"""


class Unfit(Refusal):
    """填写的内容不合要求，请改正后再提交。"""


class TooOften(Refusal):
    """次数太多，请稍后再试。"""
