"""What a person may be given who applies for a 劳模专项补助: the rule asked with the answers of the form."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from engine.rulebook.answer import Answer
from engine.subsidy.question import KINDS, SITUATIONS, SubsidyAsked, SubsidyParameters
from engine.subsidy.rule import answer

PAID: dict[str, str] = {
    "subsidy_living": "劳模生活困难补助金",
    "subsidy_spring": "劳模春节慰问金",
    "subsidy_special": "劳模特殊困难帮扶金",
}
"""The kinds of such a payment, as they stand in a list for the bank."""
_SEXES = {"男": "male", "女": "female"}


def reckon(answers: Mapping[str, object], parameters: SubsidyParameters, on: date) -> Answer:
    """What the rule says of an application handed in on that day."""
    asked = {
        "parameters": parameters,
        "kind": KINDS[str(answers["kind"])],
        "situation": SITUATIONS[str(answers["situation"])],
        "income": answers.get("income"),
        "sex": _SEXES[str(answers["gender"])],
        "age": _age(str(answers["born_on"]), on),
        "fixed_income": answers.get("fixed_income"),
        "facts": {fact: bool(answers.get(fact, False)) for fact in parameters.excluded},
    }
    return answer(SubsidyAsked.model_validate(asked))


def ceiling(said: Answer) -> Decimal:
    """The most that may be granted, in yuan. Raises ValueError with the rule's sentence where it cannot say."""
    if isinstance(said.result, Decimal):
        return said.result
    most = next((one.value for one in said.figures if one.key == "most"), None)
    if isinstance(most, Decimal):
        return most
    raise ValueError(said.sentence)


def kind_paid(answers: Mapping[str, object]) -> str:
    """The kind under which it is paid."""
    return f"subsidy_{KINDS[str(answers['kind'])]}"


def _age(born_on: str, on: date) -> int:
    """Whole years, by the month of birth."""
    year, month = (int(part) for part in born_on.split("-")[:2])
    return on.year - year - (on.month < month)
