"""The form of a case: its fields, and the columns of those that are tables."""

from typing import Literal

from pydantic import Field

from engine.conditions import Condition
from engine.definition.parts import Key, Strict
from engine.exact_figures import Exact

CellType = Literal[
    "text",
    "choice",
    "multi_choice",
    "boolean",
    "month",
    "date",
    "integer",
    "number",
    "money",
    "phone",
    "id_no",
]
FieldType = Literal[CellType, "long_text", "file", "list", "person", "table", "household"]
FIGURES = ("integer", "number", "money")
"""The kinds that have an order and a sum."""
MONEY_PLACES = 2


class FieldBase(Strict):
    """What a line of the form and a column of a table have: label, kind and limits."""

    key: Key
    label: str
    type: FieldType
    required: bool = True
    options: list[str] = []
    min: int | Exact | None = Field(None, description="smallest value of a figure, fewest rows of a table")
    max: int | Exact | None = Field(
        None, description="most characters of a text, largest value of a figure, most rows of a table"
    )
    unit: str = Field("", description="of a number: 平方米, 人次")
    places: int = Field(2, ge=0, le=6, description="of a number: how many decimal places")
    help: str = ""

    @property
    def decimals(self) -> int:
        """How many places a figure of this kind is kept with: of money always two (分)."""
        return {"money": MONEY_PLACES, "number": self.places}.get(self.type, 0)

    @property
    def counted_in(self) -> str:
        """The unit that stands behind a figure in print."""
        return "元" if self.type == "money" else self.unit


class Column(FieldBase):
    """A column of a table; with ``total`` its sum stands below, and conditions may look at it (``key.column``)."""

    type: CellType
    total: bool = False


class FormField(FieldBase):
    """One line of the form, and the step at which it is filled."""

    filled_at: Key | None = Field(None, description="step that fills it; the first step when absent")
    corrected_at: list[Key] = Field([], description="later steps at which it may be put right, with a reason")
    seen_by: list[Key] = Field(
        [], description="the bodies that see it, besides those who fill or correct it; everybody when absent"
    )
    accept: list[Literal["pdf", "docx", "jpg", "png"]] = ["pdf", "docx", "jpg", "png"]
    when: Condition | None = Field(None, description="asked only if it holds; looks at fields further up")
    columns: list[Column] = Field([], description="of a table")
    occasion: Literal["reverification", "change"] | None = Field(
        None, description="of a household: why its file is filled in again; absent for an application"
    )
    read_by: Key | None = Field(
        None, description="the body that reads it before it acts, where no rule or document does"
    )

    def column(self, key: str) -> Column | None:
        """The column of a table called ``key``, if there is one."""
        return next((one for one in self.columns if one.key == key), None)


class Form(Strict):
    """The form of a case. ``subject`` names the case, ``identity`` tells the person it is about.

    A case about a unit is about nobody who could have to stay out of it.
    """

    title: str = Field(
        "申报表",
        min_length=1,
        description="what it is called on buttons, in messages and on paper: 推荐审批表, 自查表",
    )
    subject: Key
    identity: Key | None = None
    about: Literal["person", "unit"] = "person"
    read_whole: bool = Field(
        default=False,
        description="those who decide read the whole form: a field that no rule looks at is meant",
    )
    fields: list[FormField] = Field(min_length=1)
