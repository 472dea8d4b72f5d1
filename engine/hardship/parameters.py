"""What a place and a year decide: the lines, the multiples and what counts. Data, never constants."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from engine.rulebook.written import refuse

Comparison = Literal["lt", "le"]
ExclusionScope = Literal["no_file", "not_deep"]
IncomeKind = Literal[
    "wage", "business", "property", "transfer", "rent", "donation", "union_aid",
    "holiday_gift", "basic_pension", "veterans_allowance", "disability_allowance", "scholarship",
    "old_age_allowance", "nursing_fee",
]  # fmt: skip
ExpenseKind = Literal[
    "medical", "care", "study", "compulsory_study", "elite_study", "housing", "work", "other"
]  # fmt: skip
Trait = Literal[
    "elite_study", "controlling_shareholder", "high_consumption", "hides_income", "refuses_check",
    "refuses_work", "second_home", "motor_vehicle",
]  # fmt: skip


class Strict(BaseModel):
    """What is said once and checked whole: no unknown key, no later change."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def refuse_all(findings: Iterable[str]) -> None:
    """Refuse for all that was found, at once. Raises PydanticCustomError unless there is nothing."""
    if sentences := list(findings):
        refuse(f"有 {len(sentences)} 处问题：{''.join(sentences)}", "逐处改正后再问")


class HardshipParameters(Strict):
    """The values of one place and its years; money in yuan, lines by head and month."""

    place: str
    valid_from: date
    valid_to: date | None = None
    source: str
    assumed: tuple[str, ...] = ()  # which of these values no text of the place gives
    line: Decimal = Field(gt=0)  # urban minimum living allowance (低保)
    minimum_wage: Decimal = Field(gt=0)
    months: int = Field(default=12, gt=0)
    deep_cmp: Comparison = "lt"
    relative_multiple: Decimal = Field(default=Decimal(2), gt=1)
    edge_multiple: Decimal = Field(default=Decimal(3), gt=1)
    accident_share: Decimal = Field(default=Decimal("0.8"), gt=0)
    not_counted: tuple[IncomeKind, ...]
    rigid: tuple[ExpenseKind, ...]
    exclusion_scope: ExclusionScope
    no_file_traits: tuple[Trait, ...]
    not_deep_traits: tuple[Trait, ...]
    home_area: Decimal | None = Field(
        default=None, gt=0
    )  # square metres by head; two homes below it exclude nothing
    assets_limit: Decimal | None = None  # above it a household is not in deep hardship
