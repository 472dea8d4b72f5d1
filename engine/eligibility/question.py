"""What the rule of eligibility is told: the rules of a year, and the facts that are known."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field, model_validator

from engine.conditions import Condition, comparisons
from engine.definition import Strict
from engine.eligibility.judging import judge
from engine.rulebook.written import Amount, Question, refuse

_WORDS: Mapping[str, bool] = {"是": True, "否": False, "有": True, "无": False}


class EligibilityRule(Strict):
    """One condition, in words, with its clause."""

    key: str
    title: str
    clause: str
    condition: Condition
    veto: bool = Field(default=False, description="nobody makes an exception from it (一票否决)")

    @property
    def looks_at(self) -> list[str]:
        """The facts it asks for, in their order."""
        return list(dict.fromkeys(one.field for one in comparisons(self.condition)))


class EligibilityRules(Strict):
    """The rules of one year, and what each fact is called. ``grants``: what the eligible are given, in yuan."""

    facts: dict[str, str] = Field({}, description="fact → its Chinese name")
    rules: list[EligibilityRule] = Field(min_length=1)
    grants: Amount | None = None

    @property
    def asked_for(self) -> list[str]:
        """All facts that some rule looks at."""
        return list(dict.fromkeys(fact for rule in self.rules for fact in rule.looks_at))


class MadeException(Strict):
    """An exception that was made from a rule (准予例外): by whom, and why."""

    by: str = Field(min_length=1)
    reason: str = Field(min_length=1)


class EligibilityAsked(Question):
    """Facts by their name, English or Chinese. What is left out or null is unknown. ``waivers`` are by rule."""

    rules: EligibilityRules
    facts: dict[str, bool | int | str | list[str] | None]
    waivers: dict[str, MadeException] = Field({})

    @property
    def known(self) -> dict[str, object]:
        """The facts by their English names; 是 and 否 are true and false."""
        english = {label: key for key, label in self.rules.facts.items()}
        return {english.get(name, name): _plain(fact) for name, fact in self.facts.items()}

    @model_validator(mode="after")
    def _looked_at(self) -> Self:
        nobody = [name for name in self.known if name not in self.rules.asked_for]
        if nobody:
            names = "、".join(self.rules.facts.get(one, one) + f"（{one}）" for one in self.rules.asked_for)
            refuse(f"没有哪条规则要看：{'、'.join(nobody)}", f"删去，或从这些里选：{names}")
        return self

    @model_validator(mode="after")
    def _waivable(self) -> Self:
        """An exception is made from a rule that is not met, and from no veto."""
        rules = {one.key: one for one in self.rules.rules}
        wrong = [f"没有规则 {key}" for key in self.waivers if key not in rules]
        for rule in (rules[key] for key in self.waivers if key in rules):
            if rule.veto:
                wrong.append(f"“{rule.title}”是一票否决，不能准予例外")
            elif (met := judge(rule.condition, self.known)) is not False:
                wrong.append(f"“{rule.title}”{'符合，不需要' if met else '还不能判定，不能'}准予例外")
        if wrong:
            refuse("；".join(wrong), "改正 waivers")
        return self


def _plain(fact: object) -> object:
    return _WORDS.get(fact, fact) if isinstance(fact, str) else fact
