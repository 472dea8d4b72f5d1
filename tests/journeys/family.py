"""An invented family as the form of its file takes it: three people, what they earned and paid in twelve months."""

from dataclasses import dataclass
from datetime import date, timedelta

from engine.hardship.file import months_before
from seeds.invented import invent

CARD = "6222020200110000099"
_PEOPLE = (
    ("journey.worker", "本人", {"able": "yes", "working": "yes"}),
    ("journey.spouse", "配偶", {"able": "no"}),
    ("journey.child", "子女", {"able": "yes", "studying": "yes"}),
)


@dataclass(frozen=True)
class Family:
    """The same people on any day; ``wage`` is that of twelve months, in yuan, ``ill`` whether there are bills."""

    child_born: date

    @property
    def applicant(self) -> dict[str, str]:
        """Name and ID number of the worker, as a form takes them."""
        worker = invent(_PEOPLE[0][0])
        return {"applicant": worker.name, "id_no": worker.id_number}

    def form(self, day: date, *, wage: str, ill: bool = True, known: bool = False) -> dict[str, str]:
        """The form of the file on ``day``; of who is ``known`` already no number is typed again."""
        months = months_before(day, 12)
        typed = {"accident_loss": "0", "account.bank": "演示银行", "account.card": CARD}
        for place, (word, relation, does) in enumerate(_PEOPLE):
            person = invent(word, born=self.child_born if relation == "子女" else None)
            number = {"was": str(place)} if known else {"id_number": person.id_number}
            said = {
                "name": person.name,
                "relation": relation,
                "authorised_on": day.isoformat(),
                **number,
                **does,
            }
            typed |= {f"members.{place}.{key}": value for key, value in said.items()}
        typed["account.holder"] = typed["members.0.name"]
        income = {"kind": "wage", "first": months[0], "last": months[-1], "amount": wage}
        typed |= {f"members.0.incomes.0.{key}": value for key, value in income.items()}
        return typed | (_bills(day) if ill else {})


def _bills(day: date) -> dict[str, str]:
    """Medical bills of which part was given back, and the fees of a college."""
    on = (day - timedelta(days=120)).isoformat()
    rows = (
        {"kind": "medical", "day": on, "paid": "40000", "reimbursed": "25400"},
        {"kind": "study", "day": on, "paid": "7000", "reimbursed": ""},
    )
    return {f"bills.{n}.{key}": value for n, row in enumerate(rows) for key, value in row.items()}
