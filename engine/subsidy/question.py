"""What the rule of subsidies is told: the parameters of the place and year, and the person."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import AliasChoices, Field, model_validator

from engine.definition import Strict
from engine.rulebook.written import Amount, Question, refuse

Situation = Literal["in_post", "retired", "farmer"]
SITUATIONS: dict[str, Situation] = {
    "在职": "in_post",
    "离退休": "retired",
    "退休": "retired",
    "农民": "farmer",
}
KINDS = {"生活困难补助金": "living", "春节慰问金": "spring", "特殊困难帮扶金": "special"}


class Line(Strict):
    """The monthly income in yuan up to which a subsidy fills up, and the most it gives (none: no cap)."""

    situation: Situation
    line: Amount
    most: Amount | None = None
    least_age: dict[Literal["male", "female"], int] = Field({})
    no_fixed_income: bool = False
    clause: str = ""


class SubsidyParameters(Strict):
    """One province and year. ``spring`` is the amount of the 春节慰问金, where it is known."""

    lines: list[Line] = Field(min_length=1)
    spring: Amount | None = None
    special_most: Amount | None = Field(
        None, description="the most that a case of special hardship may be given"
    )
    excluded: dict[str, str] = Field({}, description="fact that excludes → its clause")


class SubsidyAsked(Question):
    """One person. ``income`` is the person's own monthly income in yuan, not the household's."""

    parameters: SubsidyParameters
    kind: Literal["living", "spring", "special"] = "living"
    situation: Situation | None = Field(None, validation_alias=AliasChoices("situation", "person"))
    income: Amount | None = None
    age: int | None = None
    sex: Literal["male", "female"] | None = None
    fixed_income: bool | None = None
    facts: dict[str, bool] = Field({})

    @model_validator(mode="before")
    @classmethod
    def _chinese_names(cls, written: object) -> object:
        """The names printed on the form are understood too."""
        if not isinstance(written, dict):
            return written
        names: dict[str, str] = {**SITUATIONS, **KINDS, "男": "male", "女": "female"}
        keys = {"kind", "situation", "person", "sex"}
        return {
            key: names.get(one, one) if key in keys and isinstance(one, str) else one
            for key, one in written.items()
        }

    @model_validator(mode="after")
    def _complete(self) -> Self:
        wrong = [f"没有“{one}”这种排除情形" for one in self.facts if one not in self.parameters.excluded]
        if self.income is not None and self.income < Decimal(0):
            wrong.append(f"本人月收入 {self.income} 元小于 0")
        if self.kind == "living":
            wrong += [] if self.situation else ["没有写 situation（在职、离退休、农民）"]
            wrong += [] if self.income is not None else ["没有写 income（本人月收入，元）"]
        if wrong:
            refuse("；".join(wrong), "完整的例子：banshi rule subsidy.amount --example")
        return self
